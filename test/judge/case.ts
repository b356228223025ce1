import type { FindingCode } from '../../src/checks/define.js';
import type { Overrides } from './evidence.js';

export interface Case {
  readonly code: FindingCode;
  readonly raisedBy: Overrides;
  readonly notBy: Overrides;
  /** Raises it as well, and a run that `raisedBy` is the baseline of finds it worse. */
  readonly worse?: Overrides;
}
