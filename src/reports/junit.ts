// JUnit XML, as Jenkins, GitLab and others read it: a suite for each target, a test case for each check.
// It holds no times: a check is judged from the evidence, and takes none that is worth a word.
import { passTitleOf, isRaised } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import { leavesNoVerdict, type Judgement } from '../judge/judge.js';
import { safe, visible, type Safe } from '../util/safe-text.js';
import { utcTime } from '../util/time.js';
import { plainLines, type PageBase } from './plain.js';
import { standingWords } from './standing-words.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { targetsOf, type Target } from './targets.js';
import type { Render } from './types.js';

/** What stands within a test case; a passing one is empty. */
type Result = 'passed' | 'failure' | 'error' | 'skipped' | 'shown';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Lines of text, or elements. */
  readonly content: readonly Safe[] | readonly Element[];
}

export const junitReport: Render = (reports, options) => {
  const suites = targetsOf(reports).map((target) => suiteOf(target, options));
  const root = element('testsuites', { name: 'swiftcheck' }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
};

function suiteOf({ title, judgement }: Target, base: PageBase): Element {
  const { evidence, findings } = judgement;
  const counted = (result: Result) => findings.filter((one) => resultOf(one) === result).length;
  const started = utcTime(evidence.startedAt);
  const attributes = {
    name: title,
    tests: findings.length,
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
    ...(started !== null && { timestamp: started.slice(0, 19) }),
  };
  return element('testsuite', attributes, [
    propertiesOf(judgement),
    ...findings.map((finding) => caseOf(finding, title, base)),
  ]);
}

function propertiesOf(judgement: Judgement): Element {
  const { evidence, verdict, exitCode } = judgement;
  const { lab, tool, command } = evidence;
  const properties = {
    'swiftcheck.version': tool.version,
    'swiftcheck.command': command,
    ...(lab && {
      'swiftcheck.lab': `Swift ${lab.swift}, Tiller ${lab.tiller}, data set ${lab.data}`,
    }),
    tiller: tillerLabel(judgement),
    swift: swiftLabel(judgement),
    verdict: verdict.sentence,
    exitCode: String(exitCode),
  };
  return element(
    'properties',
    {},
    Object.entries(properties).map(([name, value]) => element('property', { name, value })),
  );
}

function caseOf(finding: JudgedFinding, title: string, base: PageBase): Element {
  const { code } = finding;
  const attributes = { classname: title, name: `${passTitleOf(code)} [${code}]` };
  return element('testcase', attributes, resultElements(finding, base));
}

function resultElements(finding: JudgedFinding, base: PageBase): Element[] {
  const result = resultOf(finding);
  if (result === 'passed') return [];
  if (result === 'skipped') return [element('skipped', {}, [skippedWords(finding)])];
  const message = safe`${finding.title}${standingWords(finding)}`;
  const lines = isRaised(finding) ? plainLines(finding, base) : [skippedWords(finding)];
  if (result === 'shown') {
    return [element('system-out', {}, [safe`${finding.outcome}: ${message}`, ...lines])];
  }
  return [element(result, { type: finding.code, message }, lines)];
}

function element(
  name: string,
  attributes: Element['attributes'],
  content: Element['content'] = [],
): Element {
  return { name, attributes, content };
}

function written({ name, attributes, content }: Element, indent = ''): string {
  const given = Object.entries(attributes).map(
    ([attribute, value]) =>
      ` ${attribute}="${escaped(visible(String(value))).replaceAll('"', '&quot;')}"`,
  );
  const start = `${indent}<${name}${given.join('')}`;
  if (content.length === 0) return `${start}/>`;
  const parts = content.map((part) =>
    typeof part === 'string' ? escaped(part) : written(part, `${indent}  `),
  );
  return typeof content[0] === 'string'
    ? `${start}>${parts.join('\n')}</${name}>`
    : `${start}>\n${parts.join('\n')}\n${indent}</${name}>`;
}

/** Every character of safe text is valid in XML. */
function escaped(text: Safe): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A finding that does not count passes, and is shown. */
function resultOf(finding: JudgedFinding): Result {
  if (leavesNoVerdict(finding)) return 'error';
  switch (finding.outcome) {
    case 'pass':
      return 'passed';
    case 'skipped':
    case 'unknown':
      return 'skipped';
    case 'warn':
    case 'fail':
      return finding.standing?.counts === true ? 'failure' : 'shown';
  }
}

function skippedWords({ outcome, reason, cause }: JudgedFinding): Safe {
  const because = cause ? ` (because of ${cause.finding.code})` : '';
  return safe`${outcome}: ${reason ?? ''}${because}`;
}
