export * from '../../shared/testing/rows';
