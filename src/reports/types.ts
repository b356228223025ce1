// What every format is made from, and how.
import type { FindingCode } from '../checks/define.js';
import type { Judgement } from '../judge/judge.js';
import type { WhatIfChoice } from '../views/what-if.js';

/** One of the judgements that are reported together. */
export interface NamedJudgement {
  /** The name of the context or the file that it is about; `null` if it stands alone. */
  readonly name: string | null;
  readonly judgement: Judgement;
}

/** A place in a file of the user's that a finding can be shown at. */
export interface Anchor {
  /** Relative to the repository's root if that is known, otherwise to the working directory; with slashes. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
}

export interface RenderOptions {
  readonly colour: boolean;
  /** Nothing beyond ASCII. */
  readonly ascii: boolean;
  /** Columns that may be used. */
  readonly width: number;
  /** Also each check that passed or does not apply. */
  readonly verbose: boolean;
  readonly whatIf: WhatIfChoice;
  /** The place in the configuration that a finding comes from, or `null`. */
  readonly anchor: (code: FindingCode) => Anchor | null;
  /** Base of the pages of the documentation, without a slash at its end; `null`: not known. */
  readonly docsUrl: string | null;
}

/** A text that can be very long comes in pieces. */
export type Pieces = Generator<string, void, undefined>;

/** A report of one judgement, or of several, as text that ends with a line break. */
export type Render<Text extends string | Pieces = string> = (
  reports: readonly NamedJudgement[],
  options: RenderOptions,
) => Text;

export function wholeText(text: string | Pieces): string {
  return typeof text === 'string' ? text : [...text].join('');
}

export function piecesOf(text: string | Pieces): Iterable<string> {
  return typeof text === 'string' ? [text] : text;
}

/** The worst of them: findings before what could not be checked before none. The same for every format. */
export function worstExitCode(reports: readonly NamedJudgement[]): 0 | 1 | 3 {
  const codes = reports.map(({ judgement }) => judgement.exitCode);
  if (codes.includes(1)) return 1;
  return codes.includes(3) ? 3 : 0;
}

/** The judgement that stands alone; `null` where several are reported together. */
export function standingAlone(reports: readonly NamedJudgement[]): Judgement | null {
  const [only] = reports;
  return only?.name === null ? only.judgement : null;
}
