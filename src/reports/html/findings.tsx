// What was found, cause before consequence.
import type { JudgedRaised } from '../../judge/causes.js';
import { familiesOf } from '../families.js';
import { pageUrl } from '../page-links.js';
import { standingWords } from '../standing-words.js';
import { FindingPage } from './page.js';
import { Steps, firstToFix } from './steps.js';
import type { Part } from './words.js';
import { Badge, Heading, Prose } from './words.js';
import { Fragment, h } from './element.js';

export function Findings({
  judgement,
  level,
  id,
  docsUrl,
}: Part & { readonly id: string; readonly docsUrl: string | null }) {
  const families = familiesOf(judgement.findings);
  const first = firstToFix(judgement);
  const shown = (finding: JudgedRaised, deeper: number) => (
    <Finding
      key={finding.code}
      finding={finding}
      level={level + deeper}
      docsUrl={docsUrl}
      todo={finding.code === first?.code ? `#${id}-todo` : null}
    />
  );
  return (
    <section>
      <Heading level={level}>Findings</Heading>
      {families.length === 0 ? <p>No check raised a finding.</p> : null}
      {families.map(({ root, consequences }) => (
        <div key={root.code} class="family">
          {shown(root, 1)}
          {consequences.map((finding) => shown(finding, 2))}
        </div>
      ))}
    </section>
  );
}

function Finding({
  finding,
  level,
  docsUrl,
  todo,
}: {
  readonly finding: JudgedRaised;
  readonly level: number;
  readonly docsUrl: string | null;
  /** The place of its steps, if not here. */
  readonly todo: string | null;
}) {
  const { seen, cause, certainty, steps } = finding.explanation;
  const page = pageUrl(finding.code, docsUrl);
  return (
    <div class={`finding ${finding.outcome}${finding.cause ? ' consequence' : ''}`}>
      <Heading level={level}>
        <Badge outcome={finding.outcome} /> {finding.title}
      </Heading>
      <Standing finding={finding} />
      <dl>
        {finding.path === null ? null : (
          <>
            <dt>Hop</dt>
            <dd>
              <code>{finding.path}</code>
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
          <Prose text={cause} />
          {certainty === 'certain' ? null : <span class="faint"> ({certainty})</span>}
        </dd>
        {steps.length === 0 ? null : (
          <>
            <dt>Next</dt>
            <dd>
              {todo === null ? <Steps steps={steps} /> : <a href={todo}>See “What to do” above</a>}
            </dd>
          </>
        )}
        <dt>More</dt>
        <dd>
          <code>swiftcheck explain {finding.code}</code>
          {page === null ? null : (
            <>
              {' '}
              <a href={page}>{page}</a>
            </>
          )}
          <FindingPage code={finding.code} />
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
