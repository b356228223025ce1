// The way of a call, hop by hop: the limit of each, and the largest message that was seen on it.
import type { Hop } from '../evidence/types.js';
import { isRaised, marksFailingHop } from '../findings/catalogue.js';
import { replayList } from '../predict/replay.js';
import type { Assessment } from '../rules/assess.js';
import type { Judged } from '../rules/causes.js';
import type { Judgement } from '../rules/judge.js';
import { hopLimits, type Limit } from './chart-data.js';

export interface HopFacts {
  readonly hop: Hop;
  readonly from: string;
  readonly to: string;
  /** The raised findings that say that this hop fails, in the order of the rules. */
  readonly failing: readonly Judged[];
  readonly limit: Limit;
  readonly largest: LargestMessage | null;
}

export interface LargestMessage {
  readonly bytes: number;
  /** How it is known. */
  readonly how: 'measured' | 'measured on the direct list' | 'computed' | 'refused';
}

const NO_LIMIT: Limit = { kind: 'none' };

export interface Path {
  /** In the order of a call. */
  readonly viaSwift: readonly HopFacts[];
  readonly direct: HopFacts;
}

export function pathOf(judgement: Judgement): Path {
  const { evidence, assessment, findings } = judgement;
  const { swift, tiller, cluster } = evidence;
  const failing = (...hops: Hop[]) =>
    findings.filter(
      (finding) =>
        isRaised(finding) &&
        marksFailingHop(finding.code) &&
        finding.hop !== null &&
        hops.includes(finding.hop),
    );
  const limits = hopLimits(assessment);
  const messages = directMessages(assessment);
  const body = swift.list?.http?.bodyBytes;
  const toSwift: HopFacts = {
    ...{ hop: 'swiftcheck->swift', from: 'swiftcheck', to: 'Swift gateway' },
    failing: failing('swiftcheck->swift', 'api-server->swift'),
    limit: NO_LIMIT,
    largest: body === undefined ? null : { bytes: body, how: 'measured' },
  };
  const first: readonly HopFacts[] = swift.target.viaApiServer
    ? [
        {
          ...{ hop: 'swiftcheck->api-server', from: 'swiftcheck', to: 'API server' },
          failing: cluster ? failing('swiftcheck->api-server') : [],
          ...{ limit: NO_LIMIT, largest: null },
        },
        { ...toSwift, from: 'API server' },
      ]
    : [toSwift];
  return {
    viaSwift: [
      ...first,
      {
        ...{ hop: 'gateway->swift', from: 'Swift gateway', to: 'Swift' },
        failing: failing('gateway->swift'),
        limit: refusingLimit('gateway->swift', assessment) ?? limits.gateway,
        largest: refusedOn('gateway->swift', assessment) ?? computedAnswer(assessment),
      },
      {
        ...{ hop: 'swift->tiller', from: 'Swift', to: 'Tiller' },
        failing: failing('swift->tiller'),
        limit: refusingLimit('swift->tiller', assessment) ?? limits.receive,
        largest:
          refusedOn('swift->tiller', assessment) ??
          (messages === null ? null : { bytes: messages, how: 'measured on the direct list' }),
      },
    ],
    direct: {
      ...{ hop: 'swiftcheck->tiller', from: 'swiftcheck', to: 'Tiller' },
      failing: failing(
        'swiftcheck->tiller',
        'api-server->tiller',
        ...(tiller.target.source === 'cluster' ? (['swiftcheck->api-server'] as const) : []),
      ),
      limit: limits.send,
      largest: messages === null ? null : { bytes: messages, how: 'measured' },
    },
  };
}

/** The largest message of the direct list, also of one that ended early. */
function directMessages({ stream }: Assessment): number | null {
  const sizes = stream?.list.messages.map(({ bytes }) => bytes) ?? [];
  return sizes.length === 0 ? null : sizes.reduce((a, b) => Math.max(a, b));
}

function refusedOn(hop: Hop, { sizeError }: Assessment): LargestMessage | null {
  if (sizeError?.hop !== hop) return null;
  return { bytes: sizeError.size.messageBytes, how: 'refused' };
}

/** As the error itself says, whatever is known of the release. */
function refusingLimit(hop: Hop, { sizeError }: Assessment): Limit | null {
  return sizeError?.hop === hop ? { kind: 'bytes', bytes: sizeError.size.limitBytes } : null;
}

/** What Swift's server builds of the list, where all that Swift may be agree on it. */
function computedAnswer({ stream, swift, tiller }: Assessment): LargestMessage | null {
  if (!stream) return null;
  const sizes = new Set(
    swift.releases.map((release) => {
      const replay = replayList(stream, release, tiller);
      return replay?.kind === 'releases' ? replay.summaryBytes : null;
    }),
  );
  const [bytes = null] = sizes;
  return sizes.size === 1 && bytes !== null ? { bytes, how: 'computed' } : null;
}
