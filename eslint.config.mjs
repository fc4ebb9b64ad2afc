import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'infra/bench/results/**', 'apps/console/server/routes.ts', 'artefacts/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off', // where the engine holds definitions whose types no longer matter
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes every index a question; loops answer it
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false }],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'jest', property: 'mock', message: 'jest.mock does nothing for ES modules; hand a fake in instead.' },
        { object: 'Math', property: 'random', message: 'Take a seeded generator, so that a run can be repeated.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'CallExpression[callee.property.name=/^(skip|only|todo)$/][callee.object.name=/^(it|test|describe)$/]', message: 'A test runs or is not there.' },
      ],
    },
  },
  {
    // An injected class must stay a value import: Nest reads it at run time.
    files: ['**/*.http.ts', '**/*.module.ts', 'apps/**/*.ts', 'libs/engine/http/**/*.ts', 'libs/engine/commands/send.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
);
