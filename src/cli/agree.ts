// Whether the throwaway release of --install is installed: what it does to others is said before.
import { forecast } from '../checks/shared/forecast.js';
import type { Proposal } from '../evidence/throwaway.js';
import { UsageError } from '../util/usage-error.js';
import { ask } from './confirm.js';
import { proposalWords, questionWords } from './throwaway.js';
import type { Watch } from './watch.js';
import type { Writer } from './writer.js';

/** @param yes whether it was agreed to beforehand. What is returned throws UsageError where the answer is no. */
export function agreement(
  yes: boolean,
  watch: Watch,
  writer: Writer,
  interrupted: AbortSignal,
): (proposal: Proposal) => Promise<boolean> {
  return async (proposal) => {
    if (yes) {
      for (const sentence of forecast(proposal)) watch.say(null, sentence);
      return true;
    }
    return watch.apart(async () => {
      writer.err(proposalWords(proposal));
      if ((await ask(questionWords(proposal), interrupted)) === 'yes') return true;
      if (interrupted.aborted) return false;
      throw new UsageError('not confirmed; nothing was installed.');
    });
  };
}
