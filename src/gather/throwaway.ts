// The throwaway release of `probe --install`: its name, its mark, and what Tiller is asked to store.
import { randomBytes } from 'node:crypto';
import { isThrowawayName } from '../evidence/throwaway.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { encode } from '../wire/encode.js';
import { measureRelease } from '../wire/measure.js';
import { CHART, NAMESPACE, probeReleaseName } from './payload.js';
import { requestBytes } from './tiller-client.js';

/** One try: a name, and a mark that nothing but this run can have stored. */
export interface Throwaway {
  readonly name: string;
  readonly notes: string;
}

const MARK = 'A throwaway release of "swiftcheck probe --install", run ';

export function newThrowaway(): Throwaway {
  const name = probeReleaseName();
  const mark = randomBytes(16).toString('hex');
  return { name, notes: `${MARK}${mark}.` };
}

/** Whether some run of swiftcheck stored a release with this name and these NOTES. */
export function isMarked(name: string, notes: string): boolean {
  return (
    isThrowawayName(name) &&
    notes.startsWith(MARK) &&
    /^[0-9a-f]{32}\.$/.test(notes.slice(MARK.length))
  );
}

export function installRequest({ name, notes }: Throwaway, sizeBytes: number) {
  return {
    name,
    namespace: NAMESPACE,
    chart: {
      metadata: CHART,
      // NOTES and no other template: Tiller stores the release and creates no object for it. NOTES stay when
      // the release fails, where a description is replaced, and GetReleaseStatus answers with NOTES but
      // without the chart.
      templates: [{ name: 'templates/NOTES.txt', data: Buffer.from(notes) }],
      files: [{ type_url: 'swiftcheck-probe.bin', value: Buffer.alloc(sizeBytes) }],
    },
    values: {},
  };
}

/** The largest chart file, in bytes, whose install request Tiller takes. */
export function largestInstallFile(): number {
  const framing = requestBytes('InstallRelease', installRequest(newThrowaway(), 2 ** 24)) - 2 ** 24;
  return TILLER_MESSAGE_LIMIT - framing;
}

/** The release as Tiller stores it: without objects the install ends as FAILED. */
export function expectedRelease(throwaway: Throwaway, sizeBytes: number): MeasuredRelease {
  const { chart, namespace } = installRequest(throwaway, sizeBytes);
  const { name, notes } = throwaway;
  const time = { seconds: Math.floor(Date.now() / 1000), nanos: 999_999_999 };
  const release = {
    ...{ name, namespace, chart, config: {}, version: 1 },
    info: {
      status: { code: 'FAILED', notes },
      ...{ first_deployed: time, last_deployed: time },
      Description: `Release "${name}" failed: no objects visited`,
    },
  };
  return measureRelease(encode('hapi.release.Release', release));
}
