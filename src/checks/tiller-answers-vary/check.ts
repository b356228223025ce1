// Whether every new connection meets the same Tiller.
import type { FailureKind, Observation } from '../../evidence/observation.js';
import type { TillerVersion } from '../../evidence/types.js';
import { plural } from '../../util/bytes.js';
import { shorten, visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { quoted } from '../shared/words.js';

interface TallyFacts {
  /** `null` where the call failed. */
  readonly version: string | null;
  readonly gitCommit: string | null;
  readonly failure: string | null;
  /** How many calls were answered so. */
  readonly times: number;
}

interface VaryFacts {
  readonly asked: number;
  /** The most frequent first. */
  readonly tally: readonly TallyFacts[];
}

declare module '../define.js' {
  interface FindingFacts {
    'tiller-answers-vary': VaryFacts;
  }
}

/** Ends of a call that say something of the run, not of Tiller. */
const OURS: readonly FailureKind[] = ['deadline', 'interrupted', 'not-attempted', 'client-error'];

export const tillerAnswersVary = defineCheck({
  group: 'versions',
  after: 'swift-cannot-reach-tiller',
  code: 'tiller-answers-vary',
  findings: {
    'tiller-answers-vary': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'Each connection of this run met the same version of Tiller',
      failTitle: ({ asked }) =>
        `Tiller answers differently from one connection to the next (${asked} were made)`,
      describe: ({ tally }) => ({
        seen: tally.map((facts) => `${plural(facts.times, 'time')}: ${answerWords(facts)}`),
        certainty: 'likely',
        cause:
          'Several Tillers stand behind this address, usually two Deployments whose pods carry the labels app=helm,name=tiller of one Service; or Tiller was replaced or restarted during the run. Which one answers a call is chance, and each may hold other releases.',
        steps: [
          'kubectl -n kube-system get endpoints tiller-deploy',
          'kubectl get pods --all-namespaces -l app=helm,name=tiller',
          'Remove the one that does not belong there, then run this again.',
        ],
      }),
    },
  },
  needs: { version: needs.tillerVersion },
  run: ({ evidence: { tiller } }, { raise, pass, notApplicable, inconclusive }) => {
    if (tiller.target.source === 'cluster') {
      return notApplicable('A forwarded port leads to one pod.');
    }
    if (!tiller.again) return inconclusive('This evidence holds one answer of Tiller only.');
    const answers = [tiller.version, ...tiller.again];
    const tally = count(answers);
    const facts = { asked: answers.length, tally };
    if (tally.length > 1) return raise('tiller-answers-vary', facts, 'swiftcheck->tiller');
    const cut = answers.find((answer) => !answer.ok && OURS.includes(answer.failure.kind));
    if (cut && !cut.ok) return inconclusive(cut.failure.message);
    return pass(facts, 'swiftcheck->tiller');
  },
});

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

function answerWords({ version, gitCommit, failure }: TallyFacts): string {
  if (version === null) return failure ?? 'no answer';
  return gitCommit === null || gitCommit === ''
    ? quoted(version)
    : `${quoted(version)}, commit ${shorten(visible(gitCommit), 12)}`;
}
