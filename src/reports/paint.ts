// Colour, which never alone carries meaning: every word that is coloured is also a word.
import { Chalk, type ChalkInstance } from 'chalk';
import type { Outcome } from '../checks/define.js';
import { formed, type Safe } from '../util/safe-text.js';

export interface Paint {
  readonly strong: (text: string) => Safe;
  /** A code span, with its backquotes. */
  readonly code: (text: string) => Safe;
  readonly outcome: (outcome: Outcome, text: string) => Safe;
}

export function paint(colour: boolean): Paint {
  const chalk: ChalkInstance = new Chalk({ level: colour ? 1 : 0 });
  const colours: Record<Outcome, ChalkInstance> = {
    pass: chalk.green,
    warn: chalk.yellow,
    fail: chalk.red,
    skipped: chalk.dim,
    unknown: chalk.magenta,
  };
  return {
    strong: (text) => formed(text, chalk.bold),
    code: (text) => formed(text, chalk.cyan),
    outcome: (outcome, text) => formed(text, colours[outcome]),
  };
}
