// Every format tells the findings in one order: failures that count, accepted ones, warnings.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/evidence/policy.js';
import { worstFirst } from '../../src/reports/families.js';
import { FORMATS } from '../../src/reports/formats.js';
import { judge } from '../../src/judge/judge.js';
import { SEED, evidence, tooLarge, type Overrides } from '../judge/evidence.js';
import { OPTIONS } from '../support/report-cases.js';

/** In the order of the checks pair-undocumented comes first, but unreadable content matters more. */
const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const ORDER = ['list-over-receive-limit', 'content-over-limit', 'pair-undocumented'];
const policy: Policy = {
  failOn: 'fail',
  ignore: [{ code: 'list-over-receive-limit', reason: 'Known.', expires: '2030-01-01' }],
};
const CASES = {
  counts: evidence({ command: 'preflight', ...INCIDENT }),
  ignored: evidence({ command: 'preflight', ...INCIDENT, policy }),
};
/** Those that tell each finding by itself, and not one for each check. */
const TOLD = ['text', 'short', 'github', 'gitlab', 'sarif', 'markdown', 'html'] as const;

describe.each(Object.entries(CASES))('%s', (_name, run) => {
  const judgement = judge(run);

  it('puts failures first', () => {
    const codes = worstFirst(judgement.findings).map(({ code }) => code);
    expect(codes.filter((code) => ORDER.includes(code))).toEqual(ORDER);
  });

  it.each(TOLD)('%s', async (format) => {
    const render = await FORMATS[format].load();
    const text = render([{ name: null, judgement }], OPTIONS);
    // Where each is told, and not where its cause or its hop is named before.
    const told = ORDER.map((code) => text.indexOf(MARKS[format](code)));
    expect(told.filter((at) => at < 0)).toEqual([]);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

const MARKS: Record<(typeof TOLD)[number], (code: string) => string> = {
  text: (code) => `[${code}]`,
  short: (code) => `[${code}]`,
  github: (code) => `title=swiftcheck%3A ${code}`,
  gitlab: (code) => `"check_name": "${code}"`,
  sarif: (code) => `"ruleId": "${code}"`,
  markdown: (code) => `swiftcheck explain ${code}`,
  html: (code) => `swiftcheck explain ${code}`,
};
