// With --docs-url every format that names the page of a finding links to it, as `npm run site` lays the pages out.
import { describe, expect, it } from 'vitest';
import { FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { FORMAT_NAMES, FORMATS, type FormatName } from '../../src/reports/formats.js';
import { wholeText } from '../../src/reports/types.js';
import { OPTIONS, REPORTS } from '../support/report-cases.js';

const BASE = 'https://docs.example.org/check';
/** They name no page of a single finding. */
const WITHOUT: readonly FormatName[] = ['text', 'short', 'openmetrics'];
/** The page beside its address: for a reader without network. */
const BESIDE: readonly FormatName[] = ['html', 'sarif'];

const report = async (name: FormatName, docsUrl: string | null) =>
  wholeText((await FORMATS[name].load())(REPORTS.incident, { ...OPTIONS, docsUrl }));

const pageOf = (code: string) => `${BASE}/findings/${code}.html`;

const raised = REPORTS.incident.flatMap(({ judgement }) =>
  judgement.findings.filter(isRaised).map(({ code }) => code),
);

describe.each(FORMAT_NAMES)('%s', (name) => {
  it('links each finding to its page under the base', async () => {
    const text = await report(name, BASE);
    const linked = [...text.matchAll(/https:\/\/docs\.example\.org[^\s"<>)%]*/g)].map(
      ([url]) => url,
    );
    const pages = new Set([...FINDING_CODES, 'CODE'].map(pageOf));
    expect(linked.filter((url) => !pages.has(url))).toEqual([]);
    if (!WITHOUT.includes(name)) {
      expect(raised.filter((code) => !linked.includes(pageOf(code)))).toEqual([]);
    }
    if (!BESIDE.includes(name)) expect(text).not.toContain('swiftcheck explain');
  });

  it('names no address without a base', async () => {
    const text = await report(name, null);
    expect(text).not.toMatch(/findings\/[a-zA-Z-]+\.html/);
    expect(text.includes('swiftcheck explain')).toBe(
      !['short', 'openmetrics', 'json'].includes(name),
    );
  });
});

it('points JSON to the page in the package without a base', async () => {
  const text = await report('json', null);
  expect(text).toContain('"docs": "src/checks/list-over-limit/list-over-receive-limit.md"');
});
