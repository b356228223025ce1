// `--only` and `--skip` change what is shown and counted, never what a check came to.
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { CHECKS, FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { judge, type Judgement } from '../../src/judge/judge.js';
import { selected, skippedWords, type Selection } from '../../src/judge/selection.js';
import { FORMAT_NAMES, FORMATS } from '../../src/reports/formats.js';
import { wholeText } from '../../src/reports/types.js';
import { FOLDER_CASES } from '../support/check-cases.js';
import { evidence } from './evidence.js';

const CASES = FOLDER_CASES.flatMap(({ cases }) => cases).map(({ code, raisedBy }) => ({
  code,
  evidence: evidence(raisedBy),
}));

/** One of each code: every format of each is made. */
const ONE_OF_EACH = FINDING_CODES.flatMap((code) => CASES.find((each) => each.code === code) ?? []);

const codes = fc.uniqueArray(fc.constantFrom(...FINDING_CODES), { minLength: 1, maxLength: 12 });
/** Two checks can raise the same code. */
const says = ({ findings }: Judgement, code: string, outcome: string) =>
  findings.some((finding) => finding.code === code && finding.outcome === outcome);
const NOT_MADE = 'This run does not make the check.';

describe('a selection', () => {
  it.each([{ only: true }, { only: false }])(
    'shows each check as the whole run does, and counts no other ($only)',
    ({ only }) => {
      fc.assert(
        fc.property(fc.constantFrom(...CASES), codes, ({ evidence }, chosen) => {
          const selection: Selection = only ? { only: chosen } : { skip: chosen };
          const [whole, part] = [judge(evidence), judge(evidence, undefined, selection)];
          for (const { code, outcome, reason } of part.findings) {
            expect([code, says(whole, code, outcome)]).toEqual([code, reason !== NOT_MADE]);
            if (!only) expect(chosen).not.toContain(code);
          }
          const shown = part.findings.filter(({ reason }) => reason !== NOT_MADE);
          expect(shown.length + part.skipped.checks).toBe(whole.findings.length);
          const failing = part.findings.filter(
            (finding) => isRaised(finding) && finding.standing?.counts,
          );
          expect(part.exitCode === 1 && failing.length === 0).toBe(false);
          expect(part.verdict.sentence.includes(' skipped (')).toBe(part.skipped.checks > 0);
        }),
        { numRuns: inject('thorough') ? 300 : 60 },
      );
    },
  );

  it.each(ONE_OF_EACH.map((each) => [each.code, each] as const))(
    'without %s: no format says that the check passed',
    async (code, { evidence }) => {
      const judgement = judge(evidence, undefined, { skip: [code] });
      const check = CHECKS.find(({ findings }) => Object.hasOwn(findings, code));
      const passTitle = check?.findings[code]?.passTitle ?? '';
      expect(judgement.findings.map((finding) => finding.code)).not.toContain(code);
      expect(judgement.skipped.raised).toBeGreaterThan(0);
      for (const name of FORMAT_NAMES) {
        const render = await FORMATS[name].load();
        const text = render([{ name: null, judgement }], {
          ...{ colour: false, ascii: false, width: 200, verbose: true },
          ...{ whatIf: { swift: false, tiller: false }, anchor: () => null, docsUrl: null },
        });
        expect(wholeText(text)).not.toContain(`${passTitle} [${code}]`);
      }
      expect(judgement.verdict.sentence).toMatch(
        / (1 check was|2 checks were) skipped \(--skip\); \d of the skipped checks raises? a finding\.$/,
      );
    },
  );

  it.each(CASES.map((each) => [each.code, each] as const))(
    'of %s alone: shows its finding and the exit code of that finding',
    (code, { evidence }) => {
      const judgement = judge(evidence, 'warn', { only: [code] });
      const raised = judgement.findings.filter(isRaised);
      expect(raised.map((finding) => finding.code)).toContain(code);
      expect(judgement.exitCode).toBeGreaterThan(0);
      const own = CHECKS.filter(({ findings }) => Object.hasOwn(findings, code));
      const allowed = own.flatMap(({ findings }) => Object.keys(findings));
      expect(allowed).toEqual(expect.arrayContaining(raised.map((finding) => finding.code)));
    },
  );

  it('of a check that the run does not make leaves no verdict', () => {
    const [first] = CASES.filter(({ evidence }) => !evidence.cluster);
    if (!first) throw new Error('there is no case without a cluster');
    const { exitCode, verdict } = judge(first.evidence, undefined, { only: ['tillers-several'] });
    expect([exitCode, verdict.incomplete]).toEqual([3, true]);
  });

  it('is absent: nothing is skipped', () => {
    const [first] = CASES;
    if (!first) throw new Error('there is no case');
    const { skipped, verdict } = judge(first.evidence);
    expect(skipped).toEqual({ checks: 0, raised: 0 });
    expect(verdict.sentence).not.toContain('skipped (');
  });
});

describe('the words of what was skipped', () => {
  it.each([
    [{ checks: 0, raised: 0 }, { only: [] }, ''],
    [{ checks: 1, raised: 0 }, { skip: [] }, ' 1 check was skipped (--skip).'],
    [
      { checks: 2, raised: 1 },
      { only: [] },
      ' 2 checks were skipped (--only); 1 of the skipped checks raises a finding.',
    ],
    [
      { checks: 3, raised: 2 },
      { only: [], skip: [] },
      ' 3 checks were skipped (--only, --skip); 2 of the skipped checks raise a finding.',
    ],
  ] as const)('%o: %o', (skipped, selection, words) => {
    expect(skippedWords(skipped, selection)).toBe(words);
  });
});

it('marks a finding of --only as requested if its outcome is unknown, and no other', () => {
  const check = CHECKS[0];
  if (!check) throw new Error('there is no check');
  const finding = { code: check.code, hop: null, facts: {}, title: '', reason: null } as const;
  const requested = (outcome: 'pass' | 'unknown') =>
    selected([{ ...finding, outcome }], [check], { only: [check.code] }).findings[0];
  expect(requested('unknown')).toMatchObject({ requestedByUser: true });
  expect(requested('pass')).not.toHaveProperty('requestedByUser');
});
