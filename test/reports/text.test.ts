import { describe, expect, it } from 'vitest';
import { textReport } from '../../src/reports/text.js';
import { judge } from '../../src/judge/judge.js';
import { raisedAs } from '../support/findings.js';
import {
  SEED,
  evidence,
  failed,
  swiftError,
  tillerError,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

const PLAIN = {
  ...{ colour: false, ascii: false, width: 80 },
  whatIf: { swift: false, tiller: false },
  docsUrl: null,
};

function report(overrides: Overrides, verbose = false): string {
  const judgement = judge(evidence(overrides), 'fail');
  return textReport(judgement, { ...PLAIN, verbose });
}

const DOWN: Overrides = {
  tillerVersion: failed('refused', { hop: 'swiftcheck->tiller', message: 'Nothing listens.' }),
  directList: failed('not-attempted', { message: 'Tiller was not reached.' }),
  swiftTillerVersion: swiftError(408, 4, 'context deadline exceeded'),
  swiftList: failed('not-attempted', { message: 'Swift has no Tiller.' }),
};

describe('a consequence', () => {
  it('stands in short form under its cause', () => {
    const text = report(DOWN);
    const cause = text.indexOf('✖ FAIL  Tiller cannot be reached at 127.0.0.1:44134');
    const consequence = text.indexOf(
      [
        '  ✖ FAIL  Swift is up, but cannot reach its Tiller [swift-cannot-reach-tiller]',
        '            probably follows from tiller-unreachable',
      ].join('\n'),
    );
    expect(cause).toBeGreaterThan(0);
    expect(consequence).toBeGreaterThan(cause);
    expect(text).not.toContain('context deadline exceeded');
  });

  it('stands there in full with -v', () => {
    const text = report(DOWN, true);
    expect(text).toContain('    seen    HTTP 408, gRPC code 4: "context deadline exceeded"\n');
  });
});

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
  swiftList: tooLarge(4_195_325, 4_194_304),
};

it('says why the revisions beyond the plain list are unknown', () => {
  const SENDING = 'trying to send message larger than max (23069088 vs. 20971520)';
  const refused: Overrides = { ...INCIDENT, fullList: tillerError(8, SENDING) };
  expect(report(refused).replace(/\n +/g, ' ')).toContain(
    'All revisions: unknown, because a further list of Tiller failed: gRPC code 8',
  );
  expect(report(INCIDENT)).not.toContain('All revisions');
});

describe('a check whose outcome is unknown', () => {
  it('names the finding that took its evidence away with -v', () => {
    expect(report(INCIDENT)).not.toContain('[list-differs]');
    expect(report(INCIDENT, true).replace(/\n +/g, ' ')).toContain(
      '? unknown Both lists hold the same revisions [list-differs] (because of list-over-receive-limit)',
    );
  });

  it('says why, if no finding explains it', () => {
    const { again: _again, ...tiller } = evidence().tiller;
    const judgement = judge({ ...evidence(), tiller }, 'fail');
    const text = textReport(judgement, { ...PLAIN, verbose: false });
    expect(text.replace(/\n +/g, ' ')).toContain(
      '? unknown, tiller-answers-vary: The evidence has only one answer of Tiller.',
    );
  });
});

describe('the end of a report', () => {
  const lastLines = (overrides: Overrides) => report(overrides).trimEnd().split('\n').slice(-2);

  it('counts, with the exit code, in the last line', () => {
    expect(lastLines(INCIDENT)[1]).toBe(
      'FAILED  1 failure, 2 warnings, 17 passed, 6 skipped, 5 unknown (exit 1)',
    );
    expect(lastLines({})[1]).toMatch(/^PASSED {2}\d+ passed, .* \(exit 0\)$/);
    const unasked: Overrides = {
      tillerVersion: failed('refused', { hop: 'swiftcheck->tiller', message: 'Refused.' }),
      directList: failed('not-attempted'),
    };
    expect(lastLines(unasked)[1]).toMatch(/^INCOMPLETE {2}1 not examined, .* \(exit 3\)$/);
    expect(lastLines(DOWN)[0]).toMatch(/^FAILED, INCOMPLETE {2}1 failure, 1 not examined, /);
  });

  it('says what to fix first where the run does not pass', () => {
    const { findings } = judge(evidence(INCIDENT), 'fail');
    const { steps } = raisedAs(findings, 'list-over-receive-limit').explanation;
    const [first] = steps;
    expect(first?.changes).toBe(true);
    expect(report(INCIDENT).replace(/\n +/g, ' ')).toContain(
      `\nFix first: ${first?.text ?? '?'} (changes the cluster) (${steps.length - 1} more with -v) ${first?.command ?? '?'}\nFAILED`,
    );
    expect(report({})).not.toContain('Fix first');
  });
});

describe('prose', () => {
  const longest = (width: number) => {
    const text = textReport(judge(evidence(INCIDENT)), { ...PLAIN, width, verbose: false });
    // A command keeps its line.
    const prose = text
      .split('\n')
      .filter((line) => !/^ +(?:kubectl|curl|helm|swiftcheck) /.test(line));
    return Math.max(...prose.map((line) => line.length));
  };

  it('keeps to the terminal, and to 100 columns on a wide one', () => {
    expect(longest(60)).toBeLessThanOrEqual(60);
    expect(longest(100)).toBeGreaterThan(90);
    expect(longest(160)).toBeLessThanOrEqual(100);
  });
});

describe('the incident', () => {
  it('takes one screen of 80 columns and 40 lines, with the line of the prompt', () => {
    const lab = { swift: '0.9.0', tiller: '2.10.0', data: 'seed' };
    const lines = report({ ...INCIDENT, lab })
      .trimEnd()
      .split('\n');
    const rows = lines.map((line) => Math.ceil(line.length / 80) || 1);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBeLessThan(40);
    const text = lines.join('\n');
    for (const part of [
      'Tiller  127.0.0.1:44134 (gRPC, plaintext), version 2.10.0',
      '(version 0.9.0, declared; its answers match)',
      'from Tiller (gRPC)   through Swift (REST)',
      '[list-over-receive-limit]',
      '[content-over-limit]',
      '[pair-undocumented]',
      'Fix first: ',
      'harbor (revision 1, namespace ds-seed)',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('has the findings about versions in one block, with one step', () => {
    const text = report({
      ...INCIDENT,
      policy: {
        failOn: 'fail',
        require: {
          swift: '~0.11',
          tiller: '~2.13',
          pairs: [{ swift: '0.11.1', tiller: '2.13.0' }],
        },
      },
    });
    const block = text.split('\n\n').find((part) => part.includes('[pair-undocumented]')) ?? '';
    expect([...block.matchAll(/\[([a-z-]+)\]/g)].map(([, code]) => code)).toEqual([
      'swift-release-not-allowed',
      'tiller-release-not-allowed',
      'pair-not-allowed',
      'pair-undocumented',
    ]);
    expect(block.match(/^ {2}next/gm)).toHaveLength(1);
  });
});
