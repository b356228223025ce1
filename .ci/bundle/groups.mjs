// Which code lies in one file. A command loads whole files, so that each holds what is used together; of two that
// fit, the higher priority counts.
const from = (...parts) => new RegExp(`/(?:${parts.join('|')})`);
const src = (...rooms) => `src/(?:${rooms.join('|')})/`;
const lib = (...names) => `node_modules/(?:${names.join('|')})/`;

export const groups = [
  {
    name: 'lab-parts',
    priority: 60,
    test: from(
      'src/lab/(?!data-set-names)',
      'src/wire/service',
      lib('@grpc/proto-loader', '@peculiar', 'asn1js', 'pvtsutils', 'pvutils', 'tslib'),
      lib(
        'lodash.camelcase',
        'protobufjs/(?:ext|google|index.js|src/(?:index|parse|tokenize|common).js)',
      ),
    ),
  },
  {
    name: 'calls',
    priority: 50,
    test: from(
      src('gather', 'net', 'wire'),
      lib('@grpc', 'undici', 'protobufjs', '@protobufjs', 'long', '@js-sdsl', '@streamparser'),
    ),
  },
  {
    name: 'cluster',
    priority: 40,
    test: from(src('cluster'), lib('ws'), 'client-node/dist/config_types'),
  },
  {
    name: 'yaml',
    priority: 30,
    test: from('src/util/yaml-alias', lib('yaml', 'jsonc-parser')),
  },
  { name: 'texts', priority: 25, test: from(src('texts')) },
  {
    name: 'judge',
    priority: 20,
    test: from(src('checks', 'judge', 'analysis', 'predict', 'views')),
  },
  {
    name: 'base',
    priority: 10,
    test: from(
      src('util', 'evidence', 'knowledge', 'targets'),
      'src/lab/data-set-names',
      lib('semver', 'leven'),
    ),
  },
];
