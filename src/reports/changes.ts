// What became of the findings of the baseline, in words.
import type { Change } from '../judge/baseline.js';
import type { Judgement } from '../judge/judge.js';
import type { Safe } from '../util/safe-text.js';
import { timeWords } from '../util/time.js';
import { labelled, wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';

const MARGIN = 10;

/** A sentence each; a finding that is worse or new says so itself. */
export function changeWords({ code, was, now, kind }: Change): string {
  switch (kind) {
    case 'gone':
      return `${code}: no longer raised (it was: ${was})`;
    case 'better':
      return `${code}: ${now ?? ''} (it was: ${was})`;
    case 'unknown':
      return `${code}: unknown this time (it was: ${was})`;
  }
}

/** Empty without a baseline. */
export function changeLines({ evidence, changes }: Judgement, ink: Paint): Safe[] {
  const baseline = evidence.policy?.baseline;
  if (!baseline) return [];
  const title = `Against the baseline of ${timeWords(baseline.startedAt)}`;
  if (changes.length === 0) return wrap(`${title}: nothing is better.`, WIDTH);
  return [
    ink.strong(title),
    ...changes.flatMap((change) => labelled(`  ${change.kind}`, changeWords(change), MARGIN)),
  ];
}
