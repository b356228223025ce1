// Every format lists the findings in one order: failures that count, accepted ones, warnings.
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
/** The formats that report each finding by itself, and not one entry for each check. */
const EACH_FINDING = ['text', 'short', 'github', 'gitlab', 'sarif', 'markdown', 'html'] as const;

describe.each(Object.entries(CASES))('%s', (_name, run) => {
  const judgement = judge(run);

  it('puts failures first', () => {
    const codes = worstFirst(judgement.findings).map(({ code }) => code);
    expect(codes.filter((code) => ORDER.includes(code))).toEqual(ORDER);
  });

  it.each(EACH_FINDING)('%s', async (format) => {
    const render = await FORMATS[format].load();
    const text = render([{ name: null, judgement }], OPTIONS);
    // The place where each finding is reported, and not where its cause or its hop is named before.
    const places = ORDER.map((code) => text.indexOf(MARKS[format](code)));
    expect(places.filter((at) => at < 0)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

const MARKS: Record<(typeof EACH_FINDING)[number], (code: string) => string> = {
  text: (code) => `[${code}]`,
  short: (code) => `[${code}]`,
  github: (code) => `title=swiftcheck%3A ${code}`,
  gitlab: (code) => `"check_name": "${code}"`,
  sarif: (code) => `"ruleId": "${code}"`,
  markdown: (code) => `swiftcheck explain ${code}`,
  html: (code) => `swiftcheck explain ${code}`,
};
