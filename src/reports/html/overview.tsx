// Several judgements at a glance, the worst first.
import type { Judgement } from '../../judge/judge.js';
import { plural } from '../../util/bytes.js';
import { EXIT_OUTCOMES, byExitCode } from '../exit-codes.js';
import { worstFirst } from '../families.js';
import { swiftLabel, tillerLabel } from '../subjects.js';
import type { Target } from '../targets.js';
import { idOf } from './words.js';
import { Badge, Table } from './words.js';
import { h } from './element.js';

export function Overview({
  targets,
  exitCode,
}: {
  readonly targets: readonly Target[];
  readonly exitCode: number;
}) {
  const rows = targets
    .map((target, index) => ({ target, id: idOf(index) }))
    .sort((a, b) => byExitCode(a.target.judgement, b.target.judgement));
  const of = (code: number) =>
    targets.filter(({ judgement }) => judgement.exitCode === code).length;
  return (
    <header class="head">
      <p class="eyebrow">swiftcheck</p>
      <h1>
        {plural(targets.length, 'target')}: {of(0)} passed, {of(1)} failed, {of(3)} incomplete
      </h1>
      <p class="verdict">Exit code {exitCode}</p>
      <div class="wide">
        <Table
          label="All targets"
          about=""
          caption="All targets, the worst first"
          head={['Target', 'Result', 'Tiller', 'Swift', 'Verdict', 'Findings']}
        >
          {rows.map(({ target: { title, judgement }, id }) => (
            <tr key={id}>
              <th scope="row">
                <TargetLink title={title} id={id} />
              </th>
              <td>
                <Badge outcome={EXIT_OUTCOMES[judgement.exitCode]} />
              </td>
              <td>{tillerLabel(judgement)}</td>
              <td>{swiftLabel(judgement)}</td>
              <td>{verdictOf(judgement)}</td>
              <td>{raisedCodes(judgement)}</td>
            </tr>
          ))}
        </Table>
      </div>
      <ul class="cards narrow">
        {rows.map(({ target, id }) => (
          <Card key={id} target={target} id={id} />
        ))}
      </ul>
    </header>
  );
}

/** A row of the table for a narrow screen. */
function Card({
  target: { title, judgement },
  id,
}: {
  readonly target: Target;
  readonly id: string;
}) {
  return (
    <li>
      <Badge outcome={EXIT_OUTCOMES[judgement.exitCode]} /> <TargetLink title={title} id={id} />
      <p>{verdictOf(judgement)}</p>
      <p class="faint">
        Tiller {tillerLabel(judgement)}, Swift {swiftLabel(judgement)}. Findings:{' '}
        {raisedCodes(judgement)}
      </p>
    </li>
  );
}

function TargetLink({ title, id }: { readonly title: string; readonly id: string }) {
  return <a href={`#${id}`}>{title.trim() || 'unnamed'}</a>;
}

function verdictOf({ evidence, verdict }: Judgement): string {
  return `${evidence.lab ? 'LAB RUN: ' : ''}${verdict.sentence}`;
}

function raisedCodes({ findings }: Judgement): string {
  const raised = worstFirst(findings);
  return raised.length === 0 ? 'none' : raised.map(({ code }) => code).join(', ');
}
