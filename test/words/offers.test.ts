// Each page, limit and upgrade that a report offers passes, and no two steps of a report contradict each other:
// for random stores and pairs, with the evidence that a run on that pair would have.
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import type { Evidence, MeasuredRelease } from '../../src/evidence/types.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest, Prediction, StoredRelease } from '../../src/predict/types.js';
import { askForAll } from '../../src/predict/way-out.js';
import { evidence, failed, full, ok, shown, swiftError } from '../judge/evidence.js';
import { sized, storedReleases } from '../predict/random.js';
import { offersOf, type Offers, type Pair } from './offers.js';

const ALL: ListRequest = { kind: 'list', all: true };

/** More than Tiller lists at once, or few and large. */
const store: fc.Arbitrary<StoredRelease[]> = fc.oneof(
  { weight: 4, arbitrary: storedReleases },
  // One above what Tiller itself sends.
  {
    weight: 1,
    arbitrary: storedReleases.map((stored) =>
      stored.map((each, index) => (index === 0 ? { ...each, bytes: 22_000_000 } : each)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        count: fc.integer({ min: 513, max: 700 }),
        bytes: fc.integer({ min: 300, max: 40_000 }),
      })
      .map(({ count, bytes }) =>
        Array.from({ length: count }, (_, index) =>
          sized(`app-${String(Math.floor(index / 2)).padStart(3, '0')}`, bytes, {
            revision: 1 + (index % 2),
            namespace: index % 5 === 0 ? 'default' : 'other',
            summaryBytes: Math.floor(bytes / 3),
          }),
        ),
      ),
  },
);

const pair: fc.Arbitrary<Pair> = fc.record({
  swift: fc.constantFrom(...SWIFT_RELEASES),
  tiller: fc.constantFrom(...TILLER_RELEASES),
});

/** What `probe` sees of a pair with these revisions. */
function seenBy({ swift, tiller }: Pair, stored: readonly StoredRelease[]): Evidence {
  const direct = predict(ALL, null, tiller, stored);
  const list = directList(direct);
  const through = predict(ALL, swift, tiller, stored);
  const incomplete = list.next !== '' || direct.flaws.includes('chunks-overwritten');
  return evidence({
    swift: swift.version,
    tiller: `v${tiller.version}`,
    directList: direct.failure
      ? {
          ...failed('grpc-status', {
            hop: 'swiftcheck->tiller',
            grpcCode: direct.grpcCode,
            message: direct.failure.message,
          }),
          partial: list,
        }
      : ok(list),
    swiftList: through.failure
      ? swiftError(through.httpStatus ?? 500, through.grpcCode, through.failure.message)
      : shown(through.releases),
    ...(incomplete && !direct.failure && { fullList: full(stored) }),
  });
}

function directList({ messages, releases, list }: Prediction) {
  return {
    messages: messages.map((message) => ({
      bytes: message.size.min,
      releases: message.releases.length,
    })),
    releases,
    ...(list ?? { count: 0, next: '', total: 0 }),
  };
}

const name = ({ name: release, revision }: Pick<MeasuredRelease, 'name' | 'revision'>) =>
  revision <= 1 ? release : `${release} (revision ${revision})`;

/** Each offer that does not keep its promise, in words. */
function broken(offers: Offers, present: Pair, stored: readonly StoredRelease[]): string[] {
  const { swift, tiller } = present;
  const outcome = (of: Prediction, allowed: readonly string[] = []) => [
    ...(of.failure ? [of.failure.message] : []),
    ...of.flaws.filter((flaw) => !allowed.includes(flaw)),
  ];
  const faults = [
    ...offers.pages
      // This one says itself that it may fail.
      .filter(({ step }) => !step.text.includes('may exceed a size limit'))
      .map((each) => ({
        each,
        why: outcome(
          predict(each.value, swift, tiller, stored),
          each.step.text.includes('next part') ? ['default-limit'] : [],
        ),
      })),
    ...offers.direct.map((each) => ({
      each,
      why: outcome(predict(each.value, null, tiller, stored)),
    })),
    ...offers.contents.map((each) => ({
      each,
      why: outcome(predict({ kind: 'content', ...each.value }, null, tiller, stored)),
    })),
    ...offers.upgrades.map((each) => {
      const to = each.value;
      const complete = askForAll(ALL, to.tiller, stored);
      return {
        each,
        why:
          each.code === 'list-corrupted'
            ? outcome(predict(ALL, null, to.tiller, stored), ['default-limit'])
            : outcome(predict(complete, to.swift, to.tiller, stored)),
      };
    }),
  ];
  return faults
    .filter(({ why }) => why.length > 0)
    .map(({ each, why }) => `${each.code}: ${each.step.command ?? ''}: ${why.join(', ')}`);
}

/** Pairs of steps that cannot both be right. */
function contradictions(offers: Offers, { swift, tiller }: Pair, stored: readonly StoredRelease[]) {
  const { codes, sentences, upgrades, direct, pages } = offers;
  const says = (pattern: RegExp) => sentences.filter((sentence) => pattern.test(sentence));
  const onNoPage = says(/Missing from the pages: /).flatMap(
    (text) =>
      /Missing from the pages: (.*?)(?: and \d+ more)?\./.exec(text)?.[1]?.split(', ') ?? [],
  );
  const onPages = pages
    // A page with an offset begins with an entry that it may repeat; which one is not certain.
    .flatMap(({ value }) => {
      const { releases } = predict(value, swift, tiller, stored);
      return value.offset === undefined ? releases : releases.slice(1);
    })
    .map(name);
  const computed = pages.filter(({ step }) => step.text.includes('computed'));
  const versions = (program: 'swift' | 'tiller') =>
    new Set(upgrades.map(({ value }) => value[program].version));
  const history = new Set(sentences.flatMap((text) => /Let Tiller keep \d+/.exec(text)?.[0] ?? []));
  const empty = says(/Treat this answer as an empty list/);
  return [
    ...onNoPage.filter((each) => onPages.includes(each)).map((each) => `${each} is on a page`),
    ...(says(/Paging does not help/).length > 0 && computed.length > 0 ? ['paging'] : []),
    ...(says(/^No upgrade makes this list pass/).length > 0 &&
    upgrades.some(({ code }) => code !== 'list-corrupted')
      ? ['upgrade']
      : []),
    ...(
      ['list-corrupted', 'list-incomplete', 'list-over-send-limit', 'tiller-list-failed'] as const
    )
      .filter(
        (code) =>
          codes.has(code) && direct.some(({ step }) => step.text.includes('list is complete')),
      )
      .map((code) => `${code}, and the direct list is whole`),
    ...(history.size > 1 ? ['two limits of the history'] : []),
    ...(empty.length > 0 && stored.length > 0 ? ['an empty list that is not empty'] : []),
    // The present version may stay in one alternative and go in another; two targets are two plans.
    ...(['swift', 'tiller'] as const).flatMap((program) => {
      const others = [...versions(program)].filter(
        (version) => version !== { swift, tiller }[program].version,
      );
      return others.length > 2 ? [`${program} to ${others.join(' and ')}`] : [];
    }),
  ];
}

const RUNS = { seed: 20_190_422, numRuns: inject('thorough') ? 3000 : 400 };

it('passes in each page, limit and upgrade that a report offers', () => {
  const met: Record<string, number> = {};
  fc.assert(
    fc.property(pair, store, (present, stored) => {
      const offers = offersOf(seenBy(present, stored), present);
      expect(broken(offers, present, stored)).toEqual([]);
      expect(contradictions(offers, present, stored)).toEqual([]);
      for (const kind of ['pages', 'direct', 'contents', 'upgrades'] as const) {
        met[kind] = (met[kind] ?? 0) + offers[kind].length;
      }
      for (const code of offers.codes) met[code] = (met[code] ?? 0) + 1;
    }),
    RUNS,
  );
  // That nothing was broken would mean little if nothing was offered.
  for (const kind of ['pages', 'direct', 'contents', 'upgrades']) {
    expect(met[kind], kind).toBeGreaterThan(20);
  }
  for (const code of [
    'list-over-receive-limit',
    'list-over-gateway-limit',
    'list-over-send-limit',
    'list-corrupted',
    'list-truncated',
    'list-first-message-only',
    'default-namespace-only',
    'pending-releases-hidden',
    'content-over-limit',
  ]) {
    expect(met[code], code).toBeGreaterThan(0);
  }
});
