// What checks say is plain English: titles, reasons, causes, steps and pages; and comments of checks and reports.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/define.js';
import { CHECKS, FINDING_CODES, docsOf, isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { CASES } from '../judge/cases.js';
import { evidence } from '../judge/evidence.js';
import { commentsIn, faultsOf } from '../support/english.js';

const FINDINGS = CASES.flatMap(({ raisedBy, notBy }) => [raisedBy, notBy]).flatMap(
  (overrides) => judge(evidence(overrides), 'fail').findings,
);

/** What a sentence has that leaves its statement open. */
const ALTERNATIVES = /\b(?:perhaps|probably|maybe|might|either|usually)\b|, or (?!one more)/;

/** What a check says, without the words of the other side, which stand in quotes. */
function sentences(finding: Finding): string[] {
  const said = [finding.title, finding.reason ?? ''];
  if (!isRaised(finding)) return said;
  const { seen, cause, steps } = finding.explanation;
  return [...said, ...seen, cause, ...steps.map(({ text }) => text)];
}

function faultsIn(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/"[^"]*"/g, 'QUOTE')))].flatMap(faultsOf);
}

describe('plain English', () => {
  it('is in each title, reason, cause and step of every case', () => {
    const texts = FINDINGS.flatMap(sentences);
    expect(new Set(texts).size).toBeGreaterThan(500);
    expect(faultsIn(texts)).toEqual([]);
  });

  it('is in the title of each check that passes', () => {
    const titles = CHECKS.flatMap(({ findings }) =>
      Object.values(findings).map(({ passTitle }) => passTitle),
    );
    expect(titles.length).toBeGreaterThan(FINDING_CODES.length);
    expect(faultsIn(titles)).toEqual([]);
  });

  it.each(FINDING_CODES)('is in the page of %s', (code) => {
    expect(faultsOf(readFileSync(new URL(docsOf(code), PACKAGE_ROOT), 'utf8'))).toEqual([]);
  });

  const sources = ['src/checks/', 'src/reports/'].flatMap((room) =>
    readdirSync(new URL(room, PACKAGE_ROOT), { recursive: true })
      .map((name) => `${room}${String(name)}`)
      .filter((path) => /\.tsx?$/.test(path)),
  );

  it('is in the comments of checks and reports', () => {
    expect(sources.length).toBeGreaterThan(200);
    const faults = sources.flatMap((path) =>
      faultsOf(commentsIn(readFileSync(new URL(path, PACKAGE_ROOT), 'utf8'))).map(
        (fault) => `${path}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });
});

it('never calls a cause certain if the cause names alternatives', () => {
  const open = FINDINGS.filter(isRaised)
    .filter(({ explanation }) => explanation.certainty === 'certain')
    .filter(({ explanation }) => ALTERNATIVES.test(explanation.cause))
    .map(({ code, explanation }) => `${code}: ${explanation.cause}`);
  // What the certificate lacks is open; that the other side refuses it is in its own words.
  expect([...new Set(open)].filter((each) => !each.includes('alert "'))).toEqual([]);
});
