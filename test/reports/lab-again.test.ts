// Commands of a lab run name ports at which nothing listens once the run is over: reports for people say what to start.
import { expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { FORMATS } from '../../src/reports/formats.js';
import { OPTIONS, REPORTS } from '../support/report-cases.js';
import { evidence } from '../judge/evidence.js';
import { CASES } from '../judge/cases.js';

const LAB = 'swiftcheck lab --swift 0.9.0 --tiller 2.10.0 --data seed --tiller-port 44134';

it.each(['text', 'markdown', 'html', 'github'] as const)(
  '%s says how to run the lab again',
  async (name) => {
    const render = await FORMATS[name].load();
    expect(render(REPORTS['incident in the lab'], OPTIONS)).toContain(LAB);
    expect(render(REPORTS.incident, OPTIONS)).not.toContain('swiftcheck lab');
  },
);

it('short says so if its one step needs the lab', async () => {
  const render = await FORMATS.short.load();
  const reports = CASES.map(({ raisedBy }) =>
    render(
      [
        {
          name: null,
          judgement: judge(
            evidence({ ...raisedBy, lab: { swift: '0.9.0', tiller: '2.10.0', data: 'seed' } }),
          ),
        },
      ],
      OPTIONS,
    ),
  );
  const needs = (report: string) =>
    report
      .split('\n')
      .some((line) =>
        /^ {2}(?:curl|helm|swiftcheck|openssl) .*127\.0\.0\.1:(?:44134|9855)/.test(line),
      );
  expect(reports.filter(needs).length).toBeGreaterThan(0);
  for (const report of reports) expect(report.includes(LAB)).toBe(needs(report));
});
