// What was found, cause before consequence.
import { stepWords } from '../step-words.js';
import { docsOf, marksFailingHop } from '../../checks/registry.js';
import type { JudgedRaised } from '../../judge/causes.js';
import { visible } from '../../util/safe-text.js';
import { familiesOf } from '../families.js';
import { hopLine } from '../hop-line.js';
import { standingWords } from '../standing-words.js';
import type { Part } from './words.js';
import { Badge, Heading, Prose } from './words.js';

export function Findings({ judgement, level }: Part) {
  const families = familiesOf(judgement.findings);
  return (
    <section>
      <Heading level={level}>Findings</Heading>
      {families.length === 0 ? <p>Nothing was raised.</p> : null}
      {families.map(({ root, consequences }) => (
        <div key={root.code} class="family">
          <Finding finding={root} {...{ judgement, level: level + 1 }} />
          {consequences.map((finding) => (
            <Finding key={finding.code} finding={finding} {...{ judgement, level: level + 2 }} />
          ))}
        </div>
      ))}
    </section>
  );
}

function Finding({
  finding,
  judgement,
  level,
}: Pick<Part, 'judgement' | 'level'> & { readonly finding: JudgedRaised }) {
  const { seen, cause, certainty, steps } = finding.explanation;
  const { viaApiServer } = judgement.evidence.swift.target;
  const hop = hopLine(marksFailingHop(finding.code) ? finding.hop : null, viaApiServer);
  return (
    <div class={`finding ${finding.outcome}${finding.cause ? ' consequence' : ''}`}>
      <Heading level={level}>
        <Badge outcome={finding.outcome} /> {visible(finding.title)}
      </Heading>
      <Standing finding={finding} />
      <dl>
        {hop === null ? null : (
          <>
            <dt>Hop</dt>
            <dd>
              <code>{hop}</code>
            </dd>
          </>
        )}
        <dt>Seen</dt>
        <dd>
          {seen.map((text, index) => (
            <p key={index}>
              <Prose text={text} />
            </p>
          ))}
        </dd>
        <dt>Cause</dt>
        <dd>
          <Prose text={cause} /> <span class="faint">({certainty})</span>
        </dd>
        <dt>Next</dt>
        <dd>
          <ul>
            {steps.map((step, index) => (
              <li key={index}>
                <Prose text={stepWords(step)} />
                {step.command === undefined ? null : (
                  <pre>
                    <code>{visible(step.command)}</code>
                  </pre>
                )}
              </li>
            ))}
          </ul>
        </dd>
        <dt>More</dt>
        <dd>
          <code>swiftcheck explain {finding.code}</code>{' '}
          <span class="faint">{docsOf(finding.code)}</span>
        </dd>
      </dl>
    </div>
  );
}

function Standing({ finding }: { readonly finding: JudgedRaised }) {
  const { cause, standing } = finding;
  const words = standingWords(finding)
    .trim()
    .replace(/^\(|\)$/g, '');
  const parts = [
    cause
      ? `${cause.certainty === 'likely' ? 'Probably follows' : 'Follows'} from ${cause.finding.code}.`
      : '',
    words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
    standing && !standing.counts ? 'Does not make the run fail.' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : <p class="standing">{parts.join(' ')}</p>;
}
