// Every report is what its format says, by schemas and parsers of others.
import fc from 'fast-check';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { isRaised } from '../../src/checks/registry.js';
import { FORMATS, type FormatName } from '../../src/reports/formats.js';
import type { NamedJudgement, Render } from '../../src/reports/types.js';
import { leavesNoVerdict } from '../../src/judge/judge.js';
import { visible } from '../../src/util/safe-text.js';
import { HOSTILE, hostileReports, OPTIONS, REPORTS } from '../support/report-cases.js';
import { sampled } from '../support/sampled.js';
import { metricsOf } from '../support/metrics.js';
import {
  codeQualityComplaints,
  junitComplaints,
  openmetricsComplaints,
  openmetricsPython,
  sarifComplaints,
} from '../support/validate.js';
import { readWorkflowLog } from '../support/workflow-log.js';
import { elementsOf } from '../support/xml.js';
import { anyCharacter } from '../support/any-character.js';

const CASES: [string, readonly NamedJudgement[]][] = [
  ...Object.entries(REPORTS),
  ...sampled(3, Object.entries(HOSTILE)).map(([what, text]): [string, NamedJudgement[]] => [
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
    const elements = elementsOf(xml);
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(checks.length);
    const suites = elements.filter(({ name }) => name === 'testsuite');
    expect(suites).toHaveLength(reports.length);
    for (const { attributes, children } of suites) {
      const cases = children.filter(({ name }) => name === 'testcase');
      const holding = (result: string) =>
        String(cases.filter((one) => one.children.some(({ name }) => name === result)).length);
      expect(attributes).toMatchObject({
        ...{ tests: String(cases.length), failures: holding('failure') },
        ...{ errors: holding('error'), skipped: holding('skipped') },
      });
    }
  });

  it('is SARIF', () => {
    const text = report('sarif', reports);
    expect(sarifComplaints(text)).toEqual([]);
    const { runs } = JSON.parse(text) as Log;
    expect(runs.flatMap(({ results }) => results ?? [])).toHaveLength(raised.length);
    const categories = runs.map(({ automationDetails }) => automationDetails?.id);
    expect(new Set(categories).size).toBe(runs.length);
    // Code scanning shows the rule that the index points at, whatever the id says.
    for (const { tool, results = [], invocations = [] } of runs) {
      const ruleAt = (index = -1) => tool.driver.rules?.[index]?.id;
      for (const { ruleId, ruleIndex } of results) expect(ruleAt(ruleIndex)).toBe(ruleId);
      const notified = invocations.flatMap((one) => one.toolExecutionNotifications ?? []);
      for (const { associatedRule } of notified) {
        if (associatedRule) expect(ruleAt(associatedRule.index)).toBe(associatedRule.id);
      }
    }
  });

  it('is code quality', () => {
    const text = report('gitlab', reports);
    expect(codeQualityComplaints(text)).toEqual([]);
    const issues = JSON.parse(text) as { description: string; location: object }[];
    expect(issues).toHaveLength(
      checks.filter((one) => isRaised(one) || leavesNoVerdict(one)).length,
    );
    for (const { description, location } of issues) {
      expect(description).toMatch(/^[^\n]+$/);
      expect(location).toMatchObject({ path: 'ops/swift check.yaml', lines: { begin: 7 } });
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
    const units = metrics.flatMap(({ name }) => {
      const unit = /_(bytes|seconds|ratio)$/.exec(name)?.[1];
      return unit === undefined ? [] : [`# UNIT ${name} ${unit}`];
    });
    expect(text.match(/^# UNIT .*$/gm)).toEqual([...new Set(units)]);
    expect(metrics.map(({ name }) => name)).not.toContain('forged');
    const exitCodes = metrics.filter(({ name }) => name === 'swiftcheck_exit_code');
    expect(exitCodes.map(({ value }) => value)).toEqual(
      reports.map(({ judgement }) => judgement.exitCode),
    );
  });
});

it('is JUnit whatever text stands in it, and gives the text back', async () => {
  // Half of it is what XML reads as its own.
  const unit = fc.oneof(
    fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      '\n',
      '\t',
      ' ',
      ';',
      ']]>',
      '<!--',
      '&amp;',
      '&#10;',
      '\ud800',
      '\uffff',
    ),
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }),
  );
  const texts = fc.array(unit, { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const xml = report('junit', hostileReports(text));
      expect(await junitComplaints(xml)).toEqual([]);
      const suites = elementsOf(xml).filter(({ name }) => name === 'testsuite');
      expect(suites.map(({ attributes }) => attributes['name'])).toEqual(
        hostileReports(text).map(({ name }) => visible(name ?? '')),
      );
    }),
    { numRuns: 12 },
  );
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
    const issue = {
      ...{ description: 'x', check_name: 'x', fingerprint: 'x', severity: 'minor' },
      location: { path: 'x.yaml', lines: { begin: 1 } },
    };
    const quality = (...issues: object[]) => codeQualityComplaints(JSON.stringify(issues));
    expect(quality(issue)).toEqual([]);
    expect(quality(issue, issue)).toEqual(['x']);
    const positions = { begin: { line: 1 } };
    expect(quality({ ...issue, location: { path: 'x.yaml', positions } })).toEqual([]);
    for (const broken of [
      { severity: 'warning' },
      { fingerprint: 7 },
      { check_name: undefined },
      { location: { path: 'x.yaml' } },
      ...['./x.yaml', '/x.yaml', '../x.yaml'].map((path) => ({
        location: { ...issue.location, path },
      })),
    ]) {
      expect(quality({ ...issue, ...broken })).not.toEqual([]);
    }
    expect(readWorkflowLog('  ::error::x\na ##[group]y')).toHaveLength(2);
  });
});
