import type { DryRunPayload, Failure } from '../../evidence/types.js';
import { fits } from '../../knowledge/limits.js';
import { readSizeError } from '../../knowledge/grpc-text.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import type { Analysis } from '../../analysis/analysis.js';
import { cleanupOf, wayOf } from '../../checks/shared/cleanup.js';
import { notApplicable, pass, raise, type Rule } from '../rule.js';
import { failureFacts } from '../../checks/shared/failure-facts.js';

/** What became of the payload of `--size`. */
export const payload: Rule = {
  code: 'payload-over-limit',
  needs: [],
  judge: (assessment) => {
    const tried = assessment.evidence.payload;
    if (!tried) return notApplicable('payload-over-limit', 'No --size was asked for.');
    if (tried.kind === 'dry-run') return judgeDryRun(assessment, tried);
    if (tried.kind === 'install' && !tried.installed.ok) {
      return notTried(tried.sizeBytes, 'The install', tried.installed.failure);
    }
    return notApplicable('payload-over-limit', 'The payload is in the lists themselves.');
  },
};

function judgeDryRun(assessment: Analysis, tried: DryRunPayload) {
  const { direct, viaSwift, sizeBytes } = tried;
  if (!direct.ok && isNoSuccess(direct.failure)) {
    return notReturned(sizeBytes, 'Tiller', direct.failure);
  }
  // A Tiller that cannot send that much says so on both ways; then Swift's answer says no more.
  const tooLarge = !direct.ok && readSizeError(direct.failure.message);
  if (!tooLarge && !viaSwift.ok && isNoSuccess(viaSwift.failure)) {
    return notReturned(sizeBytes, 'Swift', viaSwift.failure);
  }
  if (!direct.ok) {
    if (!readSizeError(direct.failure.message)) {
      return notTried(sizeBytes, 'The direct dry run', direct.failure);
    }
    const facts = sizeFacts(assessment, sizeBytes, direct.failure, true);
    return raise('payload-over-limit', facts, 'swiftcheck->tiller');
  }
  if (viaSwift.ok) {
    return pass('payload-over-limit', { sizeBytes, messageBytes: direct.value.bytes });
  }
  if (!readSizeError(viaSwift.failure.message)) {
    return notTried(sizeBytes, 'The dry run through Swift', viaSwift.failure);
  }
  const facts = sizeFacts(assessment, sizeBytes, viaSwift.failure, false);
  const code = facts.listWouldPass === true ? 'payload-over-unary-limit' : 'payload-over-limit';
  return raise(code, facts, refusingHop(assessment.swift.releases));
}

/** A success that does not hold what was asked for. */
function isNoSuccess({ kind }: Failure): boolean {
  return kind === 'wrong-answer' || kind === 'not-json';
}

function notReturned(sizeBytes: number, endpoint: 'Tiller' | 'Swift', failure: Failure) {
  const facts = { ...failureFacts(failure), sizeBytes, endpoint };
  return raise('payload-not-returned', facts, failure.hop);
}

/** The verdict was asked for that size; without the try there is none. */
function notTried(sizeBytes: number, step: string, failure: Failure) {
  return raise('payload-not-tried', { ...failureFacts(failure), sizeBytes, step }, failure.hop);
}

function sizeFacts(assessment: Analysis, sizeBytes: number, failure: Failure, direct: boolean) {
  const size = readSizeError(failure.message);
  return {
    ...failureFacts(failure),
    sizeBytes,
    messageBytes: size?.messageBytes ?? null,
    limitBytes: size?.limitBytes ?? null,
    direct,
    listWouldPass: direct
      ? false
      : listWouldPass(assessment.swift.releases, size?.messageBytes ?? sizeBytes),
    swift: assessment.swiftWords,
  };
}

/** A chart file counts in the message from Tiller, and not in the summary that Swift makes of it. */
function listWouldPass(releases: readonly SwiftRelease[], bytes: number): boolean | null {
  const answers = new Set(releases.map((release) => fits(bytes, release.tillerReceiveLimitBytes)));
  const [answer] = answers;
  return answers.size === 1 ? (answer ?? null) : null;
}

/** Both hops carry the same unary answer, so only the release tells which one refuses it. */
function refusingHop(releases: readonly SwiftRelease[]) {
  const first = releases.every(
    (release) => release.tillerReceiveLimitBytes === release.gatewayReceiveLimitBytes,
  );
  const second = releases.every(
    (release) => release.tillerReceiveLimitBytes !== release.gatewayReceiveLimitBytes,
  );
  if (releases.length === 0 || (!first && !second)) return null;
  return first ? 'swift->tiller' : 'gateway->swift';
}

/** Whether the throwaway release of `--install` is gone. */
export const probeReleaseLeft: Rule = {
  code: 'probe-release-left',
  needs: [],
  judge: ({ evidence }) => {
    const tried = evidence.payload;
    if (tried?.kind !== 'install') {
      return notApplicable('probe-release-left', 'Nothing was installed.');
    }
    const { purged, stored, releaseName: name } = tried;
    if (purged.ok) return pass('probe-release-left', { name });
    const { failure } = purged;
    if (stored ? stored.ok && stored.value === 'another' : failure.kind === 'not-attempted') {
      return notApplicable('probe-release-left', failure.message);
    }
    const unread = stored && !stored.ok ? stored.failure : null;
    return raise(
      'probe-release-left',
      {
        ...failureFacts(unread ?? failure),
        name,
        ...cleanupOf(name, wayOf(evidence)),
        ownerKnown: unread === null,
      },
      'swiftcheck->tiller',
    );
  },
};
