// What the JSON report says of the path, the sizes and the headroom. Its shape is held to the schema in test/e2e.
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { jsonForm } from '../../src/reports/json.js';
import { OPTIONS } from '../support/report-cases.js';
import { SEED, evidence, release, tooLarge, type Overrides } from '../judge/evidence.js';

const form = (overrides: Overrides) => jsonForm(judge(evidence(overrides)), OPTIONS);
const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
  swiftList: tooLarge(4_195_325, 4_194_304),
};

describe('the JSON report', () => {
  it('has the hops in order, with their states and numbers', () => {
    const { path } = form(INCIDENT);
    expect(path.map(({ from, to, state }) => [from, to, state])).toEqual([
      ['swiftcheck', 'Swift gateway', 'ok'],
      ['Swift gateway', 'Swift', 'ok'],
      ['Swift', 'Tiller', 'fails'],
      ['swiftcheck', 'Tiller', 'ok'],
    ]);
    expect(path[2]).toMatchObject({
      predicted: false,
      findings: ['list-over-receive-limit', 'content-over-limit'],
      ...{ limitBytes: 4_194_304, limitUnknown: null },
      largest: { bytes: 4_195_325, how: 'refused' },
    });
  });

  it('has the sizes with the used part of their limit', () => {
    const { sizes } = form(INCIDENT);
    expect(sizes?.revisions).toMatchObject({ limitBytes: 4_194_304, folded: null });
    const [harbor, alpha] = sizes?.revisions.rows ?? [];
    expect(harbor).toEqual({
      ...{ label: 'harbor', bytes: 4_194_657, used: 4_194_657 / 4_194_304, state: 'over' },
    });
    expect(alpha).toMatchObject({ label: 'alpha', state: 'ok' });
    const near = form({ stored: [release('big', 4_000_000)] }).sizes?.revisions.rows[0];
    expect(near).toMatchObject({ label: 'big', state: 'near' });
    expect(form({ command: 'versions' }).sizes).toBeNull();
  });

  it('has the headroom only as far as the versions are known', () => {
    expect(form({}).headroom.map(({ what }) => what)).toContain('content');
    for (const { used, limit, share } of form({}).headroom) expect(share).toBe(used / limit);
    expect(form({ tiller: 'v9.9.9' }).headroom).toEqual([]);
  });
});
