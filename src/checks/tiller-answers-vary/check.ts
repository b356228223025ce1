// Whether every new connection reaches the same Tiller.
import type { FailureKind, Observation } from '../../evidence/observation.js';
import type { TillerVersion } from '../../evidence/types.js';
import { plural } from '../../util/bytes.js';
import { shorten, visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { TILLER_LABELS } from '../shared/tiller-search.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { quoted } from '../shared/words.js';
import { change, look } from '../steps.js';

interface TallyFacts {
  /** `null`: the call failed. */
  readonly version: string | null;
  readonly gitCommit: string | null;
  readonly failure: string | null;
  /** How many calls had this answer. */
  readonly times: number;
}

interface VaryFacts {
  /** Calls of GetVersion, without those that the end of the run cut off. */
  readonly asked: number;
  /** The most frequent first. */
  readonly tally: readonly TallyFacts[];
  /** No answer came in time on a connection. */
  readonly silent?: true;
}

declare module '../define.js' {
  interface FindingFacts {
    'tiller-answers-vary': VaryFacts;
  }
}

/** Ends of a call that concern the run, not Tiller. */
const OURS: readonly FailureKind[] = ['deadline', 'interrupted', 'not-attempted', 'client-error'];

const SILENCE: readonly FailureKind[] = ['timeout', 'no-answer'];

export const tillerAnswersVary = defineCheck({
  group: 'versions',
  after: 'swift-cannot-reach-tiller',
  code: 'tiller-answers-vary',
  findings: {
    'tiller-answers-vary': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'All connections of this run reached the same version of Tiller',
      failTitle: ({ asked, tally }) => {
        const answered = tally.filter(({ version }) => version !== null);
        if (answered.length !== 1) return `Tiller answers differently on ${asked} connections`;
        return `Tiller answers on ${answered[0]?.times} of ${asked} connections`;
      },
      describe: ({ tally, silent }, shell) => ({
        seen: tally.map((facts) => `${plural(facts.times, 'time')}: ${answerWords(facts)}`),
        certainty: 'possible',
        cause: `Several Tillers share this address, usually two Deployments whose pods have the labels of one Service. Or Tiller was replaced or restarted during the run. ${silent ? 'Or Tiller or this machine was too slow for `--timeout`. ' : ''}If Tillers share the address, chance decides which Tiller answers a call, and each Tiller can have other releases.`,
        steps: [
          look(
            'Look at the addresses behind the Service of Tiller.',
            shell.kubectl(null, ['get', 'endpoints', '--all-namespaces', '-l', TILLER_LABELS]),
          ),
          tillerPods('Look at the pods of Tiller and their age.', shell),
          change(
            'If several Tillers share the Service, remove the Deployment that does not belong there. Then run swiftcheck again.',
          ),
        ],
      }),
    },
  },
  needs: { version: needs.tillerVersion },
  run: ({ evidence: { tiller } }, { raise, pass, skip, unknown }) => {
    if (tiller.target.source === 'cluster') {
      return skip('A forwarded port leads to one pod.');
    }
    if (!tiller.again) return unknown('The evidence has only one answer of Tiller.');
    const answers = [tiller.version, ...tiller.again];
    const tally = count(answers);
    const silent = answers.some((answer) => !answer.ok && SILENCE.includes(answer.failure.kind));
    const asked = tally.reduce((sum, { times }) => sum + times, 0);
    const facts = { asked, tally, ...(silent && { silent }) };
    if (tally.length > 1) return raise('tiller-answers-vary', facts, 'swiftcheck->tiller');
    const cut = answers.find((answer) => !answer.ok && OURS.includes(answer.failure.kind));
    if (cut && !cut.ok) return unknown(cut.failure.message);
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
