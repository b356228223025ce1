// Steps of findings and of known texts: what to do, and whether it changes the cluster.
import type { Step } from './define.js';
import type { Command } from './shell.js';

/** Changes nothing in the cluster; it can change a file or a setting of the caller. @param command its needs become sentences of the step */
export function look(text: string, command?: Command | string): Step {
  return { ...withCommand(text, command), changes: false };
}

/** Alters the cluster, its releases, or what runs in it. @param command its needs become sentences of the step */
export function change(text: string, command?: Command | string): Step {
  return { ...withCommand(text, command), changes: true };
}

function withCommand(text: string, command?: Command | string): Pick<Step, 'text' | 'command'> {
  if (command === undefined) return { text };
  if (typeof command === 'string') return { text, command };
  return { text: [text, ...command.needs].join(' '), command: command.line };
}
