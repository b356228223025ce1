// Findings of a judgement, found by their code.
import type { FindingCode, Step } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import type { JudgedFinding, JudgedRaised } from '../../src/judge/causes.js';

export function raisedAs(findings: readonly JudgedFinding[], code: FindingCode): JudgedRaised {
  const found = findings.filter(isRaised).find((finding) => finding.code === code);
  if (!found) throw new Error(`${code} is not raised`);
  return found;
}

/** Each step in one text, its command after it. */
export function stepTexts(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    return step.command === undefined ? step.text : `${step.text} ${step.command}`;
  });
}
