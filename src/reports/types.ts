import type { Judgement } from '../rules/judge.js';

/** One of the judgements that are reported together. */
export interface NamedJudgement {
  /** Of the context or the file that it is about; `null` where it stands alone. */
  readonly name: string | null;
  readonly judgement: Judgement;
}

/** The worst of them: no verdict before findings before none. The same for every format. */
export function worstExitCode(reports: readonly NamedJudgement[]): 0 | 1 | 3 {
  const codes = reports.map(({ judgement }) => judgement.exitCode);
  if (codes.includes(3)) return 3;
  return codes.includes(1) ? 1 : 0;
}
