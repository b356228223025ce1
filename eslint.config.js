import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Imports run one way: a folder may use what is named for it here, and nothing else of src/.
const layers = {
  util: [],
  knowledge: [],
  evidence: ['util', 'knowledge'],
  wire: ['util', 'knowledge', 'evidence'],
  targets: ['util', 'knowledge', 'evidence'],
  predict: ['util', 'knowledge', 'evidence'],
  findings: ['util', 'knowledge', 'evidence', 'predict'],
  rules: ['util', 'knowledge', 'evidence', 'predict', 'findings'],
  signatures: ['util', 'knowledge', 'evidence', 'findings'],
  reports: ['util', 'knowledge', 'evidence', 'predict', 'findings', 'rules', 'signatures'],
  policy: ['util', 'knowledge', 'evidence', 'findings', 'rules'],
  manifests: ['util'],
  gather: ['util', 'knowledge', 'evidence', 'wire', 'targets'],
  cluster: ['util', 'knowledge', 'evidence', 'targets', 'gather'],
  lab: ['util', 'knowledge', 'evidence', 'wire'],
};
const folders = [...Object.keys(layers), 'cli'];
const network = [
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  '@kubernetes/client-node',
  'undici',
  'ws',
  ...['net', 'tls', 'http', 'https', 'http2', 'dns', 'dns/promises', 'dgram'].flatMap((name) => [
    name,
    `node:${name}`,
  ]),
];
const mayUseNetwork = ['gather', 'cluster', 'lab'];

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        // wire/ holds the gRPC definitions that gather and lab share; it opens no connection.
        paths: [...mayUseNetwork, 'wire'].includes(folder)
          ? []
          : network.map((name) => ({
              name,
              message: 'Only gather/, cluster/ and lab/ use the network.',
            })),
        patterns: [
          {
            group: folders
              .filter((other) => other !== folder && !allowed.includes(other))
              .map((other) => `**/${other}/*`),
            message: `${folder}/ may import from: ${allowed.join(', ') || 'nothing of src/'}.`,
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'coverage/']),
  js.configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An underscore marks what is taken apart to be left out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // The arrow that only assigns reads well in tables of handlers.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  ...layerRules,
  {
    // Only the writer prints; the question of --install is readline's, which wants the stream itself.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/cli/writer.ts', 'src/cli/confirm.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map((property) => ({
          object: 'process',
          property,
          message: 'Only the writer prints.',
        })),
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: network.map((name) => ({
            name,
            message: 'Only gather/, cluster/ and lab/ use the network.',
          })),
        },
      ],
    },
  },
);
