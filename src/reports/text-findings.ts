// What was found, cause before consequence: a finding that follows from another one is told under it.
import { commandLine, stepWords } from './step-words.js';
import type { JudgedRaised } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import { visible } from '../util/safe-text.js';
import { familiesOf } from './families.js';
import { HEAD_MARGIN, headed } from './headed.js';
import { labelled, WIDTH } from './layout.js';
import type { Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { unknownLines } from './text-rest.js';

const MARGIN = 10;
/** How far a consequence stands to the right of its cause. */
const INDENT = 2;

interface View {
  readonly judgement: Judgement;
  /** Consequences in full, too. */
  readonly verbose: boolean;
  readonly ink: Paint;
}

/** One block for each cause: failures before warnings, each in the order of the rules. */
export function findingBlocks(judgement: Judgement, verbose: boolean, ink: Paint): string[][] {
  const view = { judgement, verbose, ink };
  return familiesOf(judgement.findings).map(({ root, consequences }) => [
    ...fullLines(root, view, WIDTH),
    ...untoldLines(root, view),
    ...consequences.flatMap((finding) => consequenceLines(finding, view)),
  ]);
}

function fullLines(finding: JudgedRaised, { ink }: View, width: number): string[] {
  const { seen, cause, certainty, steps } = finding.explanation;
  const part = (label: string, text: string, margin = MARGIN) =>
    labelled(label, visible(text), margin, width);
  return [
    ...headed(finding.outcome, titled(finding), ink, width),
    ...followsFrom(finding).flatMap((text) => labelled('', text, HEAD_MARGIN, width)),
    ...(finding.path === null ? [] : part('  hop', finding.path)),
    ...seen.flatMap((text, index) => part(index === 0 ? '  seen' : '', text)),
    ...part('  cause', `${cause} (${certainty})`),
    ...steps.flatMap((step, index) => [
      ...part(index === 0 ? '  next    -' : '          -', stepWords(step), MARGIN + 2),
      ...commandLine(step, MARGIN + 2),
    ]),
    ...part('  more', `swiftcheck explain ${finding.code}`),
  ];
}

/** A consequence is mended with its cause: what was seen will do, and `-v` has the rest. */
function consequenceLines(finding: JudgedRaised, view: View): string[] {
  const { verbose, ink } = view;
  const width = WIDTH - INDENT;
  const short = () => [
    ...headed(finding.outcome, titled(finding), ink, width),
    ...[...followsFrom(finding), ...finding.explanation.seen].flatMap((text) =>
      labelled('', visible(text), HEAD_MARGIN, width),
    ),
  ];
  const lines = verbose ? fullLines(finding, view, width) : short();
  return [...indented(lines), ...untoldLines(finding, view)];
}

function titled(finding: JudgedRaised): string {
  return `${visible(finding.title)}${standingWords(finding)}`;
}

/** `swift-slow probably follows from tiller-slow`; nothing of a finding that follows from none. */
function followsFrom({ code, cause }: JudgedRaised): string[] {
  if (!cause) return [];
  const verb = cause.certainty === 'likely' ? 'probably follows' : 'follows';
  return [`${code} ${verb} from ${cause.finding.code}`];
}

/** The checks whose evidence this finding took away. */
function untoldLines(finding: JudgedRaised, { judgement, verbose, ink }: View): string[] {
  const untold = judgement.findings.filter(
    ({ outcome, cause }) => outcome === 'could-not-tell' && cause?.finding === finding,
  );
  if (untold.length === 0) return [];
  const width = WIDTH - INDENT;
  const codes = untold.map(({ code }) => code).join(', ');
  return indented(
    verbose
      ? unknownLines(untold, ink, width)
      : headed('could-not-tell', `not judged because of it: ${codes}`, ink, width),
  );
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(INDENT) + line);
}
