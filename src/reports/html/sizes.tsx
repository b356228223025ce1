// Stored revisions as bars against the limit of one answer, and the list against those on its path.
import { formatCount, formatExactSize, plural } from '../../util/bytes.js';
import { percent } from '../../checks/shared/headroom.js';
import { chartData, type BarGroup } from '../../views/sizes.js';
import { limitWords } from '../limit-words.js';
import { Bars, scaleOf } from './bars.js';
import type { Part } from './words.js';
import { Heading, Table } from './words.js';
import { Fragment, h } from './element.js';

const MOST = 20;

export function Sizes({ judgement, level, about }: Part) {
  const chart = chartData(judgement.analysis, MOST);
  if (!chart || judgement.evidence.command === 'versions') return null;
  const { revisions, lists, incomplete } = chart;
  return (
    <section>
      <Heading level={level}>Sizes against their limits</Heading>
      <p>
        The size of {incomplete ? 'each stored revision that came' : 'each stored revision'} when it
        is read through Swift, against the smallest limit on the path: {limitWords(revisions.limit)}
        . The answer adds a few bytes to the revision: its field number and its length.
      </p>
      <Bars
        title="Stored revisions"
        group={revisions}
        {...{ scale: scaleOf([revisions]), about }}
      />
      {revisions.folded ? (
        <p class="faint">
          And {formatCount(revisions.folded.count)} more, {formatExactSize(revisions.folded.bytes)}{' '}
          together
          {revisions.folded.over === 0
            ? ''
            : `, ${formatCount(revisions.folded.over)} of them over the limit`}
          .
        </p>
      ) : null}
      {lists.kind === 'known' ? (
        <>
          <p>
            The list through Swift: the largest message that Tiller sends, and the answer that Swift
            makes of the list (computed). The answer holds no chart files.
          </p>
          {lists.groups.map((group, index) => (
            <Bars
              key={index}
              title={group.bars.map(({ label }) => label).join(', ')}
              group={group}
              {...{ scale: scaleOf(lists.groups), about }}
            />
          ))}
        </>
      ) : (
        <p>No chart of the list through Swift: {lists.why}.</p>
      )}
      <details>
        <summary>The sizes as a table</summary>
        <SizeTable
          groups={[revisions, ...(lists.kind === 'known' ? lists.groups : [])]}
          about={about}
        />
      </details>
    </section>
  );
}

function SizeTable({
  groups,
  about,
}: {
  readonly groups: readonly BarGroup[];
  readonly about: string;
}) {
  const rows = groups.flatMap(({ bars, limit }) => bars.map((bar) => ({ bar, limit })));
  return (
    <Table
      label={`Sizes of ${plural(rows.length, 'message')} as a table`}
      about={about}
      head={['What', 'Size', 'Limit', 'Used']}
      short
    >
      {rows.map(({ bar, limit }, index) => (
        <tr key={index} class={ROW_CLASSES[bar.state]}>
          <th scope="row">{bar.label}</th>
          <td class="number">{formatExactSize(bar.bytes)}</td>
          <td class="number">{limitWords(limit)}</td>
          <td class="number">{bar.used === null ? '' : percent(bar.used)}</td>
        </tr>
      ))}
    </Table>
  );
}

const ROW_CLASSES = { ok: undefined, near: 'warned', over: 'failing' } as const;
