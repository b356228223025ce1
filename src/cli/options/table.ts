// The options of the commands that ask endpoints or judge evidence. commander's options, the types of the
// flags, the settings of the configuration file and its schema are derived from this table.
import { DATA_SETS } from '../../lab/data-set-names.js';
import { FORMAT_NAMES } from '../../reports/formats.js';
import { evidenceFile } from '../outputs.js';
import { FILE, listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
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
  lab: option(
    LAB_PAIR,
    'check an embedded pair instead, such as swift@0.11.1,tiller@2.13.0 (default: swift@0.9.0,tiller@2.10.0)',
  ),
  data: option(DATA_SET, `the lab's data set: ${DATA_SETS.join(', ')}, or a file`, {
    placeholder: '<name>',
  }),
};

/** Times in milliseconds, sizes in bytes. */
export const run = {
  timeout: option(
    TIME,
    'longest that one call may take; why it got no answer is looked into for as long again, at most 5s',
    { default: 10_000, inFile: 'Longest that one call may take.', example: '10s' },
  ),
  maxTime: option(TIME, 'longest that the run may take, for each cluster', {
    default: 60_000,
    inFile: 'Longest that the run may take, for each cluster.',
    example: '60s',
  }),
  ceiling: option(CEILING, 'largest message or body that is taken', {
    default: 256 * 1024 * 1024,
    inFile: 'Largest message or body that is taken.',
    example: '256M',
  }),
  saveEvidence: option(
    textCodec('<file>', evidenceFile),
    'write down what was seen, for `swiftcheck report`; for several clusters a folder',
  ),
  force: option(SWITCH, 'with --save-evidence: replace a file that is there'),
};

export const lists = {
  fullList: option(
    SWITCH,
    'do not ask Tiller for the revisions that its plain list leaves out (those beyond 512)',
    {
      negated: true,
      inFile: "False: the revisions that Tiller's plain list leaves out are not asked for.",
    },
  ),
};

export const terminal = {
  color: option(SWITCH, 'no colour (so do NO_COLOR and no terminal, unless FORCE_COLOR is set)', {
    negated: true,
  }),
  ascii: option(SWITCH, 'nothing beyond ASCII in text (so does a C locale)'),
};

export const output = {
  format: option(
    listOf(OUTPUT),
    `how to print (repeatable; without a file to stdout): ${FORMAT_NAMES.join(', ')}; default: text`,
    { key: 'formats', inFile: 'Reports to make, each NAME or NAME=FILE.' },
  ),
  failOn: option(oneOf('warn', 'fail'), 'lowest severity that exits 1 (default: "fail")', {
    placeholder: '<severity>',
    inFile: 'Lowest severity that makes the run fail.',
  }),
  ...terminal,
  verbose: option(SWITCH, 'each call with its time, and every check', { short: 'v' }),
};

const size = {
  inFile: 'Also try a payload of that size: a dry run that stores nothing.',
  example: '4M',
};

export const payload = {
  size: option(
    PAYLOAD,
    'also try a payload of that size (4M, 512K, 4194304): a dry run that stores nothing; in the lab a chart file',
    size,
  ),
  install: option(
    SWITCH,
    'with --size: install a throwaway release of that size, list, and purge it',
  ),
  yes: option(SWITCH, 'with --install: do not ask'),
};

export const prediction = {
  whatIf: option(SWITCH, 'also predict what each line of Swift would do with these releases'),
  whatIfTiller: option(SWITCH, 'also predict it for each line of Tiller'),
};

export const policy = {
  config: option(
    FILE,
    'configuration (preflight: default swiftcheck.config.yaml, .yml or .json in this folder)',
  ),
  headroom: option(PERCENT, 'fail where less than that share of a limit stays free, such as 20%', {
    inFile: 'The share of each limit that has to stay free.',
    example: '20%',
  }),
  maxRelease: option(SIZE, 'fail where a stored revision is larger, such as 3M', {
    inFile: 'The largest release that may be stored, as Tiller encodes it.',
    example: '3M',
  }),
  require: option(
    listOf(REQUIREMENT),
    "releases that may run (repeatable): 'swift@>=0.11.1', 'tiller@2.13.x', or both with a comma: one of the pairs that may",
    { inFile: 'Releases that may run. Ranges as npm has them.', ownForm: true },
  ),
  ignore: option(
    listOf(TEXT),
    "accept a finding for a time (repeatable): 'CODE until YYYY-MM-DD: REASON'",
    { placeholder: '<finding>', inFile: 'Findings that are accepted for a time.', ownForm: true },
  ),
  baseline: option(
    EVIDENCE,
    'evidence of an earlier run (of several clusters its folder): fail only on what is new or worse',
    {
      inFile:
        'Evidence of an earlier run (a folder of it for several clusters), relative to this file: only what is new or worse makes the run fail.',
    },
  ),
};

export const preflight = {
  wait: option(TIME, 'wait that long for endpoints that are not there yet, before the run', {
    inFile: 'How long to wait for endpoints that are not there yet, before the run.',
    example: '2m',
  }),
  size: option(PAYLOAD, 'also try a payload of that size: a dry run that stores nothing', size),
  printConfig: option(SWITCH, 'print what applies and where each value comes from; asks nobody'),
};

/** They stand under `endpoints` of the configuration file. */
export const ENDPOINTS = { ...tiller, ...swift, ...kubernetes };

/** In the order of the configuration file: a key that is written twice keeps its first place. */
export const OPTIONS = {
  ...{ failOn: output.failOn },
  ...policy,
  ...output,
  ...{ wait: preflight.wait },
  ...run,
  ...lists,
  ...payload,
  ...prediction,
  ...preflight,
  ...ENDPOINTS,
  ...lab,
};

export type OptionName = keyof typeof OPTIONS;
export type OptionValues = Values<typeof OPTIONS>;

/** The same, such that an option found by its name goes with the value of that name. */
export const TABLE: { readonly [N in OptionName]: Option<OptionValues[N]> } = OPTIONS;

export type AllFlags = Flags<typeof OPTIONS>;
