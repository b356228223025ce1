import { raisedAs, stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import type { UnraisedFinding } from '../../src/checks/define.js';
import { CHECKS, FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { CASES } from './cases.js';
import {
  NIL_POINTER,
  direct,
  evidence,
  ok,
  swiftError,
  tillerError,
  type Overrides,
} from './evidence.js';

function raisedBy(overrides: Overrides): string[] {
  const { findings } = judge(evidence(overrides), 'fail');
  return findings.filter(isRaised).map(({ code }) => code);
}

/** `pass`, or the outcome with its reason. */
function endOf({ outcome, reason }: UnraisedFinding): string {
  return reason === null ? outcome : `${outcome}: ${reason}`;
}

describe('rules', () => {
  it('find nothing in a healthy pair', () => {
    const { findings, exitCode } = judge(evidence(), 'warn');
    expect(findings.filter(isRaised)).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === 'unknown')).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it.each(CASES)('%#: raise $code, and not for evidence that is only similar', (tried) => {
    expect(raisedBy(tried.raisedBy)).toContain(tried.code);
    expect(raisedBy(tried.notBy)).not.toContain(tried.code);
  });

  it.each(CASES.filter(({ says, silentOn, is }) => says ?? silentOn ?? is))(
    '%#: say and decide of $code what the evidence shows',
    ({ code, raisedBy, says = [], silentOn = [], is = {} }) => {
      const finding = raisedAs(judge(evidence(raisedBy), 'fail').findings, code);
      const { seen, cause, certainty, steps } = finding.explanation;
      const text = [finding.title, ...seen, cause, ...stepTexts(steps)].join('\n');
      for (const words of says) expect(text).toMatch(words);
      for (const words of silentOn) expect(text).not.toMatch(words);
      const { outcome, hop, measures } = finding;
      const follows = finding.cause?.finding.code ?? null;
      expect({ outcome, hop, measures, certainty, follows }).toMatchObject(is);
    },
  );

  it.each(CASES.filter(({ otherwise }) => otherwise !== undefined))(
    '%#: come to what the other evidence of $code allows',
    ({ code, notBy, otherwise = '' }) => {
      const { findings } = judge(evidence(notBy), 'fail');
      const own = CHECKS.find((check) => Object.keys(check.findings).includes(code))?.code;
      const found = findings.find((finding) => finding.code === own);
      if (!found) throw new Error(`no finding of the check of ${code}`);
      const end = isRaised(found) ? `raised: ${found.code}` : endOf(found);
      if (typeof otherwise === 'string') expect(end).toBe(otherwise);
      else expect(end).toMatch(otherwise);
    },
  );

  it('can raise every code', () => {
    const covered = new Set(CASES.map(({ code }) => code));
    expect(FINDING_CODES.filter((code) => !covered.has(code))).toEqual([]);
  });

  it.each(CASES)('%#: say of $code what it is, why, and what to do', (tried) => {
    const { findings } = judge(evidence(tried.raisedBy), 'fail');
    const finding = raisedAs(findings, tried.code);
    const { seen, cause, steps } = finding.explanation;
    const texts = [finding.title, ...seen, cause, ...stepTexts(steps)];
    expect(Math.min(seen.length, steps.length)).toBeGreaterThan(0);
    for (const text of texts)
      expect(text).not.toMatch(/undefined|(?<!\/dev\/)null\b(?! pointer)|NaN|\[object/);
    expect(texts.every((text) => text.trim() !== '')).toBe(true);
  });
});

describe('what the evidence does not show', () => {
  const outcomeOf = (code: string, overrides: Overrides) =>
    judge(evidence(overrides), 'fail').findings.find((finding) => finding.code === code)?.outcome;

  it('names no hop where neither the numbers nor the release do', () => {
    const unknown = CASES.find(({ code }) => code === 'list-over-unknown-limit')?.raisedBy ?? {};
    expect(outcomeOf('list-over-receive-limit', unknown)).toBe('unknown');
    expect(outcomeOf('list-over-gateway-limit', unknown)).toBe('unknown');
  });

  it('vouches only for releases that the direct list holds', () => {
    const sending = CASES.find(({ code }) => code === 'list-over-send-limit')?.raisedBy ?? {};
    const cut = CASES.find(({ code }) => code === 'list-truncated')?.raisedBy ?? {};
    expect(outcomeOf('content-over-limit', sending)).toBe('unknown');
    expect(outcomeOf('content-over-limit', cut)).toBe('unknown');
  });

  it('does not take a list that failed as proof that Tiller stores nothing', () => {
    const error = swiftError(500, 13, NIL_POINTER);
    const verified = (directList: NonNullable<Overrides['directList']>) =>
      judge(evidence({ directList, swiftList: error }), 'fail').findings.find(
        ({ code }) => code === 'empty-list-as-error',
      )?.facts;
    expect(verified(tillerError(2, 'storage is gone'))).toMatchObject({ verified: false });
    expect(verified(ok(direct([])))).toMatchObject({ verified: true });
  });

  it('does not mention a declared version that is unknown', () => {
    const { analysis } = judge(evidence({ swift: '0.99.0' }), 'fail');
    expect(analysis.swiftWords).not.toContain('0.99.0');
    expect(raisedBy({ swift: '0.99.0' })).toContain('swift-version-unknown');
  });

  it('judges no list for the command versions', () => {
    const { findings } = judge(evidence({ command: 'versions' }), 'fail');
    expect(findings.filter(isRaised)).toEqual([]);
    expect(findings.map(({ code }) => code)).not.toContain('list-differs');
  });
});
