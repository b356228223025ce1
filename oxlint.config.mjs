// What the linter holds the code to. Rules of the type checker need no build: oxlint reads tsconfig.json.

import { readFileSync } from 'node:fs';

/** For each room of src/ the rooms that it may import: the table of docs/architecture.md. */
const page = readFileSync(new URL('docs/architecture.md', import.meta.url), 'utf8');
const layers = Object.fromEntries(
  [...page.matchAll(/^\| `(\w+)` *\|([^|]*)\|/gm)]
    .filter(([, room]) => room !== 'index')
    .map(([, room, imports]) => [room, imports.split(' ').filter((name) => name !== '')]),
);
const folders = Object.keys(layers);

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
const mayUseNetwork = ['net', 'gather', 'cluster', 'lab'];

const noNetwork = network.map((name) => ({
  name,
  message: 'Only net/, gather/, cluster/ and lab/ use the network.',
}));

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  // Cases are tests that lie beside what they try.
  excludeFiles: ['src/checks/*/*cases.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        // wire/ holds the gRPC definitions that gather and lab share; it opens no connection.
        paths: [...mayUseNetwork, 'wire'].includes(folder) ? [] : noNetwork,
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

/** The recommended rules of ESLint that the type checker does not make superfluous. */
const ESLINT = `
  constructor-super for-direction getter-return no-array-constructor no-async-promise-executor
  no-case-declarations no-class-assign no-compare-neg-zero no-cond-assign no-const-assign
  no-constant-binary-expression no-constant-condition no-control-regex no-debugger no-delete-var
  no-dupe-class-members no-dupe-else-if no-dupe-keys no-duplicate-case no-empty
  no-empty-character-class no-empty-function no-empty-pattern no-empty-static-block no-ex-assign
  no-extra-boolean-cast no-fallthrough no-func-assign no-global-assign no-import-assign
  no-invalid-regexp no-irregular-whitespace no-loss-of-precision no-misleading-character-class
  no-new-native-nonconstructor no-nonoctal-decimal-escape no-obj-calls no-prototype-builtins
  no-regex-spaces no-self-assign no-setter-return no-shadow-restricted-names
  no-sparse-arrays no-this-before-super no-unassigned-vars no-unexpected-multiline no-unreachable
  no-unsafe-finally no-unsafe-negation no-unsafe-optional-chaining no-unused-expressions
  no-unused-labels no-unused-private-class-members no-useless-backreference no-useless-catch
  no-useless-constructor no-useless-escape no-with preserve-caught-error require-yield use-isnan
  valid-typeof
`;

/** The strict and stylistic rules of typescript-eslint, those with type information included. */
const TYPESCRIPT = `
  adjacent-overload-signatures array-type await-thenable ban-tslint-comment
  class-literal-property-style consistent-generic-constructors consistent-indexed-object-style
  consistent-type-assertions consistent-type-definitions dot-notation no-array-delete
  no-base-to-string no-confusing-non-null-assertion no-deprecated no-duplicate-enum-values
  no-duplicate-type-constituents no-dynamic-delete no-empty-object-type no-explicit-any
  no-extra-non-null-assertion no-extraneous-class no-floating-promises no-for-in-array
  no-generated-empty-object-type no-implied-eval no-inferrable-types no-invalid-void-type
  no-meaningless-void-operator no-misused-new no-misused-promises no-misused-spread no-mixed-enums
  no-namespace no-non-null-asserted-nullish-coalescing no-non-null-asserted-optional-chain
  no-non-null-assertion no-redundant-type-constituents no-require-imports no-this-alias
  no-unnecessary-boolean-literal-compare no-unnecessary-condition
  no-unnecessary-template-expression no-unnecessary-type-arguments no-unnecessary-type-assertion
  no-unnecessary-type-constraint no-unnecessary-type-conversion no-unnecessary-type-parameters
  no-unsafe-argument no-unsafe-assignment no-unsafe-call no-unsafe-declaration-merging
  no-unsafe-enum-comparison no-unsafe-function-type no-unsafe-member-access no-unsafe-return
  no-unsafe-unary-minus no-useless-default-assignment no-wrapper-object-types
  non-nullable-type-assertion-style only-throw-error prefer-as-const prefer-find prefer-for-of
  prefer-function-type prefer-includes prefer-literal-enum-member prefer-namespace-keyword
  prefer-nullish-coalescing prefer-optional-chain prefer-promise-reject-errors
  prefer-reduce-type-parameter prefer-regexp-exec prefer-return-this-type
  prefer-string-starts-ends-with related-getter-setter-pairs require-await triple-slash-reference
  unbound-method unified-signatures use-unknown-in-catch-callback-variable
`;

function errors(prefix, names) {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [prefix + name, 'error']),
  );
}

export default {
  options: { typeAware: true },
  plugins: ['import', 'typescript'],
  categories: { correctness: 'off' },
  env: { builtin: true, node: true },
  ignorePatterns: ['dist/', 'node_modules/', 'coverage/'],
  rules: {
    ...errors('', ESLINT),

    'import/no-cycle': ['error', { ignoreTypes: false }],
    // An underscore marks what is taken apart to be left out. `<>` is the Fragment of tsconfig.json.
    'no-unused-vars': [
      'error',
      {
        argsIgnorePattern: '^_',
        varsIgnorePattern: '^(_|Fragment$)',
        destructuredArrayIgnorePattern: '^_',
      },
    ],
  },
  overrides: [
    {
      files: ['**/*.{ts,tsx}'],
      rules: {
        ...errors('typescript/', TYPESCRIPT),
        'no-console': 'error',
        'typescript/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
        // The factory of JSX has its types in a namespace.
        'typescript/no-namespace': ['error', { allowDeclarations: true }],
        // The arrow that only assigns reads well in tables of handlers.
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        'typescript/restrict-plus-operands': [
          'error',
          {
            ...{ allowAny: false, allowBoolean: false, allowNullish: false },
            ...{ allowNumberAndString: false, allowRegExp: false },
          },
        ],
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/return-await': ['error', 'error-handling-correctness-only'],
        'typescript/switch-exhaustiveness-check': [
          'error',
          { considerDefaultExhaustiveForUnions: true },
        ],
      },
    },
    ...layerRules,
    {
      // Only the writer prints; the question of --install is readline's, which wants the stream itself.
      files: ['src/**/*.{ts,tsx}'],
      excludeFiles: ['src/cli/writer.ts', 'src/cli/confirm.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['stdout', 'stderr'].map((property) => ({
            ...{ object: 'process', property },
            message: 'Only the writer prints.',
          })),
        ],
      },
    },
  ],
};
