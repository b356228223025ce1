// `--only` and `--skip`, from words to codes.
import { FINDING_CODES, isFindingCode, meansUnexamined } from '../checks/registry.js';
import type { FindingCode } from '../checks/define.js';
import type { Selection } from '../judge/selection.js';
import { meant } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';
import type { OutputFlags } from './flags.js';

/** @throws UsageError for a word that is not a code, or a code that cannot be skipped */
export function selectionOf({ only, skip }: Pick<OutputFlags, 'only' | 'skip'>): Selection {
  for (const code of skip ?? []) {
    if (!isFindingCode(code) || !meansUnexamined(code)) continue;
    throw new UsageError(
      `--skip: ${code} cannot be skipped: it means that an endpoint was not examined.`,
    );
  }
  return {
    ...(only && { only: only.map((word) => codeOf(word, '--only')) }),
    ...(skip && { skip: skip.map((word) => codeOf(word, '--skip')) }),
  };
}

function codeOf(word: string, flag: string): FindingCode {
  if (isFindingCode(word)) return word;
  throw new UsageError(
    `${flag}: there is no finding ${word}.${meant(word, FINDING_CODES)} \`swiftcheck explain\` lists all findings.`,
  );
}
