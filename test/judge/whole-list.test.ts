// What is said of all revisions where the plain list ends before them, or is wrong.
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import {
  direct,
  evidence,
  failed,
  full,
  many,
  ok,
  release,
  wholeList,
  type Overrides,
} from './evidence.js';

function finding(code: string, overrides: Overrides) {
  const { findings, exitCode } = judge(evidence(overrides), 'fail');
  const found = findings.find((each) => each.code === code);
  if (!found) throw new Error(`there is no check ${code}`);
  const { seen, steps } = 'explanation' in found ? found.explanation : { seen: [], steps: [] };
  const next = steps.map(({ text, command = '' }) => `${text} ${command}`);
  return { ...found, exitCode, seen: seen.join('\n'), next: next.join('\n') };
}

/** 2,000 of 7,000 bytes: 512 of them pass 4 MiB, all of them do not. */
const CUT = { swift: '0.9.0', tiller: 'v2.10.0', ...wholeList(many(2000, 7000)) };

describe('a list that Tiller ends', () => {
  it('is a failure', () => {
    expect(finding('list-truncated', CUT)).toMatchObject({ outcome: 'fail', exitCode: 1 });
  });

  it('is not offered at once where its sizes say that it fails, but in pages that pass', () => {
    const { seen, next } = finding('list-truncated', CUT);
    expect(seen).toContain('with limit=2000 the list fails through Swift 0.9.0');
    expect(seen).toMatch(/the limit from Tiller to Swift is 4 MiB/);
    expect(next).not.toContain('limit=2000');
    expect(next).toContain('in 4 pages');
  });

  it('is offered at once where it passes', () => {
    const { seen, next } = finding('list-truncated', { ...CUT, ...wholeList(many(520)) });
    expect(next).toMatch(/computed from all revisions: the call passes.*all=true&limit=520/);
    expect(seen).not.toContain('fails');
  });

  it('is not offered at once where the mean size says that it fails', () => {
    const { fullList: _all, ...plain } = CUT;
    const { seen, next } = finding('list-truncated', plain);
    expect(seen).toContain('is likely to fail through Swift 0.9.0');
    expect(next).not.toContain('limit=2000');
    expect(next).toContain('&offset=app-0512');
  });

  it('is looked at as far as it came where the rest failed', () => {
    const fullList = failed('no-answer', { hop: 'swiftcheck->tiller' });
    expect(finding('content-over-limit', { ...CUT, fullList }).outcome).toBe('unknown');
    const large = [...many(520), release('zz', 5_000_000)];
    const partly = { parts: [], releases: large.slice(510), total: 600 };
    const some = { ...CUT, ...wholeList(large), fullList: { ...fullList, partial: partly } };
    expect(finding('content-over-limit', some)).toMatchObject({
      ...{ outcome: 'warn', facts: { count: 1, whole: false } },
    });
  });

  it.each([
    ['content-over-limit', 'pass'],
    ['near-limit', 'warn'],
  ])('leaves %s no question open', (code, outcome) => {
    expect(finding(code, CUT).outcome).toBe(outcome);
    const { fullList: _all, ...plain } = CUT;
    expect(finding(code, plain).outcome).toBe('unknown');
  });
});

describe('a list that Tiller overwrote', () => {
  const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
  const at = (indices: readonly number[]) => indices.map((index) => HUGE[index] ?? release('?'));
  const WRONG = {
    ...{ swift: '0.9.0', tiller: 'v2.10.0' },
    directList: ok(direct([at([4, 5, 2, 3]), at([4, 5])])),
    swiftList: failed('timeout'),
  };

  it('is distinguished from the right list by name', () => {
    const { seen } = finding('list-corrupted', { ...WRONG, fullList: full(HUGE) });
    expect(seen).toContain('Twice: huge-4, huge-5.');
    expect(seen).toContain('Missing, as a list in smaller parts shows: huge-0, huge-1.');
    expect(finding('list-corrupted', WRONG).seen).not.toContain('Missing');
  });

  it('keeps no release from what is judged', () => {
    const { facts } = finding('content-over-limit', { ...WRONG, fullList: full(HUGE) });
    expect(facts).toMatchObject({ count: 6, whole: true });
  });
});

it('names the one revision that is too large, or near, with revision and namespace', () => {
  const which = { revision: 7, namespace: 'prod' };
  const big = finding('content-over-limit', { stored: [release('big', 5_000_000, which)] });
  expect(big.title).toContain('big (revision 7, namespace prod)');
  const near = finding('near-limit', { stored: [release('big', 4_000_000, which)] });
  expect(near.seen).toContain('The content of big (revision 7, namespace prod) takes');
});
