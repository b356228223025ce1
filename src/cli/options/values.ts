// The codecs of the options, by what their values are.
import { InvalidArgumentError } from 'commander';
import type { SwiftRelease, TillerRelease } from '../../knowledge/types.js';
import { parseRequirement, type Requirement } from '../../policy/values.js';
import { shownAddress, swiftUrlProblem } from '../../targets/swift.js';
import { tillerAddressProblem } from '../../targets/tiller.js';
import { sizeFlag } from '../../util/bytes.js';
import { writtenDuration } from '../../util/duration.js';
import { output, type Output } from '../outputs.js';
import {
  ceilingSize,
  docsUrl,
  duration,
  knownSwift,
  knownTiller,
  labPair,
  payloadSize,
  percent,
  size,
} from '../parse.js';
import { kubernetesMinor, namespaceName } from '../parse-cluster.js';
import {
  asText,
  FILE,
  identity,
  notEmpty,
  TEXT,
  textCodec,
  textSchema,
  type Codec,
} from './codec.js';

/** Milliseconds. */
export const TIME = textCodec('<time>', duration, writtenDuration, 'duration');

/** Bytes. */
export const SIZE = textCodec('<size>', size, sizeFlag, 'size');
export const CEILING = textCodec('<size>', ceilingSize, sizeFlag, 'ceiling');
export const PAYLOAD = textCodec('<size>', payloadSize, sizeFlag, 'payload');

/** A share, such as 0.2. */
export const PERCENT = textCodec(
  '<percent>',
  percent,
  (share) => `${Number((share * 100).toFixed(3))}%`,
  'percent',
);

export const NAMESPACE = textCodec('<name>', namespaceName, identity, 'namespace');

/** The address may hold a password, which no file is to keep. */
export const TILLER_ADDRESS = textCodec(
  '<host:port>',
  identity<string>,
  shownAddress,
  'address',
  tillerAddressProblem,
);
export const SWIFT_URL = textCodec('<url>', identity<string>, shownAddress, 'url', swiftUrlProblem);

/** The URL of the pages of the documentation. */
export const DOCS_URL = textCodec('<url>', docsUrl, identity, 'docs-url');

/** Evidence of an earlier run: a file, or a folder of files. */
export const EVIDENCE: Codec<string> = { ...FILE, reads: 'evidence' };
/** A file, or the name of a built-in set. */
export const DATA_SET: Codec<string> = { ...TEXT, reads: 'data set' };

export const OUTPUT: Codec<Output> = {
  ...textCodec('<name[=file]>', output, identity, 'output'),
  parse: (value, { resolve, at }) => {
    const { format, file } = output(asText(value));
    return { format, file: file === null ? null : resolve(file), ...(at !== undefined && { at }) };
  },
  format: ({ format, file }) => (file === null ? format : `${format}=${file}`),
  schema: {
    description: 'NAME or NAME=FILE.',
    ...textSchema('output'),
    examples: ['junit=swiftcheck.xml'],
  },
};

export const REQUIREMENT: Codec<Requirement> = textCodec('<releases>', (text) => {
  const requirement = parseRequirement(text);
  if (typeof requirement === 'string') throw new InvalidArgumentError(requirement);
  return requirement;
});

export const SWIFT_RELEASE: Codec<SwiftRelease> = textCodec(
  '<version>',
  knownSwift,
  ({ version }) => version,
);
export const TILLER_RELEASE: Codec<TillerRelease> = textCodec(
  '<version>',
  knownTiller,
  ({ version }) => version,
);

/** As it is written; true if no pair is named. An empty one is refused: it must not lead to a cluster. */
export const LAB_PAIR = textCodec<string | true>('[pair]', (text) => {
  labPair(notEmpty(text));
  return text;
});

/** The minor version of Kubernetes 1.x. */
export const KUBERNETES = textCodec('<version>', kubernetesMinor, (minor) => `1.${minor}`);
