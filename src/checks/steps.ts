// Steps of findings and of signatures: what to do, and whether it changes something.
import type { Step } from './define.js';
import type { Command } from './shell.js';

/** Changes nothing. @param command its needs become sentences of the step */
export function look(text: string, command?: Command | string): Step {
  return { ...withCommand(text, command), changes: false };
}

/** Alters the cluster, its releases or an installed program. @param command its needs become sentences of the step */
export function change(text: string, command?: Command | string): Step {
  return { ...withCommand(text, command), changes: true };
}

function withCommand(text: string, command?: Command | string): Pick<Step, 'text' | 'command'> {
  if (command === undefined) return { text };
  if (typeof command === 'string') return { text, command };
  return { text: [text, ...command.needs].join(' '), command: command.line };
}
