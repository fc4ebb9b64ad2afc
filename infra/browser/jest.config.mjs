/** Specs that drive a real browser: `npm run browser`, and `.ci/run`. @type {import('jest').Config} */
export default {
  rootDir: '../..',
  roots: ['<rootDir>/apps/console/browser'],
  testMatch: ['**/*.browser.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(engine|domain)/(.*)$': '<rootDir>/libs/$1/$2/index.ts',
    '^#apps/(.*)$': '<rootDir>/apps/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  testEnvironment: '<rootDir>/infra/browser/environment.mjs',
  maxWorkers: 1,
  // A browser that was told to leave may take its time.
  forceExit: true,
  testTimeout: 180_000,
};
