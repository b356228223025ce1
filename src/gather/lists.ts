// One list on each side.
import type { Observation } from '../evidence/observation.js';
import type { InstallPayload, TillerVersion } from '../evidence/types.js';
import { notAttempted, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { withVersion } from './payload.js';
import type { SwiftCalls, TillerCalls } from './unfound.js';

export interface Found {
  readonly version: Observation<TillerVersion>;
  readonly tillerVersion: Observation<TillerVersion>;
}

export type BothLists = NonNullable<InstallPayload['whileStored']>;

/** One after the other: a list makes Tiller decode all that is stored. */
export async function lists(
  run: Run,
  tiller: TillerCalls,
  swift: SwiftCalls,
  { version, tillerVersion }: Found,
): Promise<BothLists> {
  const direct = await withVersion(version, (clientVersion) =>
    observe(run, 'Tiller ListReleases', 'swiftcheck->tiller', async (progress) => ({
      value: await tiller.list(clientVersion, progress),
    })),
  );
  const viaSwift = await ifSwiftAnswers(tillerVersion, () =>
    observe(run, 'Swift list of all releases', 'swiftcheck->swift', (progress) =>
      swift.list('all=true', progress),
    ),
  );
  return { tiller: direct, swift: viaSwift };
}

/** A Swift that could not give Tiller's version is not asked for a list: it would only wait again. */
export async function ifSwiftAnswers<T>(
  tillerVersion: Observation<TillerVersion>,
  call: () => Promise<Observation<T>>,
): Promise<Observation<T>> {
  if (tillerVersion.ok) return call();
  return {
    ok: false,
    ms: 0,
    failure: notAttempted(
      'swiftcheck->swift',
      'Swift did not answer the request for the version of its Tiller, so the run did not list.',
    ),
  };
}
