// The way of a call, hop by hop: the limit of each, and the largest message that was seen on it.
import type { Hop } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import { isRaised, marksFailingHop } from '../checks/registry.js';
import type { FindingFacts } from '../checks/define.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { replayList } from '../predict/replay.js';
import type { Analysis } from '../analysis/analysis.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import { hopLimits, limitWords, type Limit } from './chart-data.js';

export interface HopFacts {
  readonly hop: Hop;
  readonly from: string;
  readonly to: string;
  /** The raised findings that tell of trouble on this hop, in the order of the rules. */
  readonly findings: readonly JudgedFinding[];
  readonly limit: Limit;
  /** What else is to be said of the limit; absent where it is all. */
  readonly limitNote?: string;
  readonly largest: LargestMessage | null;
}

/** The worst that is told of a hop: that calls fail there, or that some may. */
export function stateOf({ findings }: HopFacts): 'fails' | 'warns' | 'nothing found' {
  if (findings.some(({ outcome }) => outcome === 'fail')) return 'fails';
  return findings.length > 0 ? 'warns' : 'nothing found';
}

export interface LargestMessage {
  readonly bytes: number;
  /** How it is known. */
  readonly how:
    | 'measured'
    | 'measured on the direct list'
    | 'computed'
    | 'content of a release, computed'
    | 'refused';
}

const NO_LIMIT: Limit = { kind: 'none' };

export interface Path {
  /** In the order of a call. */
  readonly viaSwift: readonly HopFacts[];
  readonly direct: HopFacts;
  /** Behind Tiller; `null` where nothing is told of it. */
  readonly storage: HopFacts | null;
}

export function pathOf(judgement: Judgement): Path {
  const { evidence, analysis, findings } = judgement;
  const { swift, tiller, cluster } = evidence;
  const told = (...hops: Hop[]) =>
    findings.filter(
      (finding) =>
        isRaised(finding) &&
        marksFailingHop(finding.code) &&
        finding.hop !== null &&
        hops.includes(finding.hop),
    );
  const limits = hopLimits(analysis);
  const messages = directMessages(analysis);
  const sendLimit = findings.find((each) => each.code === 'list-over-send-limit' && isRaised(each));
  const body = swift.list?.http?.bodyBytes;
  const toSwift: HopFacts = {
    ...{ hop: 'swiftcheck->swift', from: 'swiftcheck', to: 'Swift gateway' },
    findings: told('swiftcheck->swift', 'api-server->swift'),
    limit: NO_LIMIT,
    largest: body === undefined ? null : { bytes: body, how: 'measured' },
  };
  const first: readonly HopFacts[] = swift.target.viaApiServer
    ? [
        {
          ...{ hop: 'swiftcheck->api-server', from: 'swiftcheck', to: 'API server' },
          findings: cluster ? told('swiftcheck->api-server') : [],
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
        findings: told('gateway->swift'),
        limit: refusingLimit('gateway->swift', analysis) ?? limits.gateway,
        largest:
          refusedOn('gateway->swift', analysis) ??
          larger(computedAnswer(analysis), contentOn('gateway->swift', findings)),
      },
      {
        ...{ hop: 'swift->tiller', from: 'Swift', to: 'Tiller' },
        findings: [
          ...told('swift->tiller'),
          // Told at the direct call, which fails alike.
          ...(sendLimit && sendLimit.hop !== 'swift->tiller' && refusedToSend(analysis)
            ? [sendLimit]
            : []),
        ],
        limit: refusingLimit('swift->tiller', analysis) ?? limits.receive,
        ...(refusedToSend(analysis) && {
          limitNote: `of what Tiller sends; of what Swift takes: ${limitWords(limits.receive)}`,
        }),
        largest:
          refusedOn('swift->tiller', analysis) ??
          larger(
            messages === null ? null : { bytes: messages, how: 'measured on the direct list' },
            contentOn('swift->tiller', findings),
          ),
      },
    ],
    direct: {
      ...{ hop: 'swiftcheck->tiller', from: 'swiftcheck', to: 'Tiller' },
      findings: told(
        'swiftcheck->tiller',
        'api-server->tiller',
        ...(tiller.target.source === 'cluster' ? (['swiftcheck->api-server'] as const) : []),
      ),
      ...(refusedDirectly(evidence) ?? {
        limit: limits.send,
        largest: messages === null ? null : { bytes: messages, how: 'measured' },
      }),
    },
    storage:
      told('tiller->storage').length === 0
        ? null
        : {
            ...{ hop: 'tiller->storage', from: 'Tiller', to: 'Kubernetes API' },
            findings: told('tiller->storage'),
            ...{ limit: NO_LIMIT, largest: null },
          },
  };
}

/** Whether it was Tiller that would not send the list to Swift. */
function refusedToSend({ sizeError }: Analysis): boolean {
  return sizeError?.size.direction === 'send';
}

/** What Tiller would not send to this client, and its limit, as its error says. */
function refusedDirectly({
  tiller: { list },
}: Evidence): Pick<HopFacts, 'limit' | 'largest'> | null {
  const size = list && !list.ok ? readSizeError(list.failure.message) : null;
  return (
    size && {
      limit: { kind: 'bytes', bytes: size.limitBytes },
      largest: { bytes: size.messageBytes, how: 'refused' },
    }
  );
}

/** The content of a release that does not pass this hop. It was not asked for. */
function contentOn(hop: Hop, findings: readonly JudgedFinding[]): LargestMessage | null {
  const finding = findings.find((each) => each.code === 'content-over-limit' && each.hop === hop);
  if (!finding || !isRaised(finding)) return null;
  // A raised finding of this code has these facts.
  const [first] = (finding.facts as FindingFacts['content-over-limit']).largest;
  return first ? { bytes: first.bytes, how: 'content of a release, computed' } : null;
}

function larger(a: LargestMessage | null, b: LargestMessage | null): LargestMessage | null {
  if (a === null || b === null) return a ?? b;
  return b.bytes > a.bytes ? b : a;
}

/** The largest message of the direct list, also of one that ended early. */
function directMessages({ stream }: Analysis): number | null {
  const sizes = stream?.list.messages.map(({ bytes }) => bytes) ?? [];
  return sizes.length === 0 ? null : sizes.reduce((a, b) => Math.max(a, b));
}

function refusedOn(hop: Hop, { sizeError }: Analysis): LargestMessage | null {
  if (sizeError?.hop !== hop) return null;
  return { bytes: sizeError.size.messageBytes, how: 'refused' };
}

/** As the error itself says, whatever is known of the release. */
function refusingLimit(hop: Hop, { sizeError }: Analysis): Limit | null {
  return sizeError?.hop === hop ? { kind: 'bytes', bytes: sizeError.size.limitBytes } : null;
}

/** What Swift's server builds of the list, where all that Swift may be agree on it. */
function computedAnswer({ stream, swift, tiller }: Analysis): LargestMessage | null {
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
