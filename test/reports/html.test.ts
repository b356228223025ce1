// The page is valid HTML that loads and runs nothing, and its numbers are those of the evidence.
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/evidence/policy.js';
import { isRaised } from '../../src/checks/registry.js';
import { htmlReport } from '../../src/reports/html/html.js';
import { chartData, hopLimits } from '../../src/reports/chart-data.js';
import { pathOf, stateOf } from '../../src/reports/path.js';
import { formatCount } from '../../src/util/bytes.js';
import type { NamedJudgement } from '../../src/reports/types.js';
import { judge } from '../../src/judge/judge.js';
import {
  MEBIBYTE,
  SEED,
  SMALL,
  direct,
  evidence,
  ok,
  release,
  swiftError,
  tillerError,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';
import { cases as STORAGE_CASES } from '../../src/checks/storage-driver-differs/cases.js';
import { HOSTILE, hostileReports, OPTIONS, REPORTS } from '../support/report-cases.js';

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
  ...Object.entries(HOSTILE).map(([what, text]): [string, NamedJudgement[]] => [
    `hostile: ${what}`,
    hostileReports(text),
  ]),
];

describe.each(CASES)('the page of %s', (_name, reports) => {
  const page = htmlReport(reports, OPTIONS);

  it('is valid', async () => {
    expect(await complaints(page)).toEqual([]);
  });

  it('holds nothing that loads, runs, or leads elsewhere', () => {
    expect(page).not.toMatch(/<(script|img|iframe|object|embed|link|base|form|video|audio)\b/i);
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

  it('holds no character that moves, hides or reorders', () => {
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/u);
  });
});

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0' },
  directList: ok(direct([SEED])),
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const judged = (overrides: Overrides) => judge(evidence(overrides));

describe('the path', () => {
  const hopOf = (overrides: Overrides, hop: string) => {
    const { viaSwift, direct: straight, storage } = pathOf(judged(overrides));
    return [...viaSwift, straight, storage].find((each) => each?.hop === hop);
  };

  it('marks the hop that fails, with the recorded numbers', () => {
    const failing = hopOf(INCIDENT, 'swift->tiller');
    expect(failing?.findings.map(({ code }) => code)).toContain('list-over-receive-limit');
    expect(failing).toMatchObject({
      limit: { kind: 'bytes', bytes: 4_194_304 },
      largest: { bytes: 4_195_325, how: 'refused' },
    });
    expect(hopOf(INCIDENT, 'swiftcheck->tiller')).toMatchObject({
      findings: [],
      limit: { kind: 'bytes', bytes: 20_971_520 },
      largest: { bytes: 4_195_325, how: 'measured' },
    });
    // Nothing came as far as the gateway.
    expect(hopOf(INCIDENT, 'gateway->swift')).toMatchObject({ findings: [], largest: null });
  });

  it('tells a hop where some calls fail from one where the run fails, and with which size', () => {
    const cured = hopOf({ swift: '0.11.1', tiller: 'v2.13.0', stored: SEED }, 'gateway->swift');
    if (!cured) throw new Error('there is such a hop');
    expect(stateOf(cured)).toBe('warns');
    // The release of 4,194,652 bytes with a tag and four bytes of length; the list itself is small.
    expect(cured).toMatchObject({
      limit: { kind: 'bytes', bytes: 4_194_304 },
      largest: { bytes: 4_194_657, how: 'content of a release, computed' },
    });
    const page = htmlReport([{ name: null, judgement: judged({ stored: SEED }) }], OPTIONS);
    expect(page).not.toContain('fails here');
    expect(page).toContain('content 4,194,657 bytes');
  });

  it('marks both calls to a Tiller that cannot send its list, and whose limit it is', () => {
    const text = 'trying to send message larger than max (23069092 vs. 20971520)';
    const over: Overrides = {
      ...{ swift: '0.9.0', tiller: 'v2.10.0' },
      directList: { ...tillerError(8, text) },
      swiftList: swiftError(403, 8, text),
    };
    for (const hop of ['swift->tiller', 'swiftcheck->tiller']) {
      const facts = hopOf(over, hop);
      expect(facts?.findings.map(({ code }) => code)).toEqual(['list-over-send-limit']);
      expect(facts).toMatchObject({
        limit: { kind: 'bytes', bytes: 20_971_520 },
        largest: { bytes: 23_069_092, how: 'refused' },
      });
    }
    expect(hopOf(over, 'swift->tiller')?.limitNote).toBe(
      'of what Tiller sends; of what Swift takes: 4 MiB',
    );
  });

  it('leads on to the storage only where something is told of it', () => {
    const [{ raisedBy, notBy }] = STORAGE_CASES;
    const hop = hopOf(raisedBy, 'tiller->storage');
    expect(hop?.findings.map(({ code }) => code)).toEqual(['storage-driver-differs']);
    expect(hopOf(notBy, 'tiller->storage')).toBeUndefined();
  });

  it('computes what Swift makes of a list that passes', () => {
    const passes = hopOf({ stored: SMALL }, 'gateway->swift');
    // Three summaries of 120 bytes, each framed by two.
    expect(passes?.largest).toEqual({ bytes: 366, how: 'computed' });
  });

  it('names no limit where the releases that Swift may be differ', () => {
    expect(hopOf({ swift: null }, 'swift->tiller')?.limit.kind).toBe('untold');
    expect(hopLimits(judged({ swift: '0.6.0' }).analysis).receive).toEqual({ kind: 'none' });
  });

  it('begins with the API server where that is the way', () => {
    const { viaSwift } = pathOf(judged({ viaApiServer: true }));
    expect(viaSwift.map(({ from, to }) => `${from} ${to}`).slice(0, 2)).toEqual([
      'swiftcheck API server',
      'API server Swift gateway',
    ]);
  });
});

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
      ).includes(`✕ over, ${formatCount(bytes + 5)} bytes`);
    expect(marked(limit - 5)).toBe(false);
    expect(marked(limit - 4)).toBe(true);
  });

  it('is not there where nothing was listed', () => {
    const page = (overrides: Overrides) =>
      htmlReport([{ name: null, judgement: judged(overrides) }], OPTIONS);
    expect(page({})).toContain('Sizes against their limits');
    expect(page({ command: 'versions' })).not.toContain('Sizes against their limits');
    expect(page({ stored: [] })).not.toContain('Sizes against their limits');
  });

  it('folds no more than it is told', () => {
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
      'Of each limit 20 % has to stay free.',
      'No stored revision may be larger than 3 MiB.',
      'Swift has to be >=0.11.1.',
      'Tiller has to be 2.13.x.',
      'Allowed pairs: Swift 0.11.1 with Tiller 2.13.x.',
      'Until 2027-03-31 swift-slow is ignored: the &lt;move>',
      'The baseline is the run of 2026-01-01T12:00:00.000Z.',
    ]);
  });

  it('is not there where there is none', () => {
    expect(page()).not.toContain('The policy of this run');
    expect(page({ failOn: 'fail' })).toContain('Failures make the run fail.');
  });
});
