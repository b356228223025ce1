import type { FailureKind, Observation, TillerVersion } from '../../evidence/types.js';
import type { TallyFacts } from '../../findings/versions.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';

/** Ends of a call that say something of the run, not of Tiller. */
const OURS: readonly FailureKind[] = ['deadline', 'interrupted', 'not-attempted', 'client-error'];

/** Whether every new connection meets the same Tiller. */
export const answersVary: Rule = {
  code: 'tiller-answers-vary',
  needs: [needs.tillerVersion],
  judge: ({ evidence: { tiller } }) => {
    if (tiller.target.source === 'cluster') {
      return notApplicable('tiller-answers-vary', 'A forwarded port leads to one pod.');
    }
    if (!tiller.again) {
      return couldNotTell('tiller-answers-vary', 'This evidence holds one answer of Tiller only.');
    }
    const answers = [tiller.version, ...tiller.again];
    const tally = count(answers);
    const facts = { asked: answers.length, tally };
    if (tally.length > 1) return raise('tiller-answers-vary', facts, 'swiftcheck->tiller');
    const cut = answers.find((answer) => !answer.ok && OURS.includes(answer.failure.kind));
    if (cut && !cut.ok) return couldNotTell('tiller-answers-vary', cut.failure.message);
    return pass('tiller-answers-vary', facts, 'swiftcheck->tiller');
  },
};

/** Each distinct answer with how often it came. */
function count(answers: readonly Observation<TillerVersion>[]): TallyFacts[] {
  const tally = new Map<string, TallyFacts>();
  for (const answer of answers) {
    if (!answer.ok && OURS.includes(answer.failure.kind)) continue;
    const facts: Omit<TallyFacts, 'times'> = answer.ok
      ? { version: answer.value.semVer, gitCommit: answer.value.gitCommit, failure: null }
      : { version: null, gitCommit: null, failure: answer.failure.message };
    const key = JSON.stringify(facts);
    tally.set(key, { ...facts, times: (tally.get(key)?.times ?? 0) + 1 });
  }
  return [...tally.values()].sort((a, b) => b.times - a.times);
}
