// Colour, which never alone carries meaning: every word that is coloured is also a word.
import { Chalk, type ChalkInstance } from 'chalk';
import type { Outcome } from '../checks/define.js';

export interface Paint {
  readonly strong: (text: string) => string;
  /** A code span, with its backquotes. */
  readonly code: (text: string) => string;
  readonly outcome: (outcome: Outcome, text: string) => string;
}

export function paint(colour: boolean): Paint {
  const chalk: ChalkInstance = new Chalk({ level: colour ? 1 : 0 });
  const colours: Record<Outcome, ChalkInstance> = {
    pass: chalk.green,
    warn: chalk.yellow,
    fail: chalk.red,
    'not-applicable': chalk.dim,
    'could-not-tell': chalk.magenta,
  };
  return {
    strong: (text) => chalk.bold(text),
    code: (text) => chalk.cyan(text),
    outcome: (outcome, text) => colours[outcome](text),
  };
}
