// The checks that raised nothing.
import { passTitleOf } from '../../checks/registry.js';
import type { JudgedFinding } from '../../judge/causes.js';
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import type { Part } from './words.js';
import { Badge, Heading } from './words.js';

export function Rest({ judgement, level }: Part) {
  const of = (outcome: JudgedFinding['outcome']) =>
    judgement.findings.filter((finding) => finding.outcome === outcome);
  const untold = of('could-not-tell');
  const quiet = [...of('pass'), ...of('not-applicable')];
  return (
    <section>
      <Heading level={level}>Other checks</Heading>
      {untold.length > 0 ? (
        <ul class="checks">
          {untold.map((finding) => (
            <li key={finding.code}>
              <Badge outcome="could-not-tell" /> {passTitleOf(finding.code)}{' '}
              <code>{finding.code}</code>
              <p class="faint">{untoldWords(finding)}</p>
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary>
          {plural(of('pass').length, 'check')} of {judgement.findings.length} pass,{' '}
          {of('not-applicable').length} not applicable
        </summary>
        <ul class="checks">
          {quiet.map((finding) => (
            <li key={finding.code}>
              <Badge outcome={finding.outcome} /> {passTitleOf(finding.code)}{' '}
              <code>{finding.code}</code>
              {finding.reason === null ? null : <p class="faint">{visible(finding.reason)}</p>}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function untoldWords({ reason, cause }: JudgedFinding): string {
  const why = visible(reason ?? '');
  return cause ? `${why} Because of ${cause.finding.code}.` : why;
}
