export * from '../../shared/testing/trees';
