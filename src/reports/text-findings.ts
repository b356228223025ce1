// The findings, cause before consequence: a finding that follows from another one stands under it.
import type { FindingCode } from '../checks/define.js';
import type { JudgedRaised } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import type { Safe } from '../util/safe-text.js';
import { familiesOf, type Family } from './families.js';
import { outcomeLines } from './outcome-lines.js';
import { indented, labelled } from './layout.js';
import type { Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { certaintyWords, commandLine, moreOf, moreSteps, stepWords } from './step-words.js';
import { fixFirst, type Fix } from './tally.js';

const MARGIN = 10;
/** How far a consequence stands to the right of its cause. */
const INDENT = 2;

interface View {
  /** What stands at the end of the report. */
  readonly fix: Fix | null;
  /** Every finding in full. */
  readonly verbose: boolean;
  readonly ink: Paint;
  readonly width: number;
}

/** One block for each cause: failures before warnings, warnings by their impact. */
export function findingBlocks(
  judgement: Judgement,
  { verbose, width }: { readonly verbose: boolean; readonly width: number },
  ink: Paint,
): Safe[][] {
  const view = { fix: fixFirst(judgement), verbose, ink, width };
  const families = familiesOf(judgement.findings);
  const versions = verbose ? [] : families.filter(isAboutVersions);
  return families.flatMap((family) => {
    if (!versions.includes(family)) return [familyLines(family, view)];
    return family === versions[0] ? [versionLines(versions, view)] : [];
  });
}

function familyLines({ root, consequences }: Family, view: View): Safe[] {
  return [
    ...(view.verbose ? fullLines(root, view) : briefLines(root, view)),
    ...consequences.flatMap((finding) => consequenceLines(finding, view)),
  ];
}

/** Each says in its title that a version, or the pair, is not the one that was expected. */
const VERSION_CODES: ReadonlySet<FindingCode> = new Set([
  'pair-undocumented',
  'helm-library-differs',
  'swift-version-unknown',
  'tiller-version-unknown',
  'tiller-fork',
  'swift-release-not-allowed',
  'tiller-release-not-allowed',
  'pair-not-allowed',
]);

function isAboutVersions({ root, consequences }: Family): boolean {
  return VERSION_CODES.has(root.code) && consequences.length === 0;
}

/** Titles that say everything, and one step for all findings. */
function versionLines(families: readonly Family[], view: View): Safe[] {
  const roots = families.map(({ root }) => root);
  return [
    ...roots.flatMap((root) => outcomeLines(root, titled(root), view.ink, view.width)),
    ...roots.slice(0, 1).flatMap((root) => nextLines(root, view)),
  ];
}

function fullLines(finding: JudgedRaised, { ink, width }: View): Safe[] {
  const { cause, certainty, steps } = finding.explanation;
  return [
    ...outcomeLines(finding, titled(finding), ink, width),
    ...followsFrom(finding).flatMap((text) => part('', text, width)),
    ...whatHappened(finding, width),
    ...part('  cause', cause + certaintyWords(certainty), width),
    ...steps.flatMap((step, index) => [
      ...part(index === 0 ? '  next    -' : '          -', stepWords(step), width, MARGIN + 2),
      ...commandLine(step, MARGIN + 2),
    ]),
  ];
}

/** A failure that counts needs its reasons. For all others the report says what was seen and what to do. */
function briefLines(finding: JudgedRaised, view: View): Safe[] {
  const { ink, width } = view;
  const { seen, cause, certainty } = finding.explanation;
  const [first] = seen;
  const detailed = finding.outcome === 'fail' && finding.standing?.counts === true;
  return [
    ...outcomeLines(finding, titled(finding), ink, width),
    ...(detailed
      ? [
          ...whatHappened(finding, width),
          ...part('  cause', cause + certaintyWords(certainty), width),
        ]
      : first === undefined
        ? []
        : part('  seen', first + moreOf(seen), width)),
    ...nextLines(finding, view),
  ];
}

function whatHappened({ path, explanation: { seen } }: JudgedRaised, width: number): Safe[] {
  return [
    ...(path === null ? [] : part('  hop', path, width)),
    ...seen.flatMap((text, index) => part(index === 0 ? '  seen' : '', text, width)),
  ];
}

/** The first step. `-v` has the others, and the step to fix first stands at the end. */
function nextLines(finding: JudgedRaised, { fix, width }: View): Safe[] {
  const [first] = finding.explanation.steps;
  return first && finding !== fix?.finding
    ? [
        ...part('  next', stepWords(first) + moreSteps(finding), width),
        ...commandLine(first, MARGIN),
      ]
    : [];
}

function part(label: string, text: string, width: number, margin = MARGIN): Safe[] {
  return labelled(label, text, margin, width);
}

/** The cause is to be fixed, so its title will do; `-v` has the rest. */
function consequenceLines(finding: JudgedRaised, view: View): Safe[] {
  const narrow = { ...view, width: view.width - INDENT };
  const lines = view.verbose
    ? fullLines(finding, narrow)
    : [
        ...outcomeLines(finding, titled(finding), view.ink, narrow.width),
        ...followsFrom(finding).flatMap((text) => labelled('', text, MARGIN, narrow.width)),
      ];
  return lines.map((line) => indented(line, INDENT));
}

function titled(finding: JudgedRaised): string {
  return `${finding.title} [${finding.code}]${standingWords(finding)}`;
}

/** `probably follows from tiller-slow`; empty without a cause of that kind. */
function followsFrom({ cause }: JudgedRaised): string[] {
  if (!cause) return [];
  const verb = cause.certainty === 'likely' ? 'probably follows' : 'follows';
  return [`${verb} from ${cause.finding.code}`];
}
