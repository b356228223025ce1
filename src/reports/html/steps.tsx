// What to do: the steps of a finding, each with its command.
import type { Step } from '../../checks/define.js';
import type { JudgedRaised } from '../../judge/causes.js';
import type { Judgement } from '../../judge/judge.js';
import { familiesOf } from '../families.js';
import { stepWords } from '../step-words.js';
import type { Part } from './words.js';
import { Heading, Prose } from './words.js';
import { h } from './element.js';

/** The finding to fix first: the cause of the worst that counts, otherwise of the worst; `null`: nothing was raised. */
export function firstToFix({ findings }: Judgement): JudgedRaised | null {
  const families = familiesOf(findings);
  const counting = families.find(({ root, consequences }) =>
    [root, ...consequences].some(({ standing }) => standing?.counts === true),
  );
  return (counting ?? families[0])?.root ?? null;
}

/** Directly below the verdict. The finding itself, further below, leads back to it. */
export function WhatToDo({ judgement, level, id }: Part & { readonly id: string }) {
  const finding = firstToFix(judgement);
  if (!finding || finding.explanation.steps.length === 0) return null;
  return (
    <section class="todo" id={`${id}-todo`}>
      <Heading level={level}>What to do</Heading>
      <p class="faint">
        About <code>{finding.code}</code>, the finding to fix first.
      </p>
      <Steps steps={finding.explanation.steps} />
    </section>
  );
}

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li key={index}>
          <Prose text={stepWords(step)} />
          {step.command === undefined ? null : (
            <div class="command">
              <code>{step.command}</code>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
