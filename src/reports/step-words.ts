// Steps as reports show them: the sentence, and below it the command on a line of its own.
import type { Step } from '../checks/define.js';
import { visible } from '../util/safe-text.js';

/** The sentence, which ends with what the step changes. */
export function stepWords({ text, changes }: Step): string {
  return changes ? `${text} (changes the cluster)` : text;
}

/** The command is never wrapped, so that it can be copied. Empty where the step has none. */
export function commandLine({ command }: Step, margin: number): string[] {
  return command === undefined ? [] : [`${' '.repeat(margin)}${visible(command)}`];
}
