import type { FindingCode } from '../../src/checks/define.js';
import type { Overrides } from './evidence.js';

/** A text that is to be part of another, or a pattern. */
type Words = string | RegExp;

export interface Case {
  readonly code: FindingCode;
  readonly raisedBy: Overrides;
  readonly notBy: Overrides;
  /** Raises it as well, and a run that `raisedBy` is the baseline of finds it worse. */
  readonly worse?: Overrides;
  /** Each stands in the title, in what was seen, in the cause or in a step. */
  readonly says?: readonly Words[];
  /** None of these does. */
  readonly silentOn?: readonly Words[];
  /** What the finding is beside its words. */
  readonly is?: {
    readonly outcome?: 'warn' | 'fail';
    readonly hop?: string | null;
    readonly certainty?: string;
    readonly measures?: Readonly<Record<string, number>>;
    /** The code that the finding follows from; `null`: none. */
    readonly follows?: FindingCode | null;
  };
  /** What the check comes to for `notBy`: `pass`, or its outcome with the reason, as `unknown: …`. A text is all of it. */
  readonly otherwise?: Words;
}
