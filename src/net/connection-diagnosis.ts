// The look into a connection over which a call got no answer, within what time the run has for it.
import type { Failure } from '../evidence/observation.js';
import { diagnose } from './diagnose.js';
import type { DiagnosisTarget } from './diagnose-types.js';
import type { Run } from './run.js';
import { ranMs } from './running-time.js';

export interface ConnectionDiagnosis {
  /** `null`: nothing is wrong with the connection, as far as could be seen. */
  readonly found: Failure | null;
  /** What it took, after the call was over. */
  readonly ms: number;
}

/** The outcome of the call says enough. */
export const NO_DIAGNOSIS: ConnectionDiagnosis = { found: null, ms: 0 };

export async function diagnoseConnection(
  target: DiagnosisTarget,
  run: Run,
): Promise<ConnectionDiagnosis> {
  const started = ranMs();
  const found = await diagnose(target, { timeoutMs: run.diagnosisMs, signal: run.signal });
  const ms = Math.round(ranMs() - started);
  // Cut short by the end of its time it has found nothing, and what the call itself came to stands.
  const cut = found?.kind === 'interrupted' && run.over !== 'interrupted';
  return { found: cut ? null : found, ms };
}
