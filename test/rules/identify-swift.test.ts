import { describe, expect, it } from 'vitest';
import { findTiller } from '../../src/knowledge/versions.js';
import { identifySwift } from '../../src/rules/identify-swift.js';
import { evidence, ok } from './evidence.js';

const empty = { list: ok({ releases: [] }) };
const clues = (probed: string, viaSwift: string) => {
  const seen = evidence({ tiller: `v${probed}`, viaSwift: `v${viaSwift}` });
  const swift = { ...seen.swift, ...empty };
  return identifySwift({ ...seen, swift }, findTiller(probed)).clues.map((clue) => clue.seen);
};

describe('an empty list that comes as {}', () => {
  it('excludes every release in front of a Tiller that sends no message for it', () => {
    expect(clues('2.13.0', '2.13.0').join()).toContain('which no release does');
  });

  it('says nothing where the Tiller that Swift talks to sends one, whatever was probed', () => {
    expect(clues('2.13.0', '2.8.2').join()).not.toContain('which no release does');
  });
});
