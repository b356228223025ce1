// What other releases would do with the releases that were measured.
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../../analysis/what-if.js';
import { swiftOf, tillerOf } from '../subjects.js';
import { predictedFrom, readable, span, where } from '../what-if.js';
import type { Part } from './words.js';
import { Heading, Table } from './words.js';

export function WhatIfs({ judgement, level, about }: Part) {
  if (!judgement.evidence.tiller.list) return null;
  const { analysis } = judgement;
  const swifts = whatIfSwifts(analysis);
  return (
    <section>
      <Heading level={level}>What if</Heading>
      <p>{predictedFrom(swifts.limit)} Content and history: how many can be read, of how many.</p>
      <WhatIfTable
        title={`Each line of Swift in front of Tiller ${tillerOf(judgement)}`}
        head="Swift"
        about={about}
        table={swifts}
      />
      <details>
        <summary>Swift {swiftOf(judgement)} in front of each line of Tiller</summary>
        <WhatIfTable
          title={`Swift ${swiftOf(judgement)} in front of each line of Tiller`}
          head="Tiller"
          about={about}
          table={whatIfTillers(analysis)}
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
}: {
  readonly title: string;
  readonly head: string;
  readonly about: string;
  readonly table: WhatIf<R>;
}) {
  if (missing !== null) {
    return (
      <p>
        {title}: could not be told. {missing}
      </p>
    );
  }
  return (
    <Table
      label={title}
      about={about}
      caption={title}
      head={[head, 'List', 'Content', 'History', 'Where, bytes against limit']}
    >
      {rows.map((row) => (
        <tr key={span(row.releases)} class={row.outcome === 'fails' ? 'failing' : undefined}>
          <th scope="row">{span(row.releases)}</th>
          <td>{row.outcome}</td>
          <td>{readable(row.unreadable.contents, row.unreadable.revisions)}</td>
          <td>{readable(row.unreadable.histories, row.unreadable.names)}</td>
          <td>{where(row)}</td>
        </tr>
      ))}
    </Table>
  );
}
