// What became of the payload of --size.
import type { Analysis } from '../../analysis/analysis.js';
import type { Failure, Hop } from '../../evidence/observation.js';
import type {
  DirectList,
  DryRunPayload,
  InstallPayload,
  MeasuredRelease,
} from '../../evidence/types.js';
import { readSizeError, type SizeError } from '../../knowledge/grpc-text.js';
import { isWithinLimit } from '../../knowledge/limits.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { largestOf } from '../../util/largest.js';
import { defineCheck, type Verdicts } from '../define.js';
import { failureFacts } from '../shared/failure-facts.js';
import { knownHop, SERVICE_PROXY, STORAGE, SWIFT_LIST } from '../shared/known-cause.js';
import { serviceOf } from '../shared/service-url.js';
import { shownName } from '../shared/words.js';
import {
  PAYLOAD_FINDINGS,
  type NotTriedFacts,
  type PayloadCode,
  type PayloadFacts,
} from './findings.js';

type PayloadVerdicts = Verdicts<'payload-over-limit', PayloadCode>;

export const payload = defineCheck({
  group: 'lists',
  after: 'probe-release-left',
  code: 'payload-over-limit',
  findings: PAYLOAD_FINDINGS,
  needs: {},
  run: (analysis, verdicts) => {
    const tried = analysis.evidence.payload;
    if (!tried) return verdicts.skip('No --size was asked for.');
    if (tried.kind === 'dry-run') return judgeDryRun(analysis, verdicts, tried);
    if (tried.kind === 'install') return judgeInstall(analysis, verdicts, tried);
    return verdicts.skip('The payload is in the lists themselves.');
  },
});

function judgeDryRun(analysis: Analysis, verdicts: PayloadVerdicts, tried: DryRunPayload) {
  const { direct, viaSwift, sizeBytes } = tried;
  if (!direct.ok && isNoSuccess(direct.failure)) {
    return notReturned(verdicts, sizeBytes, 'Tiller', direct.failure);
  }
  // A Tiller that cannot send that much says so on both paths; then Swift's answer says no more.
  const tooLarge = direct.ok ? null : readSizeError(direct.failure.message);
  if (!tooLarge && !viaSwift.ok && isNoSuccess(viaSwift.failure)) {
    return notReturned(verdicts, sizeBytes, 'Swift', viaSwift.failure);
  }
  if (!direct.ok) {
    if (!tooLarge) return notTried(verdicts, sizeBytes, 'The direct dry run', direct.failure);
    const facts = sizeFacts(analysis, sizeBytes, direct.failure, tooLarge);
    return verdicts.raise(
      'payload-over-limit',
      { ...facts, direct: true, listWouldPass: false },
      'swiftcheck->tiller',
    );
  }
  if (viaSwift.ok) return verdicts.pass({ sizeBytes, messageBytes: direct.value.bytes });
  const size = readSizeError(viaSwift.failure.message);
  if (!size) {
    const denied = deniedIn(analysis.evidence.swift.target.url, viaSwift.failure);
    return notTried(verdicts, sizeBytes, 'The dry run through Swift', viaSwift.failure, denied);
  }
  const facts = throughSwift(analysis, sizeBytes, viaSwift.failure, size);
  const code = facts.listWouldPass === true ? 'payload-over-unary-limit' : 'payload-over-limit';
  return verdicts.raise(code, facts, refusingHop(analysis.swift.releases));
}

/** The lists while the release was stored; the cluster without it is what every other check is about. */
function judgeInstall(analysis: Analysis, verdicts: PayloadVerdicts, tried: InstallPayload) {
  const { installed, sizeBytes, whileStored, releaseName } = tried;
  if (!installed.ok) {
    const { failure } = installed;
    const tooLarge = readSizeError(failure.message) !== null;
    return notTried(verdicts, sizeBytes, 'The install', failure, tooLarge ? { tooLarge } : {});
  }
  if (!whileStored) return verdicts.skip('The payload is in the lists themselves.');
  const { tiller, swift } = whileStored;
  if (!tiller.ok) {
    const { failure } = tiller;
    const size = readSizeError(failure.message);
    const held = swift.ok && swift.value.releases.some(({ name }) => name === releaseName);
    const stored = { passed: held ? 'The list through Swift' : null };
    if (!size) return notTried(verdicts, sizeBytes, 'The direct list', failure, { stored });
    return verdicts.raise(
      'payload-over-limit',
      {
        ...sizeFacts(analysis, sizeBytes, failure, size),
        ...{ direct: true, listWouldPass: false },
        ...whatPassed(analysis, releaseName),
      },
      'swiftcheck->tiller',
    );
  }
  if (!swift.ok) {
    const { failure } = swift;
    const size = readSizeError(failure.message);
    const held = tiller.value.releases.some(({ name }) => name === releaseName);
    const stored = { passed: held ? 'The direct list' : null };
    if (!size) return notTried(verdicts, sizeBytes, 'The list through Swift', failure, { stored });
    const other = storedMeanwhile(analysis, tiller.value, releaseName);
    if (other !== null) {
      return verdicts.unknown(
        `Release ${shownName(other.name)} (revision ${other.revision}) was stored during the run, too, so that the size alone was not tried.`,
      );
    }
    const facts = throughSwift(analysis, sizeBytes, failure, size);
    const bytes = tiller.value.messages.map((message) => message.bytes);
    const byTiller = bytes.includes(size.messageBytes);
    return verdicts.raise(
      'payload-over-limit',
      { ...facts, ...whatPassed(analysis, releaseName) },
      byTiller ? 'swift->tiller' : refusingHop(analysis.swift.releases),
    );
  }
  const messageBytes = largestOf(tiller.value.messages.map(({ bytes }) => bytes));
  return swift.value.releases.some(({ name }) => name === releaseName)
    ? verdicts.pass({ sizeBytes, messageBytes })
    : verdicts.unknown(
        'The list through Swift did not hold the release, so that its size was not tried.',
        'every release',
      );
}

/** What another client stored between the two lists, such as another run of swiftcheck; `null`: nothing. */
function storedMeanwhile(
  { evidence: { tiller } }: Analysis,
  whileStored: DirectList,
  installed: string,
): MeasuredRelease | null {
  if (!tiller.list?.ok) return null;
  const key = ({ name, revision }: MeasuredRelease) => `${name}.v${revision}`;
  const before = new Set(tiller.list.value.releases.map(key));
  return (
    whileStored.releases.find((one) => one.name !== installed && !before.has(key(one))) ?? null
  );
}

/** What becomes of the same list without the release. */
function whatPassed(
  { evidence: { swift, tiller } }: Analysis,
  installed: string,
): Required<Pick<PayloadFacts, 'installed' | 'without'>> {
  const bytes = tiller.list?.ok ? tiller.list.value.messages.map((message) => message.bytes) : [];
  return {
    installed,
    without: {
      passed: swift.list?.ok === true,
      messageBytes: bytes.length > 0 ? largestOf(bytes) : null,
    },
  };
}

/** A success that does not hold what was asked for. */
function isNoSuccess({ kind }: Failure): boolean {
  return kind === 'wrong-answer' || kind === 'not-json';
}

function notReturned(
  { raise }: PayloadVerdicts,
  sizeBytes: number,
  endpoint: 'Tiller' | 'Swift',
  failure: Failure,
) {
  const facts = { ...failureFacts(failure), sizeBytes, endpoint };
  return raise('payload-not-returned', facts, failure.hop);
}

/** A verdict on that size was asked for, and without the try there is no verdict. */
function notTried(
  { raise }: PayloadVerdicts,
  sizeBytes: number,
  step: string,
  failure: Failure,
  more: Pick<NotTriedFacts, 'deniedIn' | 'stored' | 'tooLarge'> = {},
) {
  const facts = { ...failureFacts(failure), sizeBytes, step, ...more };
  return raise('payload-not-tried', facts, hopOf(failure));
}

/** Where the words of the answer say that the call failed; `null` if they leave it open. */
function hopOf(failure: Failure): Hop | null {
  // An error of Swift can be its own or that of Tiller; the hop to Swift works.
  if (failure.kind === 'swift-error') return knownHop(SWIFT_LIST, failure);
  // The connection to Tiller stands if Tiller says what it met behind it.
  if (failure.kind === 'grpc-status') return knownHop(STORAGE, failure) ?? failure.hop;
  return failure.kind === 'kubernetes-status'
    ? (knownHop(SERVICE_PROXY, failure) ?? failure.hop)
    : failure.hop;
}

/** The service proxy asks RBAC for another verb of a POST than of a GET. */
function deniedIn(url: string, { kind, httpStatus }: Failure): Pick<NotTriedFacts, 'deniedIn'> {
  const service = kind === 'kubernetes-status' && httpStatus === 403 ? serviceOf(url) : null;
  return service === null ? {} : { deniedIn: service.namespace };
}

function sizeFacts(
  { swiftWords }: Analysis,
  sizeBytes: number,
  failure: Failure,
  { messageBytes, limitBytes }: SizeError,
) {
  return { ...failureFacts(failure), sizeBytes, messageBytes, limitBytes, swift: swiftWords };
}

function throughSwift(analysis: Analysis, sizeBytes: number, failure: Failure, size: SizeError) {
  return {
    ...sizeFacts(analysis, sizeBytes, failure, size),
    direct: false,
    listWouldPass: listWouldPass(analysis.swift.releases, size.messageBytes),
  };
}

/** A chart file counts in the message from Tiller, and not in the summary that Swift makes of the message. */
function listWouldPass(releases: readonly SwiftRelease[], bytes: number): boolean | null {
  const answers = new Set(
    releases.map((release) => isWithinLimit(bytes, release.tillerReceiveLimitBytes)),
  );
  const [answer] = answers;
  return answers.size === 1 ? (answer ?? null) : null;
}

/** Both hops carry the same unary answer, so only the version shows which hop rejects the answer. */
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
