// The chart of sizes: what it draws to scale, and what it says where it can draw no limit.
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartLines } from '../../src/reports/chart.js';
import { drawBar, markAt } from '../../src/reports/chart-plot.js';
import { widthOf } from '../../src/reports/layout.js';
import { paint } from '../../src/reports/paint.js';
import { listMessageBytes } from '../../src/predict/sizes.js';
import { judge } from '../../src/judge/judge.js';
import {
  MEBIBYTE,
  SEED,
  direct,
  evidence,
  failed,
  ok,
  release,
  tillerError,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

function chart(overrides: Overrides, { ascii = false, width = 80, colour = false } = {}): string[] {
  return chartLines(judge(evidence(overrides)), { ascii, width }, paint(colour));
}

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const LIMIT = { kind: 'bytes', bytes: 4_194_304 } as const;

describe('the chart of sizes', () => {
  it('draws each size beside its limit, the largest first, and says what is over it', () => {
    expect(chart(INCIDENT)).toEqual([
      'Sizes of messages, and their limits, in bytes',
      '  Stored revisions, each as one answer through Swift (content, history)',
      `    harbor           4,194,657  ${'█'.repeat(40)}│▏ over`,
      `    alpha                  333  ▏${' '.repeat(39)}│`,
      `    beta                   331  ▏${' '.repeat(39)}│`,
      `${' '.repeat(60)}limit 4 MiB ┘`,
      "  The list through Swift: largest message from Tiller, Swift's answer (computed)",
      `    largest message  4,195,325  ${'█'.repeat(40)}│▏ over`,
      `    Swift's answer         366  ▏${' '.repeat(39)}│`,
      `${' '.repeat(60)}limit 4 MiB ┘`,
    ]);
  });

  it('marks each limit by itself where they differ, those of the list on one scale', () => {
    const lines = chart({ swift: '0.11.1', tiller: 'v2.13.0', stored: SEED });
    const [message = '', answer = ''] = lines.slice(-4).filter((line) => line.includes('│'));
    expect(answer.indexOf('│')).toBeLessThan(message.indexOf('│'));
    expect(lines.filter((line) => line.includes('limit '))).toEqual([
      expect.stringContaining('limit 4 MiB ┘'),
      expect.stringContaining('limit 20 MiB ┘'),
      expect.stringContaining('limit 4 MiB ┘'),
    ]);
    expect(message).toMatch(/│ 21 %$/);
  });

  it('needs one line if nothing is near any limit', () => {
    expect(chart({})).toEqual([
      'Sizes of messages, and their limits, in bytes',
      '  All sizes are below 1 % of the smallest limit, 4 MiB.',
    ]);
  });

  it('folds what is left, and says how much of that is over the limit', () => {
    const large = Array.from({ length: 10 }, (_, index) => release(`app-${index}`, 5 * MEBIBYTE));
    const list = tooLarge(listMessageBytes(large, direct([large])), 4_194_304);
    expect(chart({ ...INCIDENT, stored: large, swiftList: list }).join('\n')).toContain(
      '    and 2 more, 10.0 MiB together, 2 of them over the limit\n',
    );
    const small = Array.from({ length: 20 }, (_, index) => release(`small-${index}`));
    const directList = ok(direct([[...SEED, ...small]]));
    expect(chart({ ...INCIDENT, directList, swift: null }).join('\n')).toContain(
      '    and 20 more, 6.5 KiB together\n',
    );
  });

  it('does not draw a limit that does not exist, or that depends on an unknown version', () => {
    const stored = [release('harbor', 4_194_652, { namespace: 'default' })];
    const none = chart({ swift: '0.3.0', tiller: 'v2.2.0', stored });
    expect(none.filter((line) => /[│┘]/.test(line))).toEqual([]);
    expect(none.at(-1)).toBe(`${' '.repeat(32)}no limit`);
    const undrawn = chart({ stored: SEED, swift: null, tiller: 'v2.2.0' });
    expect(undrawn.filter((line) => /[│┘]/.test(line))).toEqual([]);
    expect(undrawn.join(' ')).toContain(
      "No limit is drawn: it depends on Swift's version, which may be ",
    );
  });

  it.each<[string, Overrides]>([
    ['Swift talks to another Tiller', { viaSwift: 'v2.9.0' }],
    [
      "it depends on Swift's version, which may be ",
      { swift: null, directList: ok(direct([SEED, SEED])), swiftList: failed('timeout') },
    ],
    [
      'the direct list ended early',
      { directList: { ...tillerError(13, 'cut off'), partial: direct([SEED]) } },
    ],
    [
      'the messages that Tiller makes for this Swift are not known',
      { swift: '0.4.0', tiller: 'v2.99.0' },
    ],
  ])('draws no list, and says that %s', (why, overrides) => {
    const text = chart({ ...INCIDENT, ...overrides }).join(' ');
    expect(text.replace(/\s+/g, ' ')).toContain(`No chart of the list through Swift: ${why}`);
    expect(text).not.toContain("Swift's answer");
  });

  it('is not there if nothing is stored', () => {
    expect(chart({ stored: [] })).toEqual([]);
    expect(chart({ command: 'versions', ...INCIDENT, directList: ok(direct([SEED])) })).toEqual([]);
  });

  it('keeps to the width and moves no terminal, whatever releases are called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('\u001b[2J', '日本語'.repeat(30), 'e\u0301'.repeat(90), '\n\n'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.integer({ min: 200, max: 9 * MEBIBYTE })), { minLength: 1 }),
        fc.integer({ min: 80, max: 200 }),
        fc.boolean(),
        (named, width, ascii) => {
          const stored = named.map(([name, bytes]) => release(name, bytes));
          const lines = chart({ ...INCIDENT, stored }, { width, ascii });
          for (const line of lines) {
            expect(widthOf(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(ascii ? /[^ -~]/ : /\p{Cc}/u);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is read without colour, too', () => {
    const bare = chart(INCIDENT, { colour: true }).map(stripVTControlCharacters);
    expect(bare).toEqual(chart(INCIDENT));
  });
});

describe('a bar', () => {
  it('reaches beyond the mark exactly where the size is over the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 25 }),
        fc.integer({ min: 0, max: 2 ** 25 }),
        fc.integer({ min: 20, max: 160 }),
        fc.boolean(),
        (bytes, more, cells, ascii) => {
          const scale = { cells, most: Math.max(bytes, LIMIT.bytes) + more, ascii };
          const bar = drawBar({ bytes, state: bytes > LIMIT.bytes ? 'over' : 'ok' }, LIMIT, scale);
          const mark = bar.search(/[│|]/);
          expect(mark).toBe(markAt(LIMIT.bytes, scale));
          expect(bar.length > mark + 1).toBe(bytes > LIMIT.bytes);
          expect(bar.length).toBeLessThanOrEqual(cells + 1);
          expect(bar.startsWith(' ')).toBe(false);
        },
      ),
    );
  });
});
