// Payloads of a chosen size. The dry run changes nothing: Tiller renders NOTES of that size and
// stores none of it. The install does what the incident did, and takes it back.
import { randomBytes } from 'node:crypto';
import type {
  DryRunPayload,
  Empty,
  Failure,
  InstallPayload,
  Observation,
  TillerVersion,
} from '../evidence/types.js';
import { GrpcCode, readSizeError } from '../knowledge/grpc-text.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { shorten } from '../util/safe-text.js';
import { Failed, notAttempted, observe } from './observe.js';
import { lacking, notesTemplate, type Rendered } from './rendered.js';
import type { Run } from './run.js';
import { DRY_RUN_QUOTE } from './swift-errors.js';
import { requestBytes } from './tiller-client.js';
import type { SwiftCalls, TillerCalls } from './unfound.js';

const CHART = { name: 'swiftcheck-probe', version: '1.0.0' };
/** A namespace that every cluster has: Tiller would create a missing one. */
const NAMESPACE = 'default';

/** `swiftcheck-probe-` and eight hexadecimal digits: no other release is called that. */
export function probeReleaseName(): string {
  return `swiftcheck-probe-${randomBytes(4).toString('hex')}`;
}

/** Asks for `sizeBytes` of NOTES by dry run, directly and through Swift. Nothing is stored. */
export async function dryRun(
  run: Run,
  tiller: TillerCalls,
  version: Observation<TillerVersion>,
  swift: SwiftCalls,
  sizeBytes: number,
): Promise<DryRunPayload> {
  const releaseName = probeReleaseName();
  const asked = { name: releaseName, sizeBytes };
  const template = Buffer.from(notesTemplate(sizeBytes));
  const chart = (data: string | Buffer) => ({
    metadata: CHART,
    templates: [{ name: 'templates/NOTES.txt', data }],
  });
  const common = { dry_run: true, namespace: NAMESPACE, values: {} } as const;
  const direct = await withVersion(version, (clientVersion) =>
    observe(run, 'Tiller InstallRelease (dry run)', 'swiftcheck->tiller', async () => {
      const install = { ...common, name: releaseName, chart: chart(template) };
      try {
        const { message, bytes } = await tiller.unary('InstallRelease', install, clientVersion);
        const what = lacking(renderedIn(message), asked);
        if (what !== null) throw wrongAnswer(what);
        return { value: { bytes } };
      } catch (error) {
        throw error instanceof Failed ? quotedLittle(error) : error;
      }
    }),
  );
  const viaSwift = await observe(run, 'Swift POST install (dry run)', 'swiftcheck->swift', () =>
    swift.dryRun(asked, { ...common, chart: chart(template.toString('base64')) }),
  );
  return { kind: 'dry-run', sizeBytes, releaseName, direct, viaSwift };
}

function quotedLittle({ failure, partial, http, lookMs }: Failed): Failed {
  const message = shorten(failure.message, DRY_RUN_QUOTE);
  return new Failed({ ...failure, message }, partial, http, lookMs);
}

/** Of a decoded InstallReleaseResponse, whose strings are empty where they are not set. */
function renderedIn(message: unknown): Rendered | null {
  const { release } = message as {
    release?: { name?: string; info?: { status?: { notes?: string } | null } | null } | null;
  };
  return release ? { name: release.name ?? '', notes: release.info?.status?.notes ?? '' } : null;
}

function wrongAnswer(what: string): Failed {
  return new Failed({
    ...{ hop: 'swiftcheck->tiller', kind: 'wrong-answer' },
    message: `Tiller answered without an error, but with ${what}.`,
  });
}

function installRequest(name: string, sizeBytes: number) {
  return {
    name,
    namespace: NAMESPACE,
    // A file and no template: Tiller stores the release and creates no object for it.
    chart: {
      metadata: CHART,
      files: [{ type_url: 'swiftcheck-probe.bin', value: Buffer.alloc(sizeBytes) }],
    },
    values: {},
  };
}

/** The largest chart file, in bytes, whose install request Tiller takes. */
export function largestInstallFile(): number {
  const framing =
    requestBytes('InstallRelease', installRequest(probeReleaseName(), 2 ** 24)) - 2 ** 24;
  return TILLER_MESSAGE_LIMIT - framing;
}

/**
 * Installs a throwaway release with a chart file of `sizeBytes`, does `meanwhile`, and purges it:
 * on every way out, also when `meanwhile` throws or the run is over or interrupted.
 */
export async function withInstalled<T>(
  run: Run,
  tiller: TillerCalls,
  version: Observation<TillerVersion>,
  sizeBytes: number,
  meanwhile: () => Promise<T>,
): Promise<{ payload: InstallPayload; result: T }> {
  const releaseName = probeReleaseName();
  const installed = await withVersion(version, (clientVersion) =>
    observe(run, 'Tiller InstallRelease', 'swiftcheck->tiller', async () => {
      const request = installRequest(releaseName, sizeBytes);
      try {
        // Not broken off with the run: Tiller would store the release all the same, after the purge.
        await tiller.unary('InstallRelease', request, clientVersion, run.forCleanup());
      } catch (error) {
        if (!isStoredWithoutObjects(error)) throw error;
      }
      return { value: {} };
    }),
  );
  const attempted = installed.ok || installed.failure.kind !== 'not-attempted';
  const answered = installed.ok || isAnswer(installed.failure);
  const purge = (): Promise<Observation<Empty>> =>
    attempted
      ? withVersion(version, (clientVersion) =>
          purgeRelease(run, tiller, releaseName, clientVersion, answered),
        )
      : Promise.resolve({
          ok: false,
          ms: 0,
          failure: notAttempted('swiftcheck->tiller', 'Nothing was installed.'),
        });
  let purged: Observation<Empty> | undefined;
  try {
    const result = await meanwhile();
    purged = await purge();
    const payload: InstallPayload = { kind: 'install', sizeBytes, releaseName, installed, purged };
    return { payload, result };
  } finally {
    if (!purged) await purge();
  }
}

/** `answered`: whether Tiller is done with the install, so that what is not stored will not be. */
function purgeRelease(
  run: Run,
  tiller: TillerCalls,
  name: string,
  clientVersion: string,
  answered: boolean,
): Promise<Observation<Empty>> {
  const cleanup = run.forCleanup();
  const request = { name, purge: true, disable_hooks: true };
  const purge = () => tiller.unary('UninstallRelease', request, clientVersion, cleanup);
  return observe(cleanup, 'Tiller UninstallRelease (purge)', 'swiftcheck->tiller', async () => {
    let settled = answered;
    try {
      try {
        await purge();
      } catch (error) {
        // The answer holds the release, and Tiller is done before it finds that it cannot send that
        // much: the same question once more tells whether the release is gone.
        if (!isTooLargeToSend(error)) throw error;
        settled = true;
        await purge();
      }
    } catch (error) {
      if (!isNotFound(error)) throw error;
      if (!settled) {
        const message = `${error.failure.message}; but Tiller has not answered the install and may store it yet`;
        throw new Failed({ ...error.failure, message });
      }
    }
    return { value: {} };
  });
}

function isTooLargeToSend(error: unknown): boolean {
  return error instanceof Failed && readSizeError(error.failure.message)?.direction === 'send';
}

/** Tiller stores such a release as FAILED and ends the call with this error: as intended. */
function isStoredWithoutObjects(error: unknown): boolean {
  return error instanceof Failed && error.failure.message.endsWith('no objects visited');
}

/** Whether a call that failed was answered by Tiller itself; else it may still be at it. */
function isAnswer({ kind, grpcCode }: Failure): boolean {
  return kind === 'grpc-status' && grpcCode !== GrpcCode.UNAVAILABLE;
}

/** The install had not stored anything. */
function isNotFound(error: unknown): error is Failed {
  return error instanceof Failed && /release: "[^"]*" not found/.test(error.failure.message);
}

/** Calls that name a client version need Tiller's: without it they are not made. */
export async function withVersion<T>(
  version: Observation<TillerVersion>,
  call: (clientVersion: string) => Promise<Observation<T>>,
): Promise<Observation<T>> {
  if (version.ok) return call(version.value.semVer);
  return {
    ok: false,
    ms: 0,
    failure: notAttempted(
      'swiftcheck->tiller',
      "Tiller's version is not known, and without it Tiller refuses the call.",
    ),
  };
}
