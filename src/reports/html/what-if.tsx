// What other versions would do with the releases that were measured.
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../../analysis/what-if.js';
import { swiftLabel, tillerLabel } from '../subjects.js';
import {
  grouped,
  predictedFrom,
  presentSwift,
  presentTiller,
  presentWords,
  readable,
  span,
  where,
} from '../what-if.js';
import type { Part } from './words.js';
import { Heading, Table } from './words.js';
import { h } from './element.js';

export function WhatIfs({ judgement, level, about }: Part) {
  if (!judgement.evidence.tiller.list) return null;
  const { analysis } = judgement;
  const swifts = whatIfSwifts(analysis);
  const tillers = whatIfTillers(analysis);
  // Without a complete list neither is known, for the same reason.
  if (swifts.missing !== null && tillers.missing !== null) return null;
  return (
    <section>
      <Heading level={level}>What if</Heading>
      <p>
        {predictedFrom(swifts.limit)} Content and history: revisions that can be read, of all.
        {presentWords([...presentSwift(analysis), ...presentTiller(analysis)])}
      </p>
      <details>
        <summary>Each version of Swift in front of Tiller {tillerLabel(judgement)}</summary>
        <WhatIfTable
          title={`Each version of Swift in front of Tiller ${tillerLabel(judgement)}`}
          head="Swift"
          about={about}
          table={swifts}
          present={presentSwift(analysis)}
        />
      </details>
      <details>
        <summary>Swift {swiftLabel(judgement)} in front of each version of Tiller</summary>
        <WhatIfTable
          title={`Swift ${swiftLabel(judgement)} in front of each version of Tiller`}
          head="Tiller"
          about={about}
          table={tillers}
          present={presentTiller(analysis)}
        />
      </details>
    </section>
  );
}

function WhatIfTable<R extends { readonly version: string }>({
  title,
  head,
  about,
  table: { missing, rows },
  present,
}: {
  readonly title: string;
  readonly head: string;
  readonly about: string;
  readonly table: WhatIf<R>;
  readonly present: readonly R[];
}) {
  if (missing !== null) {
    return (
      <p>
        {title}: unknown. {missing}
      </p>
    );
  }
  return (
    <Table
      label={title}
      about={about}
      caption={title}
      head={[head, 'List', 'Content', 'History', 'Reason, bytes against limit']}
    >
      {grouped(rows).map((row) => (
        <tr key={span(row.releases, [])} class={row.outcome === 'fails' ? 'failing' : undefined}>
          <th scope="row">{span(row.releases, present)}</th>
          <td>{row.outcome}</td>
          <td>{readable(row.unreadable.contents, row.unreadable.revisions)}</td>
          <td>{readable(row.unreadable.histories, row.unreadable.names)}</td>
          <td>{where(row)}</td>
        </tr>
      ))}
    </Table>
  );
}
