import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { walls } from './tools/walls.mjs';

const pureGlobals = ['process', 'fetch', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

export default defineConfig(
  globalIgnores(['dist/', '.cache/', '**/cdk.out/', 'coverage/']),
  tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // lazy requires keep start-up short; the walls check what they name
      '@typescript-eslint/no-require-imports': 'off',
      eqeqeq: 'error',
      'no-constant-condition': 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-empty': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{mjs,js,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
  },
  {
    files: ['shared/**', 'load/**', 'packs/**', 'aspects/**', 'cli/**'],
    plugins: { walls },
    rules: { 'walls/imports': 'error' },
  },
  {
    files: ['shared/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'The clock is the host’s: take the day as an argument.',
        },
        {
          selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          message: 'The clock is the host’s: take the day as an argument.',
        },
        {
          selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
          message: 'Same input, same findings: nothing here is random.',
        },
      ],
    },
  },
);
