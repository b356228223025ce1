// Which code lies in one file. A command loads whole files, so that each holds what is used together; of two that
// fit, the higher priority counts. Code of libraries lies in files of its own, whose names begin with `lib-`: an error
// that it throws is distinguished from a defect of swiftcheck.
const from = (...parts) => new RegExp(`/(?:${parts.join('|')})`);
const src = (...rooms) => `src/(?:${rooms.join('|')})/`;
const lib = (...names) => `node_modules/(?:${names.join('|')})/`;

const GROUPS = [
  [
    'lib-lab',
    lib('@grpc/proto-loader', '@peculiar', 'asn1js', 'pvtsutils', 'pvutils', 'tslib'),
    lib('lodash.camelcase', 'protobufjs/ext', 'protobufjs/google'),
    'node_modules/protobufjs/(?:index|src/(?:index|parse|tokenize|common))[.]js',
  ],
  [
    'lib-calls',
    lib('@grpc', 'undici', 'protobufjs', '@protobufjs', 'long', '@js-sdsl', '@streamparser'),
  ],
  ['lib-cluster', lib('ws'), 'client-node/dist/config_types'],
  ['lib-yaml', lib('yaml', 'jsonc-parser')],
  ['lib-cli', lib('commander', 'semver', 'leven')],
  [
    'lib-text',
    lib('chalk', 'fast-string-width', 'fast-string-truncated-width', 'is-in-ci', 'p-map'),
  ],
  ['yaml-alias', 'src/util/yaml-alias'],
  // With a library of its own, for faults alone.
  ['json-fault', 'src/util/json-fault'],
  ['lab-parts', 'src/lab/(?!data-set-names)', 'src/wire/service'],
  ['calls', src('gather', 'net', 'wire')],
  ['cluster', src('cluster')],
  // What `explain` shows needs no check.
  ['words', 'src/checks/shared/words', 'src/judge/hop-words'],
  ['page-index', 'src/checks/pages'],
  ['files', 'src/evidence/file[.]'],
  ['texts', src('texts')],
  ['judge', src('checks', 'judge', 'analysis', 'predict', 'views')],
  [
    'base',
    src('util', 'evidence(?!/(?:validator|file))', 'knowledge', 'targets'),
    'src/lab/data-set-names',
  ],
];

export const groups = [
  // What stands for parts that are left out.
  { name: 'lib-left-out', test: /nothing:/, priority: 1000 },
  ...GROUPS.map(([name, ...parts], index) => ({
    name,
    test: from(...parts),
    priority: 10 * (GROUPS.length - index),
  })),
];
