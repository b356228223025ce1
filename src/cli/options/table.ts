// The options of the commands that ask endpoints or judge evidence. commander's options, the types of the
// flags, the settings of the configuration file and its schema are derived from this table.
import { DATA_SETS } from '../../lab/data-set-names.js';
import { FORMAT_NAMES } from '../../reports/formats.js';
import { evidenceFile } from '../outputs.js';
import { FILE, identity, listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
import { kubernetes, swift, tiller } from './endpoints.js';
import { option, type Flags, type Option, type Values } from './option.js';
import {
  CEILING,
  DATA_SET,
  EVIDENCE,
  LAB_PAIR,
  OUTPUT,
  PAYLOAD,
  PERCENT,
  REQUIREMENT,
  SIZE,
  TIME,
} from './values.js';

export { kubernetes, swift, tiller };

export const lab = {
  lab: option({
    value: '[pair]',
    help: 'check an embedded pair instead, such as swift@0.11.1,tiller@2.13.0 (default: swift@0.9.0,tiller@2.10.0)',
    codec: LAB_PAIR,
  }),
  data: option({
    value: '<name>',
    help: `the lab's data set: ${DATA_SETS.join(', ')}, or a file`,
    codec: DATA_SET,
  }),
};

/** Times in milliseconds, sizes in bytes. */
export const run = {
  timeout: option({
    value: '<time>',
    help: 'longest that one call may take; why it got no answer is looked into for as long again, at most 5s',
    codec: TIME,
    default: 10_000,
    setting: { description: 'Longest that one call may take.', example: '10s' },
  }),
  maxTime: option({
    value: '<time>',
    help: 'longest that the run may take, for each cluster',
    codec: TIME,
    default: 60_000,
    setting: { description: 'Longest that the run may take, for each cluster.', example: '60s' },
  }),
  ceiling: option({
    value: '<size>',
    help: 'largest message or body that is taken',
    codec: CEILING,
    default: 256 * 1024 * 1024,
    setting: { description: 'Largest message or body that is taken.', example: '256M' },
  }),
  saveEvidence: option({
    value: '<file>',
    help: 'write down what was seen, for `swiftcheck report`; for several clusters a folder',
    codec: textCodec(evidenceFile, identity),
  }),
  force: option({ help: 'with --save-evidence: replace a file that is there', codec: SWITCH }),
};

export const terminal = {
  color: option({
    negated: true,
    help: 'no colour (so do NO_COLOR and no terminal, unless FORCE_COLOR is set)',
    codec: SWITCH,
  }),
  ascii: option({ help: 'nothing beyond ASCII in text (so does a C locale)', codec: SWITCH }),
};

export const output = {
  format: option({
    value: '<name[=file]>',
    help: `how to print (repeatable; without a file to stdout): ${FORMAT_NAMES.join(', ')}; default: text`,
    codec: listOf(OUTPUT),
    setting: { key: 'formats', description: 'Reports to make, each NAME or NAME=FILE.' },
  }),
  failOn: option({
    value: '<severity>',
    help: 'lowest severity that exits 1 (default: "fail")',
    codec: oneOf('warn', 'fail'),
    setting: { description: 'Lowest severity that makes the run fail.' },
  }),
  ...terminal,
  verbose: option({ short: 'v', help: 'each call with its time, and every check', codec: SWITCH }),
};

const size = {
  value: '<size>',
  codec: PAYLOAD,
  setting: {
    description: 'Also try a payload of that size: a dry run that stores nothing.',
    example: '4M',
  },
} as const;

export const payload = {
  size: option({
    ...size,
    help: 'also try a payload of that size (4M, 512K, 4194304): a dry run that stores nothing; in the lab a chart file',
  }),
  install: option({
    help: 'with --size: install a throwaway release of that size, list, and purge it',
    codec: SWITCH,
  }),
  yes: option({ help: 'with --install: do not ask', codec: SWITCH }),
};

export const prediction = {
  whatIf: option({
    help: 'also predict what each line of Swift would do with these releases',
    codec: SWITCH,
  }),
  whatIfTiller: option({ help: 'also predict it for each line of Tiller', codec: SWITCH }),
};

export const policy = {
  config: option({
    value: '<file>',
    help: 'configuration (preflight: default swiftcheck.config.yaml, .yml or .json in this folder)',
    codec: FILE,
  }),
  headroom: option({
    value: '<percent>',
    help: 'fail where less than that share of a limit stays free, such as 20%',
    codec: PERCENT,
    setting: { description: 'The share of each limit that has to stay free.', example: '20%' },
  }),
  maxRelease: option({
    value: '<size>',
    help: 'fail where a stored revision is larger, such as 3M',
    codec: SIZE,
    setting: {
      description: 'The largest release that may be stored, as Tiller encodes it.',
      example: '3M',
    },
  }),
  require: option({
    value: '<releases>',
    help: "releases that may run (repeatable): 'swift@>=0.11.1', 'tiller@2.13.x', or both with a comma: one of the pairs that may",
    codec: listOf(REQUIREMENT),
    setting: { description: 'Releases that may run. Ranges as npm has them.', ownForm: true },
  }),
  ignore: option({
    value: '<finding>',
    help: "accept a finding for a time (repeatable): 'CODE until YYYY-MM-DD: REASON'",
    codec: listOf(TEXT),
    setting: { description: 'Findings that are accepted for a time.', ownForm: true },
  }),
  baseline: option({
    value: '<file>',
    help: 'evidence of an earlier run (of several clusters its folder): fail only on what is new or worse',
    codec: EVIDENCE,
    setting: {
      description:
        'Evidence of an earlier run (a folder of it for several clusters), relative to this file: only what is new or worse makes the run fail.',
    },
  }),
};

export const preflight = {
  wait: option({
    value: '<time>',
    help: 'wait that long for endpoints that are not there yet, before the run',
    codec: TIME,
    setting: {
      description: 'How long to wait for endpoints that are not there yet, before the run.',
      example: '2m',
    },
  }),
  size: option({
    ...size,
    help: 'also try a payload of that size: a dry run that stores nothing',
  }),
  printConfig: option({
    help: 'print what applies and where each value comes from; asks nobody',
    codec: SWITCH,
  }),
};

/** In the order of the configuration file: a key that is written twice keeps its first place. */
export const OPTIONS = {
  ...{ failOn: output.failOn },
  ...policy,
  ...output,
  ...{ wait: preflight.wait },
  ...run,
  ...payload,
  ...prediction,
  ...preflight,
  ...tiller,
  ...swift,
  ...kubernetes,
  ...lab,
};

export type OptionName = keyof typeof OPTIONS;
export type OptionValues = Values<typeof OPTIONS>;

/** The same, such that an option found by its name goes with the value of that name. */
export const TABLE: { readonly [N in OptionName]: Option<OptionValues[N]> } = OPTIONS;

export type AllFlags = Flags<typeof OPTIONS>;
