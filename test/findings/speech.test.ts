// How a finding speaks, held against every case that raises one.
import { describe, expect, it } from 'vitest';
import { explain, isRaised, titleOf, type Finding } from '../../src/findings/catalogue.js';
import { jsonForm } from '../../src/reports/json.js';
import { textReport } from '../../src/reports/text.js';
import { judge } from '../../src/rules/judge.js';
import { shorten, visible } from '../../src/util/safe-text.js';
import { CASES } from '../rules/cases.js';
import {
  SMALL,
  cutList,
  direct,
  evidence,
  ok,
  release,
  shown,
  type Overrides,
} from '../rules/evidence.js';

const NO_WHAT_IF = { swift: false, tiller: false };
const PLAIN = { colour: false, ascii: false, width: 80, whatIf: NO_WHAT_IF };
const ALL_CASES = CASES.flatMap(({ code, raisedBy, notBy }, index) => [
  { name: `${index}: ${code}`, overrides: raisedBy },
  { name: `${index}: not ${code}`, overrides: notBy },
]);

const judged = (overrides: Overrides) => judge(evidence(overrides), 'fail');
const raisedIn = (overrides: Overrides) => judged(overrides).findings.filter(isRaised);
const text = (overrides: Overrides, verbose: boolean) =>
  textReport(judged(overrides), { ...PLAIN, verbose });

interface Answer {
  readonly message?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  readonly transportError?: string;
}

/** Facts that are versions, or words made of them. */
const VERSION_FACTS = new Set([
  ...['swift', 'tiller', 'documentedTiller', 'documentedSwifts', 'helmLibrary'],
  ...['direct', 'viaSwift', 'release', 'declared', 'candidates'],
]);

describe.each(ALL_CASES)('$name', ({ overrides }) => {
  it('asserts in a title', () => {
    for (const finding of raisedIn(overrides)) {
      expect(titleOf(finding)).toMatch(/^[A-Z].*[^.]$/);
      expect(finding.cause === null || isRaised(finding.cause.finding)).toBe(true);
    }
  });

  it("quotes the other side's words with their codes", () => {
    for (const finding of raisedIn(overrides)) expectQuoted(finding);
  });

  it('gives all that there is to say', () => {
    for (const finding of raisedIn(overrides)) {
      const { seen, cause, next } = explain(finding);
      for (const part of [seen.join(), cause, next.join()]) expect(part.trim()).not.toBe('');
      for (const sentence of [cause, ...next]) expect(sentence).toMatch(/[.:)\w/]$/);
    }
  });

  it('calls nothing measured that rests on a version alone', () => {
    for (const finding of raisedIn(overrides)) {
      const facts = Object.keys(finding.facts);
      if (facts.length === 0 || !facts.every((fact) => VERSION_FACTS.has(fact))) continue;
      expect(explain(finding).certainty).not.toBe('measured');
    }
  });

  it.each([false, true])('keeps to 80 columns (-v: %s)', (verbose) => {
    for (const line of text(overrides, verbose).split('\n')) expectNarrow(line);
  });

  it('shows every outcome in both formats', () => {
    const judgement = judged(overrides);
    const { findings } = jsonForm(judgement, NO_WHAT_IF);
    expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual(
      judgement.findings.map(({ code, outcome }) => [code, outcome]),
    );
    const shownLines = text(overrides, true).replace(/\n +/g, ' ');
    for (const finding of judgement.findings) {
      expect(shownLines).toContain(`${LABELS[finding.outcome]}${asShown(finding)}`);
    }
  });

  it('counts every check, also without -v', () => {
    const { findings } = judged(overrides);
    const count = (...outcomes: string[]) =>
      findings.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const untold = count('could-not-tell');
    expect(text(overrides, false).replace(/\n +/g, ' ')).toContain(
      `${count('pass')} of ${findings.length} checks pass, ${count('not-applicable')} not applicable` +
        `${untold === 0 ? '' : `, ${untold} could not tell`} (-v lists them).`,
    );
  });
});

const LABELS = {
  pass: 'ok    ',
  warn: 'WARN  ',
  fail: 'FAIL  ',
  'not-applicable': 'n/a   ',
  'could-not-tell': '?     ',
};

function asShown(finding: Finding): string {
  if (finding.outcome !== 'could-not-tell') return visible(titleOf(finding));
  return `not known: ${titleOf(finding)} [${finding.code}]`;
}

function expectQuoted(finding: Finding): void {
  const { message, httpStatus, grpcCode, transportError } = finding.facts as Answer;
  const seen = explain(finding).seen.join('\n');
  if (message === undefined) return;
  const words = shorten(visible(message), 300);
  const ours = grpcCode === undefined && (httpStatus === undefined || message.startsWith('HTTP '));
  expect(seen).toContain(ours ? words : `"${words}"`);
  if (ours) expect(seen).not.toContain(`"${words}"`);
  if (httpStatus !== undefined) expect(seen).toContain(`HTTP ${httpStatus}`);
  if (grpcCode !== undefined) expect(seen).toContain(`gRPC code ${grpcCode}`);
  if (transportError !== undefined && !message.includes(transportError)) {
    expect(seen).toContain(`"${transportError}"`);
  }
}

/** Only a word that is too long by itself, such as a URL that can be copied, may stand out. */
function expectNarrow(line: string): void {
  if (line.length <= 80) return;
  const longest = Math.max(...line.split(' ').map((word) => word.length));
  expect(`${line} (${longest})`).toBe(longest > 60 ? `${line} (${longest})` : 'at most 80 columns');
}

describe('names of hundreds of characters', () => {
  const LONG = `${'a'.repeat(150)}${'z'.repeat(150)}`;
  const cut = `${'a'.repeat(36)}…${'z'.repeat(35)}`;
  const cases: [string, Overrides][] = [
    ['list-differs', { swiftList: shown([...SMALL, release(LONG)]) }],
    ['content-over-limit', { stored: [release(LONG, 5_000_000)] }],
    ['list-truncated', cutList(520, LONG)],
    ['list-corrupted', { directList: ok(direct([[release(LONG)], [release(LONG)]])) }],
  ];

  it.each(cases)('are shown by their ends: %s', (code, overrides) => {
    const finding = raisedIn(overrides).find((each) => each.code === code);
    if (!finding) throw new Error(`${code} is not raised`);
    expect(explain(finding).seen.join('\n')).toContain(cut);
    expect(explain(finding).seen.join('\n')).not.toContain('a'.repeat(100));
  });

  it('are whole in the JSON', () => {
    const judgement = judged({ swiftList: shown([...SMALL, release(LONG)]) });
    const { findings } = jsonForm(judgement, NO_WHAT_IF);
    expect(findings.find(({ code }) => code === 'list-differs')?.facts).toMatchObject({
      onlySwift: [LONG],
    });
  });
});
