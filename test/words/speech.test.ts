// How a finding speaks, held against every case that raises one.
import { stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import type { Finding, RaisedFinding } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import { labCommand } from '../../src/checks/shell.js';
import { jsonForm } from '../../src/reports/json.js';
import { textReport } from '../../src/reports/text.js';
import { judge, type Judgement } from '../../src/judge/judge.js';
import { shorten, visible } from '../../src/util/safe-text.js';
import { CASES } from '../judge/cases.js';
import {
  SMALL,
  cutList,
  direct,
  evidence,
  ok,
  release,
  shown,
  type Overrides,
} from '../judge/evidence.js';
import { sampled } from '../support/sampled.js';

const NO_WHAT_IF = { swift: false, tiller: false };
const AS_DATA = { whatIf: NO_WHAT_IF, docsUrl: null };
const PLAIN = { colour: false, ascii: false, width: 80, ...AS_DATA };
const ALL_CASES = CASES.flatMap(({ code, raisedBy, notBy }, index) => [
  { name: `${index}: ${code}`, overrides: raisedBy },
  { name: `${index}: not ${code}`, overrides: notBy },
]);

const judged = (overrides: Overrides) => judge(evidence(overrides), 'fail');
const raisedIn = (overrides: Overrides) => judged(overrides).findings.filter(isRaised);
const text = (judgement: Judgement, verbose: boolean) =>
  textReport(judgement, { ...PLAIN, verbose });

const JUDGED = ALL_CASES.map(({ name, overrides }) => ({ name, judgement: judged(overrides) }));
/** Those whose reports are written. */
const REPORTED = sampled(3, JUDGED);
const RAISED = JUDGED.flatMap(({ name, judgement }) =>
  judgement.findings.filter(isRaised).map((finding) => ({ name, finding })),
);

/** What is wrong with each case, as `case: complaint`; a case that keeps to the rule adds nothing. */
function complaints<T extends { readonly name: string }>(
  all: readonly T[],
  complain: (each: T) => readonly string[],
): string[] {
  return all.flatMap((each) => complain(each).map((complaint) => `${each.name}: ${complaint}`));
}

interface Answer {
  readonly message?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  readonly transportError?: string;
}

describe('every finding of every case', () => {
  it('is many', () => {
    expect(new Set(RAISED.map(({ finding }) => finding.code)).size).toBeGreaterThan(80);
  });

  it('asserts in a title', () => {
    const wrong = complaints(RAISED, ({ finding }) =>
      /^[A-Z].*[^.]$/.test(finding.title) ? [] : [finding.title],
    );
    expect(wrong).toEqual([]);
  });

  it("quotes the other side's words with their codes", () => {
    expect(complaints(RAISED, ({ finding }) => notQuoted(finding))).toEqual([]);
  });

  it('gives all that there is to say', () => {
    const wrong = complaints(RAISED, ({ finding }) => {
      const { seen, cause, steps } = finding.explanation;
      return [
        ...[seen.join(), cause, stepTexts(steps).join()].filter((part) => part.trim() === ''),
        ...[cause, ...steps.map(({ text }) => text)].filter(
          (sentence) => !/[.:)\w/]$/.test(sentence),
        ),
      ].map((part) => `${finding.code} says "${part}"`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('every report of every case', () => {
  it.each([false, true])('keeps to 80 columns but for commands (-v: %s)', (verbose) => {
    const wrong = complaints(REPORTED, ({ judgement }) => {
      const commands: (string | null | undefined)[] = [
        labCommand(judgement.evidence),
        ...judgement.findings
          .filter(isRaised)
          .flatMap(({ explanation }) => explanation.steps.map(({ command }) => command)),
      ];
      return text(judgement, verbose)
        .split('\n')
        .filter((line) => isWide(line) && !commands.includes(line.trim()));
    });
    expect(wrong).toEqual([]);
  });

  it('has every outcome, as text and as JSON', () => {
    const wrong = complaints(REPORTED, ({ judgement }) => {
      const { findings } = jsonForm(judgement, AS_DATA);
      const outcomes = (all: readonly { readonly code: string; readonly outcome: string }[]) =>
        all.map(({ code, outcome }) => `${code} ${outcome}`).join();
      const lines = text(judgement, true).replace(/\n +/g, ' ');
      return [
        ...(outcomes(findings) === outcomes(judgement.findings) ? [] : ['JSON differs']),
        ...judgement.findings
          .map((finding) => `${LABELS[finding.outcome]}${asShown(finding)}`)
          .filter((line) => !lines.includes(line)),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('counts every check in the last lines', () => {
    const wrong = complaints(REPORTED, ({ judgement }) => {
      const end = text(judgement, false).replace(/\n +/g, ' ').split('\n');
      const from = end.findLastIndex((line) => /^(PASSED|FAILED|INCOMPLETE)/.test(line));
      const tally = end.slice(from).join(' ');
      const counted = [...tally.replace(/\(exit \d\)/, '').matchAll(/\d+/g)].map(Number);
      const sum = counted.reduce((total, count) => total + count, 0);
      const { findings, exitCode } = judgement;
      return sum === findings.length && tally.includes(`(exit ${exitCode})`) ? [] : [tally];
    });
    expect(wrong).toEqual([]);
  });
});

const LABELS = {
  pass: '✔ ok    ',
  warn: '! WARN  ',
  fail: '✖ FAIL  ',
  skipped: '- skip  ',
  unknown: '? unknown ',
};

function asShown({ title, code }: Finding): string {
  return `${visible(title)} [${code}]`;
}

/** What the words of a finding lack of the answer that it quotes. */
function notQuoted(finding: RaisedFinding): string[] {
  const { message, httpStatus, grpcCode, transportError } = finding.facts as Answer;
  if (message === undefined) return [];
  const seen = finding.explanation.seen.join('\n');
  const words = shorten(visible(message), 300);
  const ours = grpcCode === undefined && (httpStatus === undefined || message.startsWith('HTTP '));
  const parts = [
    ours ? words : `"${words}"`,
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    ...(grpcCode === undefined ? [] : [`gRPC code ${grpcCode}`]),
    ...(transportError === undefined || message.includes(transportError)
      ? []
      : [`"${transportError}"`]),
  ];
  const lacking = parts.filter((part) => !seen.includes(part));
  return ours && seen.includes(`"${words}"`)
    ? [...lacking, `quotes what is ours: ${words}`]
    : lacking;
}

/** Only a word that is too long by itself, such as a URL that can be copied, may stand out. */
function isWide(line: string): boolean {
  return line.length > 80 && Math.max(...line.split(' ').map((word) => word.length)) <= 60;
}

describe('names of hundreds of characters', () => {
  const LONG = `${'a'.repeat(150)}${'z'.repeat(150)}`;
  const cut = `${'a'.repeat(36)}…${'z'.repeat(35)}`;
  const cases: [string, Overrides][] = [
    ['list-differs', { swiftList: shown([...SMALL, release(LONG)]) }],
    ['content-over-limit', { stored: [release(LONG, 5_000_000)] }],
    ['list-truncated', cutList(520, LONG)],
    [
      'list-corrupted',
      { tiller: 'v2.10.0', directList: ok(direct([[release(LONG)], [release(LONG)]])) },
    ],
  ];

  it.each(cases)('are shown by their ends: %s', (code, overrides) => {
    const finding = raisedIn(overrides).find((each) => each.code === code);
    if (!finding) throw new Error(`${code} is not raised`);
    const said = [finding.title, ...finding.explanation.seen].join('\n');
    expect(said).toContain(cut);
    expect(said).not.toContain('a'.repeat(100));
  });

  it('are whole in the JSON', () => {
    const judgement = judged({ swiftList: shown([...SMALL, release(LONG)]) });
    const { findings } = jsonForm(judgement, AS_DATA);
    expect(findings.find(({ code }) => code === 'list-differs')?.facts).toMatchObject({
      onlySwift: [LONG],
    });
  });
});
