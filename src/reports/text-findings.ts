// The findings, cause before consequence: a finding that follows from another one stands under it.
import type { JudgedRaised } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import type { Safe } from '../util/safe-text.js';
import { familiesOf } from './families.js';
import { outcomeLines } from './outcome-lines.js';
import { indented, labelled } from './layout.js';
import type { Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { certaintyWords, commandLine, stepWords } from './step-words.js';

const MARGIN = 10;
/** How far a consequence stands to the right of its cause. */
const INDENT = 2;

interface View {
  readonly judgement: Judgement;
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
  const view = { judgement, verbose, ink, width };
  return familiesOf(judgement.findings).map(({ root, consequences }) => [
    ...(verbose || isDetailed(root) ? fullLines(root, view) : shortLines(root, view)),
    ...consequences.flatMap((finding) => consequenceLines(finding, view)),
  ]);
}

/** A failure that counts needs its reasons. Of all others the report says what was seen and what to do. */
function isDetailed({ outcome, standing }: JudgedRaised): boolean {
  return outcome === 'fail' && standing?.counts === true;
}

function fullLines(finding: JudgedRaised, { ink, width }: View): Safe[] {
  const { seen, cause, certainty, steps } = finding.explanation;
  const part = (label: string, text: string, margin = MARGIN) =>
    labelled(label, text, margin, width);
  return [
    ...outcomeLines(finding, titled(finding), ink, width),
    ...followsFrom(finding).flatMap((text) => part('', text)),
    ...(finding.path === null ? [] : part('  hop', finding.path)),
    ...seen.flatMap((text, index) => part(index === 0 ? '  seen' : '', text)),
    ...part('  cause', cause + certaintyWords(certainty)),
    ...steps.flatMap((step, index) => [
      ...part(index === 0 ? '  next    -' : '          -', stepWords(step), MARGIN + 2),
      ...commandLine(step, MARGIN + 2),
    ]),
  ];
}

function shortLines(finding: JudgedRaised, { ink, width }: View): Safe[] {
  const { seen, steps } = finding.explanation;
  const [first] = steps;
  return [
    ...outcomeLines(finding, titled(finding), ink, width),
    ...seen.slice(0, 1).flatMap((text) => labelled('  seen', text, MARGIN, width)),
    ...(first
      ? [...labelled('  next', stepWords(first), MARGIN, width), ...commandLine(first, MARGIN)]
      : []),
  ];
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

/** `probably follows from tiller-slow`; nothing of a finding that follows from none. */
function followsFrom({ cause }: JudgedRaised): string[] {
  if (!cause) return [];
  const verb = cause.certainty === 'likely' ? 'probably follows' : 'follows';
  return [`${verb} from ${cause.finding.code}`];
}
