export * from '../../shared/testing/witness';
