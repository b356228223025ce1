// Everything that a configuration file can set, beside the flag that comes before it.
import { InvalidArgumentError } from 'commander';
import type { ConfigPath, TextChecks } from '../policy/config-problem.js';
import { codeProblem } from '../policy/ignores.js';
import { DATE_FORMS, isDay, parsePercent, PERCENT_FORMS, RANGE_FORMS } from '../policy/values.js';
import { isRange } from '../knowledge/versions.js';
import { shownAddress, swiftUrlProblem } from '../targets/swift.js';
import { tillerAddressProblem } from '../targets/tiller.js';
import { parseSize, SIZE_FORMS } from '../util/bytes.js';
import { writtenDuration } from '../util/duration.js';
import type { PreflightFlags } from './flags.js';
import { output, type Output } from './outputs.js';
import { ceilingSize, duration, payloadSize } from './parse.js';
import { namespaceName } from './parse-cluster.js';
import { percent, releaseSize } from './parse-policy.js';

/** The file that a value stands in. */
interface Origin {
  /** Resolves a path of the file. */
  readonly file: (path: string) => string;
  /** `FILE:LINE` of an entry of a list. */
  readonly entry: (index: number) => string;
}

/** How a value is read from the file, and shown as it would stand there. */
interface Kind {
  /** Its value as a flag's. */
  readonly read: (value: unknown, from: Origin) => unknown;
  readonly show: (value: unknown) => unknown;
}

export interface Setting {
  /** In the file. */
  readonly path: ConfigPath;
  /** Of the flags, as commander names it. */
  readonly flag: keyof PreflightFlags;
  readonly kind: Kind;
}

const same = (value: unknown) => value;
const text = (parse: (text: string) => unknown, show: Kind['show'] = same): Kind => ({
  read: (value) => parse(String(value)),
  show,
});
const megabytes = (value: unknown) => {
  const bytes = Number(value);
  const [unit, name] = bytes % (1024 * 1024) === 0 ? [1024 * 1024, 'M'] : [1024, 'K'];
  return bytes % unit === 0 ? `${bytes / unit}${name}` : String(bytes);
};
const time = (value: unknown) => writtenDuration(Number(value));

const AS_IS: Kind = { read: same, show: same };
const FILE: Kind = { read: (value, { file }) => file(String(value)), show: same };
/** It may hold a password, which no file is to keep. */
const ADDRESS: Kind = { read: same, show: (value) => shownAddress(String(value)) };
const SIZE = text(releaseSize, megabytes);
const TIME = text(duration, time);
const OUTPUTS: Kind = {
  read: (value, from) =>
    (value as string[])
      .flatMap((each) => output(each, undefined))
      .map(({ format, file }, index) => ({
        ...{ format, file: file === null ? null : from.file(file), at: from.entry(index) },
      })),
  show: (value) =>
    (value as Output[]).map(({ format, file }) => (file === null ? format : `${format}=${file}`)),
};

const at = (flag: keyof PreflightFlags, kind: Kind = AS_IS): Setting => ({
  path: ['endpoints', flag],
  flag,
  kind,
});

export const SETTINGS: readonly Setting[] = [
  { path: ['failOn'], flag: 'failOn', kind: AS_IS },
  {
    path: ['headroom'],
    flag: 'headroom',
    kind: text(percent, (value) => `${Number((Number(value) * 100).toFixed(3))}%`),
  },
  { path: ['maxRelease'], flag: 'maxRelease', kind: SIZE },
  { path: ['baseline'], flag: 'baseline', kind: FILE },
  { path: ['formats'], flag: 'format', kind: OUTPUTS },
  { path: ['wait'], flag: 'wait', kind: TIME },
  { path: ['timeout'], flag: 'timeout', kind: TIME },
  { path: ['maxTime'], flag: 'maxTime', kind: TIME },
  { path: ['ceiling'], flag: 'ceiling', kind: text(ceilingSize, megabytes) },
  { path: ['size'], flag: 'size', kind: text(payloadSize, megabytes) },
  at('tiller', ADDRESS),
  at('tls'),
  at('tlsVerify'),
  at('tlsCaCert', FILE),
  at('tlsCert', FILE),
  at('tlsKey', FILE),
  at('tlsHostname'),
  at('swift', ADDRESS),
  at('swiftVersion'),
  at('cacert', FILE),
  at('cert', FILE),
  at('key', FILE),
  at('insecure'),
  at('tokenFile', FILE),
  at('kubeconfig', FILE),
  at('kubeContext'),
  at('allContexts'),
  at('tillerNamespace'),
  at('swiftService'),
  at('swiftVia'),
  at('storage'),
];

/** What is wrong with the texts of the file, by the `format` of its schema. */
export const TEXT_CHECKS: TextChecks = {
  percent: (value) =>
    parsePercent(value) === null ? `Shares are written ${PERCENT_FORMS}.` : null,
  size: (value) => (parseSize(value) ? null : `Sizes are written ${SIZE_FORMS}.`),
  range: (value) => (isRange(value) ? null : `Ranges are written ${RANGE_FORMS}.`),
  day: (value) => (isDay(value) ? null : `Dates are written ${DATE_FORMS}.`),
  code: codeProblem,
  duration: refusalOf(duration),
  ceiling: refusalOf(ceilingSize),
  payload: refusalOf(payloadSize),
  namespace: refusalOf(namespaceName),
  address: tillerAddressProblem,
  url: swiftUrlProblem,
  output: refusalOf((value) => output(value, undefined)),
};

/** What the parser of a flag has against a text. */
function refusalOf(parse: (text: string) => unknown): (text: string) => string | null {
  return (value) => {
    try {
      parse(value);
      return null;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      return error.message;
    }
  };
}
