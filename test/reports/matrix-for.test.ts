import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { pageText } from '../../src/reports/blocks.js';
import { partnersJson, partnersPage, type Asked } from '../../src/reports/matrix-for.js';
import { swiftOf, tillerOf } from '../predict/ground-truth.js';

const tiller = (version: string): Asked => ({ program: 'tiller', release: tillerOf(version) });
const swift = (version: string): Asked => ({ program: 'swift', release: swiftOf(version) });
const text = (asked: Asked) =>
  pageText(partnersPage(asked), { colour: false, ascii: true, width: 80 });

describe('what to run with a version', () => {
  it.each([
    // Swift's table has no row for it; the next Swift that takes more than 4 MiB.
    [tiller('2.10.0'), 'With Tiller 2.10.0 run Swift 0.11.1.'],
    [tiller('2.13.1'), 'With Tiller 2.13.1 run Swift 0.11.1.'],
    [tiller('2.14.0'), 'With Tiller 2.14.0 run Swift 0.12.1.'],
    [tiller('2.11.0'), 'With Tiller 2.11.0 run Swift 0.9.0, or for larger lists Swift 0.11.1.'],
    [swift('0.9.0'), 'With Swift 0.9.0 run Tiller 2.11.0.'],
    [swift('0.11.1'), 'With Swift 0.11.1 run Tiller 2.13.0.'],
    // Before 2.8.1 Tiller sends a list of any size in one message.
    // Swift's table has no row for it; the Tiller of the Helm library that it was built with.
    [swift('0.6.0'), 'With Swift 0.6.0 run Tiller 2.7.2.'],
    [swift('0.5.2'), 'With Swift 0.5.2 run Tiller 2.7.0.'],
  ])('%#: %s', (asked, verdict) => {
    expect(partnersPage(asked).verdict).toBe(verdict);
  });

  it('says which lists pass, and up to which size a release is read', () => {
    const page = text(tiller('2.11.0')).replace(/\s+/g, ' ');
    expect(page).toContain("table Swift's compatibility table lists the pair");
    expect(page).toContain('a list of 3 MiB passes; a list of 16 MiB or 24 MiB does not pass');
    expect(page).toContain('a list of 3 MiB, 16 MiB or 24 MiB passes');
    expect(page).toContain(' Swift reads only the first message');
    expect(page).toContain(' Tiller splits a list above 20 MiB');
    expect(page).toContain('content of one release is read up to 4 MiB');
    expect(partnersJson(tiller('2.11.0'))).toMatchObject({
      for: { tiller: '2.11.0' },
      partners: [
        { swift: '0.9.0', documented: 'exact', contentLimitBytes: 4_194_304 },
        { swift: '0.11.1', documented: 'no' },
      ],
    });
  });

  it('knows a version for each other one, in 80 columns', () => {
    const all = [
      ...TILLER_RELEASES.map(({ version }) => tiller(version)),
      ...SWIFT_RELEASES.map(({ version }) => swift(version)),
    ];
    for (const asked of all) {
      expect(partnersPage(asked).verdict).toMatch(/ run (Swift|Tiller) \d/);
      expect(
        text(asked)
          .split('\n')
          .filter((line) => line.length > 80),
      ).toEqual([]);
    }
  });
});
