// All checks by their group: a line of counts each, or with -v each check.
import { GROUPS, type CheckGroup } from '../checks/groups.js';
import { groupOf } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Outcome } from '../checks/define.js';
import { joined, visible, type Safe } from '../util/safe-text.js';
import { outcomeLines } from './outcome-lines.js';
import { indented, labelled, padTo, widthOf } from './layout.js';
import type { Paint } from './paint.js';
import { tallyWords } from './tally.js';

const INDENT = 2;
/** The worst outcome of a group stands for it. */
const WORST: readonly Outcome[] = ['fail', 'warn', 'could-not-tell', 'pass', 'not-applicable'];
const MARKS: Record<Outcome, string> = {
  fail: '✖',
  warn: '!',
  pass: '✔',
  'not-applicable': '-',
  'could-not-tell': '?',
};

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

export function checkLines(
  findings: readonly JudgedFinding[],
  { verbose, width }: { readonly verbose: boolean; readonly width: number },
  ink: Paint,
): Safe[] {
  const groups = groupsOf(findings);
  if (verbose) return groups.flatMap((group) => eachLines(group, width, ink));
  const widest = Math.max(...groups.map(({ title }) => widthOf(title)));
  return [
    ink.strong('Checks'),
    ...groups.flatMap((group) => {
      const outcome = worstOf(group.findings);
      const mark = ink.outcome(outcome, MARKS[outcome]);
      const counts = tallyWords(group.findings);
      const margin = INDENT + 2 + widest + 2;
      const title = padTo(group.title, widest + 2);
      const [first = '', ...others] = labelled('', counts, margin, width);
      return [joined([visible(' '), mark, visible(title + first.slice(margin))], ' '), ...others];
    }),
    ...unexplainedLines(findings, width),
    ...labelled(
      '',
      '-v shows each check and all reasons; swiftcheck explain CODE explains a code.',
      INDENT,
      width,
    ),
  ];
}

function worstOf(findings: readonly JudgedFinding[]): Outcome {
  return WORST.find((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? 'pass';
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
  if (outcome === 'could-not-tell' && cause) return ` (because of ${cause.finding.code})`;
  return reason === null ? '' : ` (${reason})`;
}

/** Why a check could not tell, where no finding explains it: each reason once, with its codes. */
function unexplainedLines(findings: readonly JudgedFinding[], width: number): Safe[] {
  const codesOf = new Map<string, string[]>();
  for (const { outcome, cause, reason, code } of findings) {
    if (outcome !== 'could-not-tell' || cause !== null) continue;
    const why = reason ?? '';
    codesOf.set(why, [...(codesOf.get(why) ?? []), code]);
  }
  return [...codesOf].flatMap(([why, codes]) =>
    labelled('  ?', `unknown, ${codes.join(', ')}: ${why}`, INDENT + 2, width),
  );
}
