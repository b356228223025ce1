import { stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import { findTiller } from '../../src/knowledge/versions.js';
import { identifySwift } from '../../src/analysis/identify-swift.js';
import { judge } from '../../src/judge/judge.js';
import { SEED, evidence, ok, tooLarge, type Overrides } from '../judge/evidence.js';

const empty = { list: ok({ releases: [] }) };
const clues = (probed: string, viaSwift: string) => {
  const seen = evidence({ tiller: `v${probed}`, viaSwift: `v${viaSwift}` });
  const swift = { ...seen.swift, ...empty };
  return identifySwift({ ...seen, swift }, findTiller(probed)).clues.map((clue) => clue.seen);
};

describe('an empty list that comes as {}', () => {
  it('excludes every release in front of a Tiller that sends no message for it', () => {
    expect(clues('2.13.0', '2.13.0').join()).toContain('and no known version does so');
  });

  it('says nothing where the Tiller that Swift talks to sends one, whatever was probed', () => {
    expect(clues('2.13.0', '2.8.2').join()).not.toContain('and no known version does so');
  });
});

describe('the advice to run versions', () => {
  const advised = (overrides: Overrides) => {
    const { findings } = judge(evidence({ swift: null, ...overrides }), 'fail');
    const finding = findings.find(({ code }) => code === 'swift-version-unknown');
    if (finding?.outcome !== 'warn') throw new Error('the release is known');
    return stepTexts(finding.explanation.steps).join().includes('swiftcheck versions');
  };

  it('is given where its empty list would narrow the releases further', () => {
    expect(advised({ tiller: 'v2.13.0' })).toBe(true);
  });

  it('is not given if all versions that fit give the same answer', () => {
    const swiftList = tooLarge(4_195_325, 4_194_304);
    expect(advised({ tiller: 'v2.10.0', stored: SEED, swiftList })).toBe(false);
  });

  it('is not given in front of a Tiller that sends a message for an empty list', () => {
    expect(advised({ tiller: 'v2.8.2' })).toBe(false);
  });
});
