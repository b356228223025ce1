// The page is valid HTML that loads and runs nothing, and its numbers are those of the evidence.
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/evidence/policy.js';
import { isRaised } from '../../src/checks/registry.js';
import { htmlReport } from '../../src/reports/html/html.js';
import { SCRIPT } from '../../src/reports/html/script.js';
import { chartData } from '../../src/views/sizes.js';
import { formatCount } from '../../src/util/bytes.js';
import type { NamedJudgement } from '../../src/reports/types.js';
import { judge } from '../../src/judge/judge.js';
import { MEBIBYTE, evidence, release, type Overrides } from '../judge/evidence.js';
import { HOSTILE, hostileReports, OPTIONS, REPORTS } from '../support/report-cases.js';
import { sampled } from '../support/sampled.js';

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // As the renderer writes them.
      'void-style': 'off',
      // The smallest width at which a drawing can still be read depends on what is in it.
      'no-inline-style': ['error', { allowedProperties: ['min-width'] }],
    },
  }),
);

async function complaints(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

const CASES: [string, readonly NamedJudgement[]][] = [
  ...Object.entries(REPORTS),
  ...sampled(3, Object.entries(HOSTILE)).map(([what, text]): [string, NamedJudgement[]] => [
    `hostile: ${what}`,
    hostileReports(text),
  ]),
];

describe.each(CASES)('the page of %s', (_name, reports) => {
  const page = htmlReport(reports, OPTIONS);

  it('is valid', async () => {
    expect(await complaints(page)).toEqual([]);
  });

  it('holds nothing that loads or leads elsewhere, and runs nothing but its own script', () => {
    // The policy of the page names the hash of this very text, so that no other script runs.
    expect(page.match(/<script.*?<\/script>/gs)).toEqual([`<script>${SCRIPT}</script>`]);
    expect(page).not.toMatch(/<(img|iframe|object|embed|link|base|form|video|audio)\b/i);
    // Within a tag an attribute begins after a space or a quote.
    const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
    for (const tag of tags) {
      expect(tag).not.toMatch(/\s(on\w+|src|srcset|srcdoc|xlink:href|formaction)=/i);
      expect(tag).not.toMatch(/\shref="(?!#)/);
    }
    expect(page).toContain('default-src &#39;none&#39;'.replaceAll('&#39;', "'"));
  });

  it('shows every finding that was raised, and the exit code of each', () => {
    for (const { judgement } of reports) {
      for (const finding of judgement.findings.filter(isRaised)) {
        expect(page).toContain(`<code>swiftcheck explain ${finding.code}</code>`);
      }
      expect(page).toContain(`Exit code ${judgement.exitCode}`);
    }
  });

  it('never holds a character that moves, hides or reorders', () => {
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/u);
  });
});

const judged = (overrides: Overrides) => judge(evidence(overrides));

describe('the chart', () => {
  it('has the largest first, at most twenty of them, and folds the rest', () => {
    const stored = Array.from({ length: 30 }, (_, index) => release(`r${index}`, 100_000 + index));
    const page = htmlReport([{ name: null, judgement: judged({ stored }) }], OPTIONS);
    const labels = [...page.matchAll(/text-anchor="end">(r\d+)</g)].map(([, label]) => label);
    expect(labels).toHaveLength(20);
    expect(labels.slice(0, 2)).toEqual(['r29', 'r28']);
    // 100,000 to 100,009, each with a tag and three bytes of length.
    expect(page).toContain('And 10 more, 1,000,085 bytes (976.6 KiB)');
  });

  it('says what is over the limit, to the byte', () => {
    const limit = 4 * MEBIBYTE;
    const marked = (bytes: number) =>
      htmlReport(
        [{ name: null, judgement: judged({ stored: [release('big', bytes)] }) }],
        OPTIONS,
      ).includes(`${formatCount(bytes + 5)} bytes, ✕ over 100 %`);
    expect(marked(limit - 5)).toBe(false);
    expect(marked(limit - 4)).toBe(true);
  });

  it('is not there if nothing was listed', () => {
    const page = (overrides: Overrides) =>
      htmlReport([{ name: null, judgement: judged(overrides) }], OPTIONS);
    expect(page({})).toContain('Sizes against their limits');
    expect(page({ command: 'versions' })).not.toContain('Sizes against their limits');
    expect(page({ stored: [] })).not.toContain('Sizes against their limits');
  });

  it('folds only the revisions beyond the given number', () => {
    const stored = Array.from({ length: 9 }, (_, index) => release(`r${index}`, 100_000 + index));
    expect(chartData(judged({ stored }).analysis, 20)?.revisions.folded).toBeNull();
    expect(chartData(judged({ stored }).analysis)?.revisions.folded?.count).toBe(1);
  });
});

describe('the policy', () => {
  const page = (policy?: Policy) => {
    const run = { ...evidence({ command: 'preflight' }), ...(policy && { policy }) };
    return htmlReport([{ name: null, judgement: judge(run) }], OPTIONS);
  };

  it('is shown whole, with what it ignores though nothing raised it', () => {
    const html = page({
      ...{ failOn: 'warn', headroom: 0.2, maxReleaseBytes: 3 * MEBIBYTE },
      require: {
        swift: '>=0.11.1',
        tiller: '2.13.x',
        pairs: [{ swift: '0.11.1', tiller: '2.13.x' }],
      },
      ignore: [{ code: 'swift-slow', reason: 'the <move>', expires: '2027-03-31' }],
      baseline: { startedAt: '2026-01-01T12:00:00.000Z', findings: [] },
    });
    const [, items = ''] = /The policy of this run<\/h\d><ul>(.*?)<\/ul>/s.exec(html) ?? [];
    expect(items.match(/(?<=<li>).*?(?=<\/li>)/g)).toEqual([
      'Failures and warnings make the run fail.',
      '20 % of each limit has to stay free.',
      'No stored revision may be larger than 3 MiB.',
      'Swift has to be >=0.11.1.',
      'Tiller has to be 2.13.x.',
      'Allowed pairs: Swift 0.11.1 with Tiller 2.13.x.',
      'Until 2027-03-31 swift-slow is ignored: the &lt;move>',
      'The baseline is the run of 2026-01-01 12:00:00 UTC.',
    ]);
  });

  it('is absent if the run has no policy', () => {
    expect(page()).not.toContain('The policy of this run');
    expect(page({ failOn: 'fail' })).toContain('Failures make the run fail.');
  });
});
