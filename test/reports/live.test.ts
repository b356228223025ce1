// The live view: what it knows after each event, and the lines that it makes of that.
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/evidence/calls.js';
import { widthOf } from '../../src/reports/layout.js';
import { renderLive, type LiveOptions } from '../../src/reports/live.js';
import {
  afterEvent,
  liveRuns,
  type LiveEvent,
  type LiveRun,
} from '../../src/reports/live-state.js';
import { paint } from '../../src/reports/paint.js';

const VERSION = { id: 1, name: 'Tiller GetVersion', hop: 'swiftcheck->tiller' } as const;
const LIST = { id: 2, name: 'Tiller ListReleases', hop: 'swiftcheck->tiller' } as const;
const SWIFT = { id: 3, name: 'Swift GET /', hop: 'swiftcheck->swift' } as const;

const started = (
  call: typeof VERSION | typeof LIST | typeof SWIFT,
  id: number = call.id,
): Call => ({
  ...{ ...call, id, phase: 'started' },
});
const ended = (call: typeof VERSION | typeof LIST | typeof SWIFT, outcome = 'ok'): Call => ({
  ...{ ...call, phase: 'ended', ms: 12, ok: outcome === 'ok', outcome },
});
const came = (bytes: number, releases: number, total: number | null): Call => ({
  ...{ ...LIST, phase: 'progress', progress: { bytes, releases, total } },
});
const at = (time: number, call: Call): LiveEvent => ({ kind: 'call', call, at: time });

function after(events: readonly LiveEvent[], name: string | null = null): LiveRun[] {
  return events.reduce((runs, event) => afterEvent(runs, name, event), liveRuns([name]));
}

function lines(runs: readonly LiveRun[], options: Partial<LiveOptions> = {}): string[] {
  return renderLive(runs, { now: 2_000, width: 80, ascii: false, ink: paint(false), ...options });
}

describe('the live view of one run', () => {
  it('has a line for each call, by hop, with its state and time', () => {
    const runs = after([
      at(0, started(VERSION)),
      at(100, started(SWIFT)),
      at(120, ended(VERSION)),
      at(130, ended(SWIFT, 'Nothing listens there.')),
      at(500, started(LIST)),
    ]);
    expect(lines(runs)).toEqual([
      'swiftcheck -> tiller',
      'ok      12 ms  Tiller GetVersion',
      'run     1.5 s  Tiller ListReleases',
      'swiftcheck -> swift',
      'error   12 ms  Swift GET /: Nothing listens there.',
    ]);
  });

  it('shows how much of a list has come, with a bar where it is known how much will', () => {
    const begun = [at(0, started(LIST))];
    expect(lines(after([...begun, at(1, came(4_194_304, 3, 6))])).at(-1)).toBe(
      'run     2.0 s  Tiller ListReleases: ██████░░░░░░ 4 MiB, 3 of 6 releases',
    );
    expect(lines(after([...begun, at(1, came(1_024, 1, null))])).at(-1)).toBe(
      'run     2.0 s  Tiller ListReleases: 1 KiB, 1 release',
    );
    expect(lines(after([...begun, at(1, came(1_024, 6, 6)), at(2, ended(LIST))])).at(-1)).toBe(
      'ok      12 ms  Tiller ListReleases: 1 KiB, 6 of 6 releases',
    );
    expect(lines(after([...begun, at(1, came(1, 3, 6))]), { ascii: true }).at(-1)).toBe(
      'run     2.0 s  Tiller ListReleases: ######...... 1 B, 3 of 6 releases',
    );
  });

  it('puts calls of one name that last at the same time in one line', () => {
    const calls = [11, 12, 13].map((id) => at(1_000, started(VERSION, id)));
    expect(lines(after(calls)).slice(1)).toEqual(['run     1.0 s  Tiller GetVersion (3 times)']);
  });

  it('puts a question that is asked again in the place of its last answer', () => {
    const tries = [1, 2, 3].flatMap((id) => [
      at(0, started(VERSION, id)),
      at(0, { ...ended(VERSION, 'Not yet.'), id }),
    ]);
    expect(lines(after(tries)).slice(1)).toEqual(['error   12 ms  Tiller GetVersion: Not yet.']);
  });

  it('says what is waited for and for how long, until it is there', () => {
    const waiting: LiveEvent = { kind: 'waiting', words: 'nobody listens', until: 9_500 };
    expect(lines(after([waiting]))).toEqual(['wait  7.5 s left (--wait): nobody listens']);
    expect(lines(after([waiting]), { now: 99_000 })).toEqual([
      'wait  0 ms left (--wait): nobody listens',
    ]);
    expect(lines(after([waiting, { kind: 'waited' }]))).toEqual([]);
  });
});

describe('the live view of several runs', () => {
  it('has a line for each, with the call that it is at', () => {
    let runs = liveRuns(['one', 'two', 'three', 'four']);
    const happens = (name: string, ...events: LiveEvent[]) =>
      events.forEach((event) => (runs = afterEvent(runs, name, event)));
    happens('one', at(0, started(VERSION)), at(12, ended(VERSION)), at(500, started(LIST)));
    happens('one', at(600, came(1_024, 3, 6)));
    happens('two', at(0, started(SWIFT)), at(12, ended(SWIFT, 'Refused.')), { kind: 'over' });
    happens('three', { kind: 'waiting', words: 'nobody listens', until: 3_000 });
    expect(lines(runs)).toEqual(
      [
        'run     2.0 s  one: Tiller ListReleases: ██████░░░░░░ 1 KiB, 3 of 6 releases',
        'done           two: 1 call, 1 failed',
        'wait     0 ms  three: 1.0 s left (--wait): nobody listens',
        '         0 ms  four: not begun',
      ].map((line) => (widthOf(line) < 80 ? line : `${line.slice(0, 78)}…`)),
    );
  });
});

it('is never as wide as the terminal and moves it nowhere, whatever comes', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('\u001b[2J', '日本語'.repeat(40), 'a\nb', '\u202e'),
  );
  fc.assert(
    fc.property(
      hostile,
      hostile,
      fc.integer({ min: 20, max: 200 }),
      fc.boolean(),
      fc.boolean(),
      (name, outcome, width, ascii, several) => {
        const call = { ...VERSION, name };
        const run = several ? name : null;
        const runs = after(
          [
            at(0, { ...call, phase: 'started' }),
            at(1, { ...call, phase: 'ended', ms: 1, ok: false, outcome }),
            { kind: 'waiting', words: 'x', until: 5 },
          ],
          run,
        );
        for (const line of lines(runs, { width, ascii })) {
          expect(widthOf(line)).toBeLessThan(width);
          expect(line).not.toMatch(ascii ? /[^ -~]/ : /\p{Cc}|\u202e/u);
        }
      },
    ),
  );
});

it('says by colour nothing that it does not say in words', () => {
  const runs = after([at(0, started(VERSION)), at(1, ended(VERSION, 'Refused.'))]);
  const bare = lines(runs, { ink: paint(true) }).map(stripVTControlCharacters);
  expect(bare).toEqual(lines(runs));
});
