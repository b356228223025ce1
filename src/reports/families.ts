// Raised findings, each cause with what follows from it.
import { isRaised } from '../findings/catalogue.js';
import { rootOf, type Judged } from '../rules/causes.js';

export interface Family {
  readonly root: Judged;
  /** In the order of the rules. */
  readonly consequences: readonly Judged[];
}

/** Those with a failure that counts before the others, each in the order of the rules. */
export function familiesOf(findings: readonly Judged[]): Family[] {
  const raised = findings.filter(isRaised);
  return raised
    .filter(({ cause }) => cause === null)
    .map((root) => ({
      root,
      consequences: raised.filter((one) => one !== root && rootOf(one).root === root),
    }))
    .sort((a, b) => Number(fails(b)) - Number(fails(a)));
}

function fails({ root, consequences }: Family): boolean {
  return [root, ...consequences].some(
    ({ outcome, standing }) => outcome === 'fail' && standing?.counts === true,
  );
}
