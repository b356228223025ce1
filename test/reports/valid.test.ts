// Every report is what its format says, by schemas and parsers of others.
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { isRaised } from '../../src/findings/catalogue.js';
import { FORMATS, type FormatName } from '../../src/reports/formats.js';
import type { NamedJudgement, Render } from '../../src/reports/types.js';
import { leavesNoVerdict } from '../../src/rules/judge.js';
import { HOSTILE, hostileReports, OPTIONS, REPORTS } from '../support/report-cases.js';
import { metricsOf } from '../support/metrics.js';
import {
  junitComplaints,
  openmetricsComplaints,
  openmetricsPython,
  sarifComplaints,
} from '../support/validate.js';
import { readWorkflowLog } from '../support/workflow-log.js';

const CASES: [string, readonly NamedJudgement[]][] = [
  ...Object.entries(REPORTS),
  ...Object.entries(HOSTILE).map(([what, text]): [string, NamedJudgement[]] => [
    `hostile: ${what}`,
    hostileReports(text),
  ]),
];

const rendered = new Map<FormatName, Render>();
beforeAll(async () => {
  for (const name of ['junit', 'sarif', 'gitlab', 'github', 'openmetrics'] as const) {
    rendered.set(name, await FORMATS[name].load());
  }
});
function report(name: FormatName, reports: readonly NamedJudgement[]): string {
  const anchor = () => ({ path: 'ops/swift check.yaml', line: 7 });
  return rendered.get(name)?.(reports, { ...OPTIONS, anchor }) ?? '';
}

describe.each(CASES)('%s', (_name, reports) => {
  const checks = reports.flatMap(({ judgement }) => judgement.findings);
  const raised = checks.filter(isRaised);

  it('is JUnit', async () => {
    const xml = report('junit', reports);
    expect(await junitComplaints(xml)).toEqual([]);
    expect(xml.match(/<testcase /g)).toHaveLength(checks.length);
  });

  it('is SARIF', () => {
    const text = report('sarif', reports);
    expect(sarifComplaints(text)).toEqual([]);
    const { runs } = JSON.parse(text) as Log;
    expect(runs.flatMap(({ results }) => results ?? [])).toHaveLength(raised.length);
    const categories = runs.map(({ automationDetails }) => automationDetails?.id);
    expect(new Set(categories).size).toBe(runs.length);
  });

  it('is code quality', () => {
    const issues = JSON.parse(report('gitlab', reports)) as { fingerprint: string }[];
    expect(issues).toHaveLength(
      checks.filter((one) => isRaised(one) || leavesNoVerdict(one)).length,
    );
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    for (const issue of issues) {
      expect(issue).toMatchObject({
        description: expect.stringMatching(/^[^\n]+$/) as string,
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/) as string,
        location: { path: 'ops/swift check.yaml', lines: { begin: 7 } },
      });
    }
  });

  it('holds the annotations that were meant, and no other command', () => {
    const commands = readWorkflowLog(report('github', reports));
    const open = reports.filter(({ judgement }) => judgement.exitCode === 3);
    expect(commands).toHaveLength(raised.length + open.length);
    for (const { name, properties, message } of commands) {
      expect(name).toMatch(/^(error|warning|notice)$/);
      expect(properties['title']).toMatch(/^swiftcheck: ([a-z-]+|no verdict)$/);
      expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('is metrics in the older format of Prometheus', () => {
    const text = report('openmetrics', reports);
    const metrics = metricsOf(text);
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    expect(metrics.map(({ name }) => name)).not.toContain('forged');
    const exitCodes = metrics.filter(({ name }) => name === 'swiftcheck_exit_code');
    expect(exitCodes.map(({ value }) => value)).toEqual(
      reports.map(({ judgement }) => judgement.exitCode),
    );
  });
});

// CI installs the parser (.ci/run); elsewhere it may be missing.
const python = await openmetricsPython();
if (python === null && process.env['CI']) {
  throw new Error('CI has no python3 with prometheus_client: .ci/run installs it');
}
it.skipIf(python === null)('is OpenMetrics, by the reference parser', async () => {
  const reports = CASES.map(([, one]) => report('openmetrics', one));
  const broken = 'x 1\n';
  const complaints = await openmetricsComplaints(python ?? '', [...reports, broken]);
  expect(complaints.slice(0, -1)).toEqual(reports.map(() => '-'));
  expect(complaints.at(-1)).toMatch(/EOF/);
});

describe('the checks themselves', () => {
  it('see what is wrong', async () => {
    expect(await junitComplaints('<testsuites><nothing/></testsuites>')).not.toEqual([]);
    expect(sarifComplaints('{"version":"2.1.0","runs":[{}]}')).not.toEqual([]);
    expect(readWorkflowLog('  ::error::x\na ##[group]y')).toHaveLength(2);
  });
});
