// JUnit XML, as Jenkins, GitLab and others read it: a suite for each target, a test case for each check.
// It holds no times: a check is judged from the evidence, and takes none that is worth a word.
import { create } from 'xmlbuilder2';
import { holdsOf, isRaised, titleOf } from '../findings/catalogue.js';
import type { Judged } from '../rules/causes.js';
import { leavesNoVerdict } from '../rules/judge.js';
import { visible } from '../util/safe-text.js';
import { utcTime } from '../util/time.js';
import { plainLines } from './plain.js';
import { standingWords } from './standing-words.js';
import { swiftOf, tillerOf } from './subjects.js';
import { targetsOf, type Target } from './targets.js';
import type { Render } from './types.js';

type Node = ReturnType<typeof create>;

/** What stands within a test case; a passing one is empty. */
type Result = 'passed' | 'failure' | 'error' | 'skipped' | 'told';

export const junitReport: Render = (reports) => {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'swiftcheck',
  });
  for (const target of targetsOf(reports)) addSuite(root, target);
  return `${root.end({ prettyPrint: true })}\n`;
};

function addSuite(root: Node, { title, judgement }: Target): void {
  const { evidence, findings } = judgement;
  const counted = (result: Result) => findings.filter((one) => resultOf(one) === result).length;
  const started = utcTime(evidence.startedAt);
  const suite = root.ele('testsuite', {
    name: literal(title),
    tests: findings.length,
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
    ...(started !== null && { timestamp: started.slice(0, 19) }),
  });
  addProperties(suite, { title, judgement });
  for (const finding of findings) addCase(suite, finding, title);
}

function addProperties(suite: Node, { judgement }: Pick<Target, 'title' | 'judgement'>): void {
  const { evidence, verdict, exitCode } = judgement;
  const { lab, tool, command } = evidence;
  const properties = {
    'swiftcheck.version': tool.version,
    'swiftcheck.command': command,
    ...(lab && {
      'swiftcheck.lab': `Swift ${lab.swift}, Tiller ${lab.tiller}, data set ${lab.data}`,
    }),
    tiller: tillerOf(judgement),
    swift: swiftOf(judgement),
    verdict: verdict.sentence,
    exitCode: String(exitCode),
  };
  const parent = suite.ele('properties');
  for (const [name, value] of Object.entries(properties)) {
    parent.ele('property', { name, value: literal(visible(value)) });
  }
}

function addCase(suite: Node, finding: Judged, title: string): void {
  const { code } = finding;
  const node = suite.ele('testcase', {
    classname: literal(title),
    name: literal(`${holdsOf(code)} [${code}]`),
  });
  const result = resultOf(finding);
  if (result === 'passed') return;
  if (result === 'skipped') {
    node.ele('skipped').txt(literal(skippedWords(finding)));
    return;
  }
  const message = visible(titleOf(finding)) + standingWords(finding);
  if (result === 'told') {
    const told = [`${finding.outcome}: ${message}`, ...plainLines(finding)];
    node.ele('system-out').txt(literal(told.join('\n')));
    return;
  }
  const lines = isRaised(finding) ? plainLines(finding) : [skippedWords(finding)];
  node.ele(result, { type: code, message: literal(message) }).txt(literal(lines.join('\n')));
}

/** xmlbuilder2 leaves what looks like an entity as it is, so that `&lt;` would come back as `<`. */
function literal(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** A finding that does not count passes, and is told of. */
function resultOf(finding: Judged): Result {
  if (leavesNoVerdict(finding)) return 'error';
  switch (finding.outcome) {
    case 'pass':
      return 'passed';
    case 'not-applicable':
    case 'could-not-tell':
      return 'skipped';
    case 'warn':
    case 'fail':
      return finding.standing?.counts === true ? 'failure' : 'told';
  }
}

function skippedWords({ outcome, reason, cause }: Judged): string {
  const what = outcome === 'could-not-tell' ? 'could not tell' : 'not applicable';
  const because = cause ? ` (because of ${cause.finding.code})` : '';
  return visible(`${what}: ${reason ?? ''}${because}`);
}
