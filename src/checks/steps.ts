// Steps of findings and of signatures: what to do, and whether it changes something.
import type { Step } from './define.js';

/** Changes nothing. @param command one complete line */
export function look(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }), changes: false };
}

/** Alters the cluster, its releases or an installed program. @param command one complete line */
export function change(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }), changes: true };
}
