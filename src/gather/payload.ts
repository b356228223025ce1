// A payload of a chosen size by dry run, which changes nothing: Tiller renders NOTES of that size and
// stores none of it.
import { randomBytes } from 'node:crypto';
import type { Observation } from '../evidence/observation.js';
import type { DryRunPayload, TillerVersion } from '../evidence/types.js';
import { shorten } from '../util/safe-text.js';
import { ObservationFailed, notAttempted, observe } from '../net/observe.js';
import { lacking, notesTemplate, type Rendered } from './rendered.js';
import type { Run } from '../net/run.js';
import { DRY_RUN_QUOTE } from '../net/error-answer.js';
import type { SwiftCalls, TillerCalls } from './unfound.js';

export const CHART = { name: 'swiftcheck-probe', version: '1.0.0' };
/** A namespace that every cluster has: Tiller would create a missing one. */
export const NAMESPACE = 'default';

/** 64 random bits: no two runs share a name, and the name can not be foreseen. */
export function probeReleaseName(): string {
  return `swiftcheck-probe-${randomBytes(8).toString('hex')}`;
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
        throw error instanceof ObservationFailed ? quotedLittle(error) : error;
      }
    }),
  );
  const viaSwift = await observe(run, 'Swift POST install (dry run)', 'swiftcheck->swift', () =>
    swift.dryRun(asked, { ...common, chart: chart(template.toString('base64')) }),
  );
  return { kind: 'dry-run', sizeBytes, releaseName, direct, viaSwift };
}

function quotedLittle({
  failure,
  partial,
  http,
  diagnosisMs,
}: ObservationFailed): ObservationFailed {
  const message = shorten(failure.message, DRY_RUN_QUOTE);
  return new ObservationFailed({ ...failure, message }, partial, http, diagnosisMs);
}

/** What a decoded InstallReleaseResponse rendered; its strings are empty where they are not set. */
function renderedIn(message: unknown): Rendered | null {
  const { release } = message as {
    release?: { name?: string; info?: { status?: { notes?: string } | null } | null } | null;
  };
  return release ? { name: release.name ?? '', notes: release.info?.status?.notes ?? '' } : null;
}

function wrongAnswer(what: string): ObservationFailed {
  return new ObservationFailed({
    ...{ hop: 'swiftcheck->tiller', kind: 'wrong-answer' },
    message: `Tiller answered without an error, but with ${what}.`,
  });
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
