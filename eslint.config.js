import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const limit = (max) => ['error', { max, skipBlankLines: true, skipComments: true, IIFEs: true }]

/** Warnings do not exist: what is not worth an error is not worth a line. A rule switched off carries its reason. */
export default [
  { ignores: ['node_modules/', 'dist/', '.qinglan/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Drivers and test doubles must often be `async` to fit a signature without awaiting anything themselves.
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': limit(70),
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': limit(120) } },
  // Compiles each file to judge it: asked only of what runs in a browser.
  {
    files: [
      '**/*.tsx',
      'src/ui/**/*.ts',
      'src/platform/web/**/*.ts',
      'src/features/*/pages/**/*.ts',
      'src/features/*/{asking,naming,reading}.ts',
    ],
    ignores: ['**/*.test.ts'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  // A test names its cases one after another inside one `describe`: its length is not its complexity.
  { files: ['**/*.test.ts', 'e2e/**'], rules: { 'max-lines-per-function': 'off' } },
  // What a route answers is JSON of any shape until a test has judged it, field by field, with `expect`.
  {
    files: ['**/*.test.ts', 'src/**/testing.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // The tools that read these files demand a default export.
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
]
