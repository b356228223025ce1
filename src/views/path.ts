// The path of a call, hop by hop: the state of each, its limit, and the largest message that was seen on it.
import type { Hop } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import { hopMarkOf, isRaised } from '../checks/registry.js';
import type { FindingFacts } from '../checks/define.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { replayList } from '../predict/replay.js';
import type { Analysis } from '../analysis/analysis.js';
import type { JudgedFinding, JudgedRaised } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import { hopLimits, type Limit } from './limits.js';
import { wasReached } from './reached.js';

/**
 * `fails`: a call broke here, and that counts as a failure. `warns`: another finding marks the hop. `ok`: a call
 * passed, and no finding marks the hop. `not-checked`: no call came to its end.
 */
export type HopState = 'fails' | 'warns' | 'ok' | 'not-checked';

export interface HopFacts {
  readonly hop: Hop;
  /** Stations, in the words of every format. */
  readonly from: string;
  readonly to: string;
  readonly state: HopState;
  /** Whether the state only follows from a prediction: no call was made that breaks here. */
  readonly predicted: boolean;
  /** The raised findings that mark this hop, in the order of the checks. */
  readonly findings: readonly JudgedRaised[];
  readonly limit: Limit;
  /** Where `limit` is that of Tiller, which refused to send: what Swift takes. */
  readonly receiveLimit?: Limit;
  readonly largest: LargestMessage | null;
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

export interface Path {
  /** In the order of a call. */
  readonly viaSwift: readonly HopFacts[];
  readonly direct: HopFacts;
  /** Behind Tiller; `null` if no finding marks it. */
  readonly storage: HopFacts | null;
}

const NO_LIMIT: Limit = { kind: 'none' };

type Numbers = Pick<HopFacts, 'limit' | 'receiveLimit' | 'largest'>;

export function pathOf(judgement: Judgement): Path {
  const { evidence, analysis, findings } = judgement;
  const { swift, tiller } = evidence;
  const marking = (...hops: Hop[]) => findings.filter((one) => marks(one, hops)).filter(isRaised);
  const station = (
    hop: Hop,
    [from, to]: readonly [string, string],
    found: readonly JudgedRaised[],
    numbers: Numbers,
  ): HopFacts => ({ ...{ hop, from, to }, ...stateOf(found, hop, judgement), ...numbers });
  const limits = hopLimits(analysis);
  const messages = directMessages(analysis);
  const storage = marking('tiller->storage');
  const gateway = 'Swift gateway';
  return {
    viaSwift: [
      ...(swift.target.viaApiServer
        ? [
            station(
              'swiftcheck->api-server',
              ['swiftcheck', 'API server'],
              marking('swiftcheck->api-server'),
              { limit: NO_LIMIT, largest: null },
            ),
          ]
        : []),
      station(
        'swiftcheck->swift',
        [swift.target.viaApiServer ? 'API server' : 'swiftcheck', gateway],
        marking('swiftcheck->swift', 'api-server->swift'),
        { limit: NO_LIMIT, largest: answerOf(evidence) },
      ),
      station('gateway->swift', [gateway, 'Swift'], marking('gateway->swift'), {
        limit: refusingLimit('gateway->swift', analysis) ?? limits.gateway,
        largest:
          refusedOn('gateway->swift', analysis) ??
          larger(computedAnswer(analysis), contentOn('gateway->swift', findings)),
      }),
      station(
        'swift->tiller',
        ['Swift', 'Tiller'],
        [...marking('swift->tiller'), ...alsoRefusedToSend(judgement)],
        {
          limit: refusingLimit('swift->tiller', analysis) ?? limits.receive,
          ...(refusedToSend(analysis) && { receiveLimit: limits.receive }),
          largest:
            refusedOn('swift->tiller', analysis) ??
            larger(
              messages === null ? null : { bytes: messages, how: 'measured on the direct list' },
              contentOn('swift->tiller', findings),
            ),
        },
      ),
    ],
    direct: station(
      'swiftcheck->tiller',
      ['swiftcheck', 'Tiller'],
      marking(
        'swiftcheck->tiller',
        'api-server->tiller',
        // If Tiller answered through the API server, the connection to Swift is meant.
        ...(tiller.target.source === 'cluster' && !wasReached('swiftcheck->tiller', judgement)
          ? (['swiftcheck->api-server'] as const)
          : []),
      ),
      refusedDirectly(evidence) ?? {
        limit: limits.send,
        largest: messages === null ? null : { bytes: messages, how: 'measured' },
      },
    ),
    storage:
      storage.length === 0
        ? null
        : station('tiller->storage', ['Tiller', 'Kubernetes API'], storage, {
            ...{ limit: NO_LIMIT, largest: null },
          }),
  };
}

/** All hops of a path, in order. */
export function hopsOf({ viaSwift, direct, storage }: Path): HopFacts[] {
  return [...viaSwift, direct, ...(storage ? [storage] : [])];
}

function marks(finding: JudgedFinding, hops: readonly Hop[]): boolean {
  return (
    isRaised(finding) &&
    hopMarkOf(finding.code) !== 'none' &&
    finding.hop !== null &&
    hops.includes(finding.hop)
  );
}

function stateOf(
  findings: readonly JudgedRaised[],
  hop: Hop,
  judgement: Judgement,
): Pick<HopFacts, 'state' | 'predicted' | 'findings'> {
  const predicted =
    findings.length > 0 && findings.every(({ code }) => hopMarkOf(code) === 'prediction');
  if (findings.some(({ code, outcome }) => outcome === 'fail' && hopMarkOf(code) === 'break')) {
    return { state: 'fails', predicted, findings };
  }
  if (findings.length > 0) return { state: 'warns', predicted, findings };
  return { state: wasReached(hop, judgement) ? 'ok' : 'not-checked', predicted, findings };
}

/** Whether it was Tiller that would not send the list to Swift. */
function refusedToSend({ sizeError }: Analysis): boolean {
  return sizeError?.size.direction === 'send';
}

/** The finding about what Tiller does not send stands at the direct call, and the call of Swift fails for the same reason. */
function alsoRefusedToSend({ analysis, findings }: Judgement): JudgedRaised[] {
  if (!refusedToSend(analysis)) return [];
  return findings
    .filter(isRaised)
    .filter(({ code, hop }) => code === 'list-over-send-limit' && hop !== 'swift->tiller');
}

/** What Tiller would not send to this client, and its limit, as its error says. */
function refusedDirectly({ tiller: { list } }: Evidence): Numbers | null {
  const size = list && !list.ok ? readSizeError(list.failure.message) : null;
  return (
    size && {
      limit: { kind: 'bytes', bytes: size.limitBytes },
      largest: { bytes: size.messageBytes, how: 'refused' },
    }
  );
}

/** The body of the list; that of an error says nothing of sizes. */
function answerOf({ swift: { list } }: Evidence): LargestMessage | null {
  return list?.ok && list.http ? { bytes: list.http.bodyBytes, how: 'measured' } : null;
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

/** As the error itself says, whatever is known of the version. */
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
