// All checks, and why checks are unknown.
import { GROUPS, type CheckGroup } from '../checks/groups.js';
import { groupOf } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Safe } from '../util/safe-text.js';
import { outcomeLines } from './outcome-lines.js';
import { indented, labelled } from './layout.js';
import type { Paint } from './paint.js';

const INDENT = 2;

interface Group {
  readonly title: string;
  readonly findings: readonly JudgedFinding[];
}

function groupsOf(findings: readonly JudgedFinding[]): Group[] {
  return (Object.keys(GROUPS) as CheckGroup[])
    .map((name) => ({
      title: GROUPS[name].title,
      findings: findings.filter(({ code }) => groupOf(code) === name),
    }))
    .filter((group) => group.findings.length > 0);
}

/** Each check, by its group. */
export function checkLines(findings: readonly JudgedFinding[], width: number, ink: Paint): Safe[] {
  return groupsOf(findings).flatMap((group) => eachLines(group, width, ink));
}

function eachLines({ title, findings }: Group, width: number, ink: Paint): Safe[] {
  return [
    ink.strong(title),
    ...findings
      .flatMap((finding) => {
        const text = `${finding.title} [${finding.code}]${whyWords(finding)}`;
        return outcomeLines(finding, text, ink, width - INDENT);
      })
      .map((line) => indented(line, INDENT)),
  ];
}

function whyWords({ cause, reason, outcome }: JudgedFinding): string {
  if (outcome === 'unknown' && cause) return ` (because of ${cause.finding.code})`;
  return reason === null ? '' : ` (${reason})`;
}

/** Why checks are unknown, if no finding explains it: each reason once, with its codes. */
export function unexplainedLines(findings: readonly JudgedFinding[], width: number): Safe[] {
  const codesOf = new Map<string, string[]>();
  for (const { outcome, cause, reason, code } of findings) {
    if (outcome !== 'unknown' || cause !== null) continue;
    const why = reason ?? '';
    codesOf.set(why, [...(codesOf.get(why) ?? []), code]);
  }
  return [...codesOf].flatMap(([why, codes]) =>
    labelled('?', `unknown, ${codes.join(', ')}: ${why}`, INDENT, width),
  );
}
