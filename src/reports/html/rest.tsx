// The checks that raised nothing.
import { passTitleOf } from '../../checks/registry.js';
import type { JudgedFinding } from '../../judge/causes.js';
import { plural } from '../../util/bytes.js';
import type { Part } from './words.js';
import { Badge, Heading, Prose } from './words.js';
import { h } from './element.js';

export function Rest({ judgement, level }: Part) {
  const of = (outcome: JudgedFinding['outcome']) =>
    judgement.findings.filter((finding) => finding.outcome === outcome);
  const explained = of('unknown').filter(({ cause }) => cause !== null);
  const unexplained = of('unknown').filter(({ cause }) => cause === null);
  const quiet = [...of('pass'), ...of('skipped')];
  return (
    <section>
      <Heading level={level}>Other checks</Heading>
      {unexplained.length === 0 ? null : <Unknown findings={unexplained} />}
      {explained.length === 0 ? null : (
        <details>
          <summary>
            {plural(explained.length, 'check')} unknown because of the findings above
          </summary>
          <Unknown findings={explained} />
        </details>
      )}
      <details>
        <summary>
          {of('pass').length} of {plural(judgement.findings.length, 'check')} passed,{' '}
          {of('skipped').length} skipped
        </summary>
        <ul class="checks">
          {quiet.map((finding) => (
            <li key={finding.code}>
              <Badge outcome={finding.outcome} /> {passTitleOf(finding.code)}{' '}
              <code>{finding.code}</code>
              {finding.reason === null ? null : (
                <p class="faint">
                  <Prose text={finding.reason} />
                </p>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Unknown({ findings }: { readonly findings: readonly JudgedFinding[] }) {
  return (
    <ul class="checks">
      {findings.map((finding) => (
        <li key={finding.code}>
          <Badge outcome="unknown" /> {passTitleOf(finding.code)} <code>{finding.code}</code>
          <p class="faint">
            <Prose text={inconclusiveWords(finding)} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function inconclusiveWords({ reason, cause }: JudgedFinding): string {
  const why = reason ?? '';
  return cause ? `${why} Because of ${cause.finding.code}.` : why;
}
