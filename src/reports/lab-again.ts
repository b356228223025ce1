// The lab of a run ends with the run, and commands of its steps can need it.
import { isRaised } from '../checks/registry.js';
import { labCommand, needsLab } from '../checks/shell.js';
import type { Judgement } from '../judge/judge.js';

export const LAB_AGAIN =
  'The lab has ended. Run it in another terminal for the commands with 127.0.0.1:';

/** The command that runs the lab again; `null` if no command of the report needs the lab. */
export function labAgain({ evidence, findings }: Judgement): string | null {
  const commands = findings
    .filter(isRaised)
    .flatMap(({ explanation }) => explanation.steps.flatMap(({ command }) => command ?? []));
  return commands.some(needsLab) ? labCommand(evidence) : null;
}
