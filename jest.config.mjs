// One configuration; the suites are chosen by path (unit beside the code, *.int.test.ts, tests/**).
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {}, // Node takes the types out.
  // In processes, not threads: tests start programs, change folders and send signals.
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['<rootDir>/libs/testing/src/runner.ts'],
};
