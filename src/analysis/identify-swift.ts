// Which versions of Swift would have answered as this one did. No endpoint reports Swift's version, so the
// differences between versions narrow it; every exclusion says what it rests on.
import type { Failure, Observation } from '../evidence/observation.js';
import type { Evidence, ReleaseIdentity, SwiftList } from '../evidence/types.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { findSwift, findTiller } from '../knowledge/versions.js';
import { formatCount, plural } from '../util/bytes.js';
import { distanceTo } from './compare.js';
import { firstOfEachKind, swiftKind } from '../predict/kinds.js';
import { replayList, type MeasuredStream, type Replay } from '../predict/replay.js';
import { otherTiller } from './other-tiller.js';

/** Something that was seen, and the releases that it leaves. */
export interface Clue {
  /** What was seen, as a clause: `its answers carry …`. */
  readonly seen: string;
  readonly leaves: readonly SwiftRelease[];
}

export interface SwiftIdentity {
  /** The version that was declared, as written. */
  readonly declared: string | null;
  /** By whom: with --swift-version or by the lab, or by the image of its pods. */
  readonly declaredBy: 'flag' | 'image' | null;
  readonly declaredRelease: SwiftRelease | null;
  /** Releases that fit all that was seen. Empty: no version in swiftcheck's table. */
  readonly candidates: readonly SwiftRelease[];
  /** The clues that excluded something. */
  readonly clues: readonly Clue[];
  /** Whether the declared release is among those excluded. */
  readonly contradicted: boolean;
  /** The versions to use: the declared version unless it is contradicted, otherwise the candidates. */
  readonly releases: readonly SwiftRelease[];
}

export function identifySwift(evidence: Evidence, tiller: TillerRelease | null): SwiftIdentity {
  const clues = [
    corsClue(evidence),
    emptyStreamClue(evidence),
    dialClue(evidence),
    listClue(evidence, tiller),
  ].filter((clue) => clue !== null && clue.leaves.length < SWIFT_RELEASES.length) as Clue[];
  const candidates = SWIFT_RELEASES.filter((release) =>
    clues.every((clue) => clue.leaves.includes(release)),
  );
  const { declared, declaredBy } = declaredVersion(evidence);
  const declaredRelease = declared === null ? null : findSwift(declared);
  const contradicted = declaredRelease !== null && !candidates.includes(declaredRelease);
  return {
    declared,
    declaredBy,
    declaredRelease,
    candidates,
    clues,
    contradicted,
    releases: declaredRelease && !contradicted ? [declaredRelease] : candidates,
  };
}

/** What the user says goes before what an image says, which can be moved to another build. */
function declaredVersion({
  swift,
  cluster,
}: Evidence): Pick<SwiftIdentity, 'declared' | 'declaredBy'> {
  const { declaredVersion: declared } = swift.target;
  if (declared !== null) return { declared, declaredBy: 'flag' };
  const pods = cluster?.swift?.pods;
  const claims = new Set(pods?.ok ? pods.value.map((pod) => pod.claimedVersion) : []);
  const [claim = null] = claims;
  return claims.size === 1 && claim !== null
    ? { declared: claim, declaredBy: 'image' }
    : { declared: null, declaredBy: null };
}

/** CORS headers come from Swift's own gRPC server, so only answers that passed it count. */
function corsClue({ swift }: Evidence): Clue | null {
  const answers = [swift.tillerVersion, swift.list, swift.pendingInstalls].flatMap((answer) =>
    answer?.http && (answer.ok || answer.failure.kind === 'swift-error') ? [answer.http] : [],
  );
  if (answers.length === 0) return null;
  if (answers.some((http) => http.corsHeaders)) {
    return {
      seen: 'its answers carry access-control-allow-* headers, which older versions send only with --enable-cors',
      leaves: SWIFT_RELEASES.filter((release) => release.corsHeaders !== false),
    };
  }
  // An API server strips these headers, so behind one their absence says nothing.
  if (swift.target.viaApiServer) return null;
  return {
    seen: 'its answers carry no access-control-allow-* headers, which newer versions always send (a proxy in between could have removed these)',
    leaves: SWIFT_RELEASES.filter((release) => release.corsHeaders !== true),
  };
}

function emptyStreamClue(evidence: Evidence): Clue | null {
  const { swift } = evidence;
  // What an empty list looks like depends on the Tiller that Swift talks to, not on the probed one.
  const { tillerVersion } = swift;
  const tiller = tillerVersion.ok ? findTiller(tillerVersion.value.semVer) : null;
  for (const answer of [swift.pendingInstalls, swift.list]) {
    const error = swiftError(answer);
    if (error) {
      const leaves = SWIFT_RELEASES.filter(
        ({ emptyStream }) =>
          emptyStream.grpcCode === error.grpcCode && emptyStream.message === error.message,
      );
      if (leaves.length > 0) {
        return {
          seen: `it answers a list without releases with code ${error.grpcCode}, "${error.message}"`,
          leaves,
        };
      }
    }
    const nothing = answer?.ok === true && answer.value.releases.length === 0;
    if (nothing && tiller?.listDelivery === 'chunks' && !sentEmptyMessage(evidence)) {
      return {
        seen: 'it answers a list without releases with {}, and no known version does so in front of this Tiller',
        leaves: [],
      };
    }
  }
  return null;
}

/** Tiller was seen to send a message for an empty list, whatever its version says. */
function sentEmptyMessage(evidence: Evidence): boolean {
  const stream = comparableStream(evidence);
  return stream !== null && stream.list.messages.length > 0 && stream.list.releases.length === 0;
}

function dialClue({ swift }: Evidence): Clue | null {
  const error = swiftError(swift.tillerVersion);
  if (!error) return null;
  const leaves = SWIFT_RELEASES.filter(({ dialTimedOut, tillerSpeaksTls, connectionClosed }) =>
    [dialTimedOut, tillerSpeaksTls, connectionClosed].some(
      (known) =>
        known?.grpcCode === error.grpcCode &&
        known.message === error.message &&
        known.httpStatus === error.httpStatus,
    ),
  );
  if (leaves.length === 0) return null;
  return {
    seen: `it reports its failed call to Tiller with HTTP ${error.httpStatus}, code ${error.grpcCode}, "${error.message}"`,
    leaves,
  };
}

/** Each release is held against the measured stream: would it have answered as this Swift did? */
function listClue(evidence: Evidence, tiller: TillerRelease | null): Clue | null {
  const list = evidence.swift.list;
  if (!list || (!list.ok && list.failure.kind !== 'swift-error')) return null;
  const stream = comparableStream(evidence);
  if (!stream) return sizeErrorAlone(list);
  // Versions of one kind give the same answers, so the replay uses one of them.
  const replays = firstOfEachKind(SWIFT_RELEASES, swiftKind).map((release) => ({
    release,
    replay: replayList(stream, release, tiller),
  }));
  const fitting = list.ok
    ? nearest(replays, list.value.releases)
    : replays
        .filter(({ replay }) => replay === null || fails(replay, list.failure))
        .map(({ release }) => release);
  if (!fitting) return null;
  // No release fails with these very numbers: a release came or went between the two lists.
  if (fitting.length === 0 && !list.ok) return sizeErrorAlone(list);
  const kinds = fitting.map(swiftKind);
  return {
    seen: listSeen(list),
    leaves: SWIFT_RELEASES.filter((release) => kinds.includes(swiftKind(release))),
  };
}

/** Without a direct list only the limit in the message is evidence. */
function sizeErrorAlone(list: Observation<SwiftList>): Clue | null {
  const size = list.ok ? null : readSizeError(list.failure.message);
  if (size?.direction !== 'receive') return null;
  return {
    seen: `it refuses a message over ${formatCount(size.limitBytes)} bytes`,
    leaves: SWIFT_RELEASES.filter((release) =>
      [release.tillerReceiveLimitBytes, release.gatewayReceiveLimitBytes].includes(size.limitBytes),
    ),
  };
}

/**
 * The releases whose list would have been nearest to what came: a release that was installed or
 * deleted between the two lists must not exclude them all. `null`: too far off to say anything.
 */
function nearest(
  replays: readonly { release: SwiftRelease; replay: Replay | null }[],
  seen: readonly ReleaseIdentity[],
): SwiftRelease[] | null {
  const distance = distanceTo(seen);
  // Tiller refused this client the whole list, so Swift got another one.
  if (replays.every(({ replay }) => replay === null || replay.kind === 'tiller-error')) return null;
  const distances = replays.map(({ release, replay }) => ({
    release,
    distance:
      replay === null ? null : replay.kind === 'releases' ? distance(replay.releases) : Infinity,
  }));
  const known = distances.flatMap((entry) => (entry.distance === null ? [] : [entry.distance]));
  const least = Math.min(...known);
  if (least !== Infinity && least > Math.max(1, seen.length / 10)) return null;
  return distances
    .filter((entry) => entry.distance === null || (entry.distance === least && least !== Infinity))
    .map(({ release }) => release);
}

/** Whether Swift would fail like this. */
function fails(replay: Replay, failure: Failure): boolean {
  switch (replay.kind) {
    case 'releases':
      return false;
    case 'refused': {
      const size = readSizeError(failure.message);
      return size?.messageBytes === replay.messageBytes && size.limitBytes === replay.limitBytes;
    }
    case 'empty-stream':
      return failure.grpcCode === replay.error.grpcCode && failure.message === replay.error.message;
    case 'tiller-error':
      return true;
  }
}

function listSeen(list: Observation<SwiftList>): string {
  if (list.ok)
    return `it made a list of ${plural(list.value.releases.length, 'release')} from what Tiller sends`;
  return `its list failed with "${list.failure.message}"`;
}

/** The measured stream, if it is the one that Swift would get, too. */
function comparableStream(evidence: Evidence): MeasuredStream | null {
  if (otherTiller(evidence) !== null) return null;
  const { list } = evidence.tiller;
  // Only what Tiller itself does not send meets every client; another error, as of a proxy that receives, may have met
  // this client alone.
  if (list && !list.ok && readSizeError(list.failure.message)?.direction !== 'send') return null;
  return measuredStream(evidence);
}

/** The direct list as far as it came; `null` if there is no list to use. */
export function measuredStream({ tiller }: Evidence): MeasuredStream | null {
  const list = tiller.list;
  if (!list) return null;
  if (list.ok) return { list: list.value, failed: false };
  if (list.failure.kind !== 'grpc-status') return null;
  const nothing = { messages: [], releases: [], count: 0, total: 0, next: '' };
  return { list: list.partial ?? nothing, failed: true };
}

function swiftError(
  answer: Observation<unknown> | undefined,
): { grpcCode: number; httpStatus: number; message: string } | null {
  if (!answer || answer.ok || answer.failure.kind !== 'swift-error') return null;
  const { grpcCode = 0, httpStatus = 0, message } = answer.failure;
  return { grpcCode, httpStatus, message };
}
