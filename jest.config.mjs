// One configuration; the suites are chosen by path (unit beside the code, *.int.test.ts, tests/**).
export default {
  testEnvironment: 'node',
  // Above every wait for a condition, so that a test that fails says which condition never came.
  testTimeout: 60_000,
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
};
