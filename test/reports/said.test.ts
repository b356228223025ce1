// How each format says what a finding counts for, what is unknown, and where the finding is shown.
import type { Log, Result } from 'sarif';
import { expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../src/reports/formats.js';
import { wholeText, type NamedJudgement, type RenderOptions } from '../../src/reports/types.js';
import { metricsOf } from '../support/metrics.js';
import { judge } from '../../src/judge/judge.js';
import { OPTIONS, PENDING_REASON, REPORTS, hostileReports } from '../support/report-cases.js';
import { NEWEST_SWIFT } from '../support/newest.js';
import { readWorkflowLog } from '../support/workflow-log.js';
import { elementsOf } from '../support/xml.js';

async function report(
  format: FormatName,
  reports: readonly NamedJudgement[],
  options: Partial<RenderOptions> = {},
): Promise<string> {
  const render = await FORMATS[format].load();
  return wholeText(render(reports, { ...OPTIONS, ...options }));
}

async function cases(reports: readonly NamedJudgement[]) {
  const elements = elementsOf(await report('junit', reports));
  return elements
    .filter(({ name }) => name === 'testcase')
    .map(({ attributes, children: [child] }) => ({
      code: /\[(.*)\]/.exec(attributes['name'] ?? '')?.[1],
      result: child?.name,
      message: child?.attributes['message'] ?? '',
      text: child?.text ?? '',
    }));
}

async function results(reports: readonly NamedJudgement[], options?: Partial<RenderOptions>) {
  const { runs } = JSON.parse(await report('sarif', reports, options)) as Log;
  const all = runs.flatMap((run) => run.results ?? []);
  const of = (code: string): Result => {
    const found = all.find(({ ruleId }) => ruleId === code);
    if (!found) throw new Error(`${code} was not raised`);
    return found;
  };
  return { runs, of };
}

async function issues(reports: readonly NamedJudgement[]) {
  return JSON.parse(await report('gitlab', reports)) as {
    check_name: string;
    description: string;
    severity: string;
    fingerprint: string;
    location: object;
  }[];
}

it('JUnit: a finding that does not count passes and is reported, what is unexamined is an error', async () => {
  const accepted = await cases(REPORTS.accepted);
  expect(accepted.filter(({ result }) => result === 'failure')).toEqual([
    expect.objectContaining({
      code: 'list-over-receive-limit',
      message: expect.stringMatching(
        /^Swift cannot receive the list from Tiller.*\(new against the baseline\)$/,
      ) as string,
      text: expect.stringMatching(/^hop: .* Swift -X-> Tiller\nseen: HTTP 403/) as string,
    }),
  ]);
  const passed = accepted.filter(({ result }) => result === 'system-out');
  expect(passed.map(({ code }) => code)).toEqual(['pair-undocumented', 'content-over-limit']);
  expect(passed[0]?.text).toContain(`(ignored until 2024-03-31: ${PENDING_REASON})`);
  expect(passed[1]?.text).toContain('(known from the baseline)');

  const unreachable = await cases(REPORTS.unreachable);
  const errors = unreachable.filter(({ result }) => result === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['tiller-unreachable', 'swift-unreachable']);
  const skipped = unreachable.filter(({ result }) => result === 'skipped');
  expect(skipped.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^unknown: .*\(because of tiller-unreachable\)$/),
  );
  expect(skipped.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^skipped: ./));
});

it('SARIF: suppressions, states and levels', async () => {
  const { of, runs } = await results(REPORTS.accepted);
  expect(of('pair-undocumented')).toMatchObject({
    level: 'warning',
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        justification: `${PENDING_REASON} (until 2024-03-31)`,
      },
    ],
    baselineState: 'new',
  });
  expect(of('content-over-limit').baselineState).toBe('unchanged');
  expect(of('list-over-receive-limit')).toMatchObject({ level: 'error', baselineState: 'new' });
  expect(of('list-over-receive-limit').suppressions).toBeUndefined();
  expect(runs[0]?.invocations?.[0]).toMatchObject({ exitCode: 1, executionSuccessful: true });
  expect(runs[0]?.properties?.['unknown']).toContain('list-differs');
});

it('SARIF: no verdict is a notification, and no success', async () => {
  const { runs } = await results(REPORTS.unreachable);
  const [invocation] = runs[0]?.invocations ?? [];
  expect(invocation).toMatchObject({ exitCode: 3, executionSuccessful: false });
  const levels = invocation?.toolExecutionNotifications?.map(({ level }) => level);
  expect(levels?.filter((level) => level === 'error')).toHaveLength(1);
  expect(levels).toContain('note');
});

it('a demand of a policy with an unknown answer leaves no verdict', async () => {
  const code = 'swift-release-not-allowed';
  const judgement = REPORTS.demanding[0]?.judgement;
  expect(judgement?.exitCode).toBe(3);
  expect(judgement?.findings.find((one) => one.code === code)?.outcome).toBe('unknown');
  const error = (await cases(REPORTS.demanding)).filter(({ result }) => result === 'error');
  expect(error.map((one) => one.code)).toEqual([code]);
  const { runs } = await results(REPORTS.demanding);
  const notified = runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
  expect(notified).toContainEqual(
    expect.objectContaining({
      level: 'error',
      associatedRule: expect.objectContaining({ id: code }) as object,
    }),
  );
  expect(await issues(REPORTS.demanding)).toContainEqual(
    expect.objectContaining({ check_name: code, severity: 'blocker' }),
  );
  const [command] = readWorkflowLog(await report('github', REPORTS.demanding));
  expect(command?.properties).toEqual({ title: 'swiftcheck: no verdict' });
  expect(await report('markdown', REPORTS.demanding)).toMatch(/: no verdict\n[^]*Exit code 3\./);
});

it('SARIF: a place in the configuration, otherwise its first line', async () => {
  const anchor = () => ({ path: 'ops/swift check.yaml', line: 12 });
  const place = async (options: Partial<RenderOptions>) => {
    const { of } = await results(REPORTS.incident, options);
    return of('list-over-receive-limit').locations?.[0]?.physicalLocation;
  };
  expect(await place({})).toMatchObject({
    artifactLocation: { uri: 'swiftcheck.config.yaml' },
    region: { startLine: 1 },
  });
  expect(await place({ anchor })).toMatchObject({
    artifactLocation: { uri: 'ops/swift%20check.yaml' },
    region: { startLine: 12 },
  });
});

it('GitLab: severities', async () => {
  const severities = async (reports: readonly NamedJudgement[]) =>
    Object.fromEntries((await issues(reports)).map((one) => [one.check_name, one.severity]));
  expect(await severities(REPORTS.incident)).toEqual({
    'list-over-receive-limit': 'critical',
    'pair-undocumented': 'minor',
    'content-over-limit': 'minor',
  });
  expect(await severities(REPORTS.accepted)).toEqual({
    'list-over-receive-limit': 'critical',
    'pair-undocumented': 'info',
    'content-over-limit': 'info',
  });
  expect(await severities(REPORTS['ignored failure'])).toEqual({
    'list-over-receive-limit': 'info',
    'pair-undocumented': 'major',
    'content-over-limit': 'info',
  });
  expect(await severities(REPORTS['known failure'])).toEqual({
    'list-over-receive-limit': 'info',
    'pair-undocumented': 'minor',
    'content-over-limit': 'minor',
  });
  expect(await severities(REPORTS.unreachable)).toEqual({
    'tiller-unreachable': 'blocker',
    'swift-unreachable': 'blocker',
  });
});

it('keeps a fingerprint while the numbers change', async () => {
  const prints = async (reports: readonly NamedJudgement[]) =>
    (await issues(reports)).map(({ check_name, fingerprint }) => [check_name, fingerprint]);
  expect(await prints(REPORTS.incident)).toEqual(await prints(REPORTS.accepted));
  expect(await prints(REPORTS.incident)).not.toEqual(await prints(REPORTS['incident in the lab']));
  const { of } = await results(REPORTS.incident);
  const [first] = await issues(REPORTS.incident);
  expect(Object.values(of(first?.check_name ?? '').partialFingerprints ?? {})).toEqual([
    first?.fingerprint,
  ]);
});

it('says of a lab run that it is one, wherever a finding stands alone', async () => {
  const lab = REPORTS['incident in the lab'];
  for (const { description } of await issues(lab)) expect(description).toMatch(/^LAB RUN: /);
  for (const { message } of readWorkflowLog(await report('github', lab))) {
    expect(message).toMatch(/^LAB RUN: /);
  }
  const { of } = await results(lab);
  expect(of('list-over-receive-limit').message.text).toMatch(/^LAB RUN: /);
  expect(await report('markdown', lab)).toMatch(/^\*\*LAB RUN:\*\* /m);
  expect(metricsOf(await report('openmetrics', lab))[0]?.labels['lab']).not.toBe('');
});

it('GitHub: levels, places, and an error if there is no verdict', async () => {
  const anchor = () => ({ path: 'a,b:c%.yaml', line: 3 });
  const commands = async (reports: readonly NamedJudgement[], options?: Partial<RenderOptions>) =>
    readWorkflowLog(await report('github', reports, options));
  const levels = (await commands(REPORTS.incident)).map(({ name, properties }) => [
    properties['title'],
    name,
  ]);
  expect(levels).toEqual([
    ['swiftcheck: list-over-receive-limit', 'error'],
    ['swiftcheck: content-over-limit', 'notice'],
    ['swiftcheck: pair-undocumented', 'notice'],
  ]);
  const [placed] = await commands(REPORTS.incident, { anchor });
  expect(placed?.properties).toMatchObject({ file: 'a,b:c%.yaml', line: '3' });
  const [open] = await commands(REPORTS.unreachable);
  expect(open).toMatchObject({
    name: 'error',
    properties: { title: 'swiftcheck: no verdict' },
    message: expect.stringMatching(/^Could not check: .* Exit code 3\.$/) as string,
  });
});

it('Markdown: why a finding does not count, and failures first', async () => {
  const text = await report('markdown', REPORTS.accepted);
  expect(text).toContain('`pair-undocumented` (ignored until 2024-03-31: until the move');
  expect(text).toContain('`<ops@example.org>`');
  expect(text).toContain('`content-over-limit` (known from the baseline)');
  expect(text.indexOf('**FAIL**')).toBeLessThan(text.indexOf('**WARN**'));
});

it('OpenMetrics: what a finding counts for, sizes and limits', async () => {
  const metrics = metricsOf(await report('openmetrics', REPORTS.accepted));
  const value = (name: string, labels: Record<string, string>) =>
    metrics.find(
      (one) =>
        one.name === name &&
        Object.entries(labels).every(([key, text]) => one.labels[key] === text),
    )?.value;
  const standing = (severity: string, standing: string) =>
    value('swiftcheck_findings', { severity, standing });
  expect(standing('fail', 'counts')).toBe(1);
  expect(standing('warn', 'ignored')).toBe(1);
  expect(standing('warn', 'known')).toBe(1);
  expect(value('swiftcheck_finding_counts', { code: 'pair-undocumented' })).toBe(0);
  expect(value('swiftcheck_finding', { code: 'list-differs' })).toBeUndefined();
  const hop = { hop: 'swift->tiller', what: 'list message' };
  expect(value('swiftcheck_limit_bytes', hop)).toBe(4_194_304);
  expect(value('swiftcheck_limit_used_bytes', hop)).toBe(4_195_325);
  expect(value('swiftcheck_limit_used_ratio', hop)).toBeCloseTo(1.000243, 6);
  expect(value('swiftcheck_largest_message_bytes', { hop: 'swiftcheck->tiller' })).toBe(4_195_325);
  expect(value('swiftcheck_revision_bytes', { release: 'harbor' })).toBe(4_194_652);
  expect(value('swiftcheck_verdict', { verdict: 'failed' })).toBe(1);
  expect(value('swiftcheck_verdict', { verdict: 'passed' })).toBe(0);
  expect(value('swiftcheck_run_start_timestamp_seconds', {})).toBe(1_704_067_200);
});

it('several: each target by a name of its own', async () => {
  const reports = REPORTS['several contexts'];
  const suites = elementsOf(await report('junit', reports)).filter(
    ({ name }) => name === 'testsuite',
  );
  expect(suites.map(({ attributes }) => attributes['name'])).toEqual(['prod', 'prod (2)', 'dev']);
  const metrics = metricsOf(await report('openmetrics', reports));
  const codes = metrics.filter(({ name }) => name === 'swiftcheck_exit_code');
  expect(codes.map(({ labels, value }) => [labels['target'], value])).toEqual([
    ['prod', 1],
    ['prod (2)', 3],
    ['dev', 0],
  ]);
  expect(await report('markdown', reports)).toMatch(/^## swiftcheck of 3 targets: exit code 1\n/);
});

it('short: several in one line at the end, and one without it', async () => {
  const several = (await report('short', REPORTS['several contexts'])).split('\n');
  expect(several.at(-2)).toMatch(
    /^\d checked: \d passed, \d failed, \d incomplete\. Exit code [013]\.$/,
  );
  expect(await report('short', REPORTS.incident)).not.toContain('checked:');
});

it('SARIF: results and notifications point at their own rule', async () => {
  for (const reports of [REPORTS.incident, REPORTS.unreachable, REPORTS.demanding]) {
    const { runs } = await results(reports);
    for (const { tool, results: found = [], invocations = [] } of runs) {
      const ids = tool.driver.rules?.map(({ id }) => id) ?? [];
      for (const { ruleId, ruleIndex = -1 } of found) expect(ids[ruleIndex]).toBe(ruleId);
      const rules = invocations
        .flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications)
        .flatMap(({ associatedRule }) => (associatedRule ? [associatedRule] : []));
      for (const { id, index = -1 } of rules) expect(ids[index]).toBe(id);
      expect(found.length + rules.length).toBeGreaterThan(1);
    }
  }
});

it('JUnit: a suite counts what it holds', async () => {
  for (const reports of Object.values(REPORTS)) {
    const elements = elementsOf(await report('junit', reports));
    const suites = elements.filter(({ name }) => name === 'testsuite');
    expect(suites.length).toBe(reports.length);
    for (const { attributes, children } of suites) {
      const held = children.filter(({ name }) => name === 'testcase');
      const of = (result: string) =>
        String(held.filter((one) => one.children.some(({ name }) => name === result)).length);
      expect(attributes).toMatchObject({
        tests: String(held.length),
        failures: of('failure'),
        errors: of('error'),
        skipped: of('skipped'),
      });
    }
  }
});

it('OpenMetrics: every family has the unit that its name ends in, and seconds are seconds', async () => {
  const text = await report('openmetrics', REPORTS.incident);
  const families = [...text.matchAll(/^# TYPE (\S+) gauge$/gm)].map(([, name = '']) => name);
  const units = new Map(
    [...text.matchAll(/^# UNIT (\S+) (\S+)$/gm)].map(([, name = '', unit = '']) => [name, unit]),
  );
  expect(families.filter((name) => /_(bytes|seconds|ratio)$/.test(name))).toEqual([
    ...units.keys(),
  ]);
  for (const [name, unit] of units) expect(name.endsWith(`_${unit}`)).toBe(true);
  const calls = metricsOf(text).filter(({ name }) => name === 'swiftcheck_call_seconds');
  // Each call of that evidence took a millisecond.
  expect(new Set(calls.map(({ value }) => value))).toEqual(new Set([0.001]));
});

it('GitHub: a failure that is accepted is a warning, and properties are escaped', async () => {
  const [{ judgement }] = REPORTS.incident as [NamedJudgement];
  const code = 'list-over-receive-limit';
  const ignore = [{ code, reason: 'a move', expires: '2030-01-01' }];
  const accepted = judge({ ...judgement.evidence, policy: { failOn: 'fail', ignore } });
  const text = await report('github', [{ name: null, judgement: accepted }], {
    anchor: () => ({ path: 'a,b:c%.yaml', line: 3 }),
  });
  expect(text).toMatch(
    /^::warning title=swiftcheck%3A list-over-receive-limit,file=a%2Cb%3Ac%25\.yaml,line=3::/m,
  );
});

it.each(['text', 'short', 'markdown', 'github'] as const)(
  '%s: nothing but ASCII where that is asked for',
  async (format) => {
    const beyond = async (ascii: boolean) =>
      /\P{ASCII}/u.exec(await report(format, hostileReports('é → 日本'), { ascii }));
    expect(await beyond(true)).toBeNull();
    expect(await beyond(false)).not.toBeNull();
  },
);

it.each(Object.keys(FORMATS) as FormatName[])(
  '%s: has the words of the text report for what passed, was skipped or is unknown',
  async (format) => {
    const others = /could[- ]?not[- ]?tell|not[- ]?applicable|not judged|\d with findings/i;
    for (const reports of Object.values(REPORTS)) {
      const text = await report(format, reports);
      // The pages of findings, which the HTML holds, speak of checks in general.
      expect(others.exec(text.replace(/<details class="page".*?<\/details>/gs, ''))).toBeNull();
    }
    const words = await report(format, REPORTS.unreachable);
    const counted = format !== 'gitlab' && format !== 'short';
    if (counted)
      for (const word of ['unknown', 'skipped']) expect(words.toLowerCase()).toContain(word);
  },
);

it('HTML: what a finding counts for, what changed, what if, and the worst target first', async () => {
  const accepted = await report('html', REPORTS.accepted);
  expect(accepted).toContain('Ignored until 2024-03-31: until the move to Swift 0.11.1');
  expect(accepted).toContain('Known from the baseline. Does not make the run fail.');
  const [{ judgement }] = REPORTS.accepted as [NamedJudgement];
  const gone = judge({
    ...judgement.evidence,
    policy: {
      failOn: 'fail',
      baseline: {
        startedAt: '2023-01-01T00:00:00.000Z',
        findings: [{ code: 'tillers-differ', title: 'They differed', measures: {} }],
      },
    },
  });
  expect(await report('html', [{ name: null, judgement: gone }])).toMatch(
    /Against the baseline of 2023-01-01 00:00:00 UTC<\/h2><ul><li>tillers-differ: no longer raised \(it was: They differed\)/,
  );
  const incident = await report('html', REPORTS.incident);
  expect(incident).toContain('Each version of Swift in front of Tiller 2.10.0');
  expect(incident).toContain(`<th scope="row">0.11.0-${NEWEST_SWIFT}</th><td>ok</td>`);
  const several = await report('html', REPORTS['several contexts']);
  const [overview = ''] = /<tbody>.*?<\/tbody>/s.exec(several) ?? [];
  const shown = [...overview.matchAll(/<span class="badge ([a-z-]+)">/g)].map(([, one]) => one);
  expect(shown).toEqual(['fail', 'unknown', 'pass']);
});
