// The options of the commands that ask endpoints or judge evidence. commander's options, the types of the
// flags, the settings of the configuration file and its schema are derived from this table.
import { FORMAT_NAMES } from '../../reports/formats.js';
import { evidenceFile } from '../outputs.js';
import { FILE, listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
import { addresses, cluster, search, swiftAccess, tillerTls } from './endpoints.js';
import { option, type Flags, type Option, type Values } from './option.js';
import {
  CEILING,
  DATA_SET,
  DOCS_URL,
  EVIDENCE,
  LAB_PAIR,
  OUTPUT,
  PAYLOAD,
  PERCENT,
  REQUIREMENT,
  SIZE,
  TIME,
} from './values.js';

export { addresses, cluster, search, swiftAccess, tillerTls };

export const lab = {
  lab: option(LAB_PAIR, 'Check an embedded pair (default: swift@0.9.0,tiller@2.10.0)'),
  data: option(DATA_SET, 'Data set (swiftcheck lab --help), or saved evidence', {
    placeholder: '<set>',
  }),
};

/** Times in milliseconds, sizes in bytes. */
export const limits = {
  timeout: option(TIME, 'Longest time for one call; a diagnosis may add up to 5s', {
    default: 10_000,
    rare: true,
    inFile: 'Longest time for one call.',
    example: '10s',
  }),
  maxTime: option(TIME, 'Longest time for the run, for each cluster', {
    default: 60_000,
    rare: true,
    inFile: true,
    example: '60s',
  }),
  ceiling: option(CEILING, 'Largest response to read', {
    default: 256 * 1024 * 1024,
    rare: true,
    inFile: true,
    example: '256M',
  }),
};

export const lists = {
  fullList: option(SWITCH, "Do not list the revisions beyond Tiller's limit of 512", {
    negated: true,
    rare: true,
    inFile: 'False: do not list the revisions beyond the limit of 512 of Tiller.',
  }),
};

export const terminal = {
  color: option(SWITCH, 'No colour (see also NO_COLOR and FORCE_COLOR)', {
    negated: true,
    rare: true,
  }),
  ascii: option(SWITCH, 'ASCII characters only (default if the locale is C or not UTF-8)', {
    rare: true,
  }),
};

export const output = {
  format: option(
    listOf(OUTPUT),
    `Report, repeatable with files (default: text): ${FORMAT_NAMES.join(', ')}`,
    { short: 'o', key: 'formats', inFile: 'Reports to write, each NAME or NAME=FILE.' },
  ),
  failOn: option(oneOf('warn', 'fail'), 'Lowest severity for exit code 1 (default: fail)', {
    placeholder: '<severity>',
    inFile: 'Lowest severity for exit code 1.',
  }),
  only: option(listOf(TEXT), 'Show and count only this check; repeatable', {
    placeholder: '<code>',
  }),
  skip: option(listOf(TEXT), 'Leave out findings of this code; repeatable', {
    placeholder: '<code>',
  }),
  docsUrl: option(DOCS_URL, 'Link findings to the pages of `npm run site` at this address', {
    rare: true,
    inFile: 'Address of the pages that `npm run site` makes. Reports link findings to these pages.',
    example: 'https://docs.example.org/swiftcheck',
  }),
  quiet: option(SWITCH, 'Print nothing, or one line if the run does not pass', { short: 'q' }),
  verbose: option(SWITCH, 'Show every check, and each call with its time', { short: 'v' }),
};

/** What a run leaves for a later run. */
export const saving = {
  saveEvidence: option(
    textCodec('<file>', evidenceFile),
    'Save the evidence for `swiftcheck report`',
  ),
  force: option(SWITCH, 'Let --save-evidence replace a file', { rare: true }),
};

const readOnly = option(SWITCH, 'Refuse --size: its dry run makes Tiller render', {
  rare: true,
  inFile: 'Only read: refuse --size, whose dry run makes Tiller render.',
});

const size = {
  inFile:
    'Also try NOTES of this size in a dry run. With --lab: the size of the chart file of harbor.',
  example: '4M',
};
const SIZE_HELP =
  'Also try NOTES of this size (4M) in a dry run; with --lab, size of the file of harbor';

export const payload = {
  size: option(PAYLOAD, SIZE_HELP, size),
  install: option(
    SWITCH,
    'With --size: install a throwaway release with a chart file of that size, list, remove it',
  ),
  yes: option(SWITCH, 'With --install: do not ask'),
  readOnly,
};

export const prediction = {
  whatIf: option(SWITCH, 'Predict the result with other versions of Swift'),
  whatIfTiller: option(SWITCH, 'Predict the result with other versions of Tiller', { rare: true }),
};

export const config = {
  config: option(FILE, 'Configuration (default: ./swiftcheck.config.yaml)'),
};

export const printConfig = {
  printConfig: option(SWITCH, 'Show each value and its source, and exit'),
};

export const policy = {
  headroom: option(PERCENT, 'Fail if less than this share of a limit is free', {
    inFile: 'The share of each limit that must stay free.',
    example: '20%',
  }),
  maxRelease: option(SIZE, 'Fail if a stored revision is larger', {
    inFile: 'The largest revision that may be stored, as Tiller encodes it.',
    example: '3M',
  }),
  require: option(listOf(REQUIREMENT), "Allowed versions, such as 'swift@>=0.11.1'; repeatable", {
    placeholder: '<versions>',
    inFile: 'Allowed versions. Ranges as npm writes them.',
    ownForm: true,
  }),
  ignore: option(listOf(TEXT), "Accept a finding: 'CODE until YYYY-MM-DD: REASON'; repeatable", {
    placeholder: '<finding>',
    inFile: 'Findings that are accepted for a time.',
    ownForm: true,
  }),
  baseline: option(EVIDENCE, 'Evidence of an earlier run: fail only on what is new or worse', {
    inFile:
      'Evidence of an earlier run (a folder for several clusters), relative to this file. Only what is new or worse makes the run fail.',
  }),
};

export const preflight = {
  wait: option(TIME, 'Wait this long until both endpoints answer', {
    inFile: 'How long to wait until both endpoints answer.',
    example: '2m',
  }),
  size: option(PAYLOAD, SIZE_HELP, size),
  readOnly,
};

/** They stand under `endpoints` of the configuration file. */
export const ENDPOINTS = { ...addresses, ...tillerTls, ...swiftAccess, ...cluster, ...search };

/** What asking endpoints takes, whatever is made of the answers. */
export const endpoints = {
  ...cluster,
  ...addresses,
  ...lists,
  ...saving,
  ...config,
  ...lab,
  ...search,
  ...tillerTls,
  ...swiftAccess,
  ...limits,
  ...terminal,
};

/** In the order of the configuration file: a key that is written twice keeps its first place. */
export const OPTIONS = {
  ...{ failOn: output.failOn },
  ...config,
  ...policy,
  ...output,
  ...{ wait: preflight.wait },
  ...limits,
  ...lists,
  ...saving,
  ...terminal,
  ...payload,
  ...prediction,
  ...preflight,
  ...printConfig,
  ...ENDPOINTS,
  ...lab,
};

export type OptionName = keyof typeof OPTIONS;
export type OptionValues = Values<typeof OPTIONS>;

/** The same, such that an option found by its name goes with the value of that name. */
export const TABLE: { readonly [N in OptionName]: Option<OptionValues[N]> } = OPTIONS;

export type AllFlags = Flags<typeof OPTIONS>;
