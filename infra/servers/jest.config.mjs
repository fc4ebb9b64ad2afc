/** Suites against real servers: each asks for the server that it needs and is skipped by name where it cannot be had. @type {import('jest').Config} */
export default {
  rootDir: '../..',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/infra'],
  testMatch: ['**/*.server.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(engine|domain)/(.*)$': '<rootDir>/libs/$1/$2/index.ts',
    '^#apps/(.*)$': '<rootDir>/apps/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  globalSetup: '<rootDir>/infra/servers/start-servers.mjs',
  globalTeardown: '<rootDir>/infra/servers/stop-servers.mjs',
  maxWorkers: 1,
  testTimeout: 180_000,
};
