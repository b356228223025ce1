import { describe, expect, it } from 'vitest';
import { whatIfBlocks } from '../../src/reports/what-if.js';
import { NEWEST_SWIFT } from '../support/newest.js';
import { judge } from '../../src/judge/judge.js';
import { MEBIBYTE, SEED, evidence, release, tooLarge, type Overrides } from '../judge/evidence.js';

function tables(overrides: Overrides): string[][] {
  const judgement = judge(evidence(overrides), 'fail');
  return whatIfBlocks(judgement, { swift: true, tiller: true });
}

/** Every count has three digits and every size eight. */
const LARGE = Array.from({ length: 150 }, (_, index) =>
  release(`app-${index}`, index < 120 ? 5 * MEBIBYTE : 330),
);
const HUGE = [...LARGE, release('titan', 21 * MEBIBYTE)];

describe('the what-if tables', () => {
  it('keep within 80 columns, whatever they count', () => {
    for (const overrides of [
      { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
      { swift: '0.9.0', tiller: 'v2.10.0', stored: HUGE },
      { swift: '0.11.1', tiller: 'v2.17.0', stored: HUGE },
    ]) {
      const lines = tables(overrides).flat();
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('say where a list fails in one line as long as it fits', () => {
    const text = tables({ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED }).flat().join('\n');
    expect(text).toContain(
      '  0.7.0-0.10.0   fails  2 of 3   2 of 3   Swift -> Tiller, 4,195,325 > 4,194,304\n',
    );
    const wide = tables({ swift: '0.9.0', tiller: 'v2.10.0', stored: HUGE }).flat().join('\n');
    expect(wide.replace(/\s+/g, ' ')).toContain(
      '30 of 151 30 of 151 Swift -> Tiller, 26,223,755 > 20,971,520',
    );
  });

  it('put neighbours with the same result in one row, and mark the present version', () => {
    const [swifts = [], tillers = []] = tables({
      swift: '0.9.0',
      tiller: 'v2.10.0',
      stored: SEED,
      swiftList: tooLarge(4_195_325, 4 * MEBIBYTE),
    });
    const rows = (lines: readonly string[]) =>
      lines.flatMap((line) => /^ {2}([\d.*-]+) {2}/.exec(line)?.[1] ?? []);
    expect(rows(swifts)).toEqual([
      ...['0.1.0-0.4.0', '0.5.0-0.6.0', '0.7.0-0.10.0*', `0.11.0-${NEWEST_SWIFT}`],
    ]);
    expect(rows(tillers)).toEqual(['2.0.0-2.17.0*']);
    expect(swifts.join('\n')).toContain('*: the present version.');
  });

  it('say what leaves a list empty that an error stands for', () => {
    const [swifts = []] = tables({ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED });
    expect(swifts.join('\n')).toContain('default namespace only, HTTP 400\n');
  });
});
