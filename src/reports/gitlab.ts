// Code quality as GitLab reads it: an array of issues in the form of Code Climate. tsc holds it against
// the types of codeclimate-types, which follow that specification; GitLab's own reader asks less.
import type { Issue, Severity } from 'codeclimate-types';
import { passTitleOf, isRaised } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import { leavesNoVerdict } from '../judge/judge.js';
import { safe, type Safe } from '../util/safe-text.js';
import { worstFirst } from './families.js';
import { findingLines } from './markdown-findings.js';
import { lines, prose, type Markdown } from './markdown-text.js';
import { placeOf } from './place.js';
import type { PageBase } from './plain.js';
import { standingWords } from './standing-words.js';
import { fingerprintsOf, targetsOf } from './targets.js';
import type { Render } from './types.js';

export const gitlabReport: Render = (reports, options) => {
  const targets = targetsOf(reports);
  const fingerprints = fingerprintsOf(targets);
  const issues = targets.flatMap(({ about, judgement }) =>
    shown(judgement.findings).map((finding) => {
      const { path, line } = placeOf(finding.code, options);
      return {
        type: 'issue',
        check_name: finding.code,
        description: safe`${about}${descriptionOf(finding)}`,
        content: { body: bodyOf(finding, options) },
        categories: ['Compatibility'],
        severity: severity(finding),
        fingerprint: fingerprints.get(finding) ?? '',
        location: { path, lines: { begin: line, end: line } },
      } satisfies Issue;
    }),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/** Raised findings, and required checks with the outcome unknown: readers would take silence for a pass. */
function shown(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const unknown = findings.filter((finding) => !isRaised(finding) && leavesNoVerdict(finding));
  return [...unknown, ...worstFirst(findings)];
}

function descriptionOf(finding: JudgedFinding): Safe {
  if (isRaised(finding)) return safe`${finding.title}${standingWords(finding)}`;
  return safe`Unknown: ${passTitleOf(finding.code)}`;
}

function bodyOf(finding: JudgedFinding, base: PageBase): Markdown {
  return isRaised(finding) ? lines(findingLines(finding, base)) : prose(finding.reason ?? '');
}

/** What is accepted for a time or known is there to be seen, no more. */
function severity(finding: JudgedFinding): Severity {
  if (leavesNoVerdict(finding)) return 'blocker';
  const { outcome, standing } = finding;
  if (standing?.ignored != null || standing?.baseline === 'known') return 'info';
  if (outcome === 'fail') return 'critical';
  return standing?.counts === true ? 'major' : 'minor';
}
