// The live view of runs that last, as lines of one terminal: a line for each call of a single run, a
// line for each of several runs.
import type { Progress } from '../evidence/calls.js';
import type { Outcome } from '../checks/define.js';
import { formatCount, formatDuration, formatSize, plural } from '../util/bytes.js';
import { joined, shorten, visible, type Safe } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { cutTo } from './layout.js';
import type { LiveCall, LiveRun } from './live-state.js';
import type { Paint } from './paint.js';

export interface LiveOptions {
  /** Milliseconds, of the clock that the events have. */
  readonly now: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly ascii: boolean;
  readonly ink: Paint;
}

/** The state as a word, in the margin, and the words beside it. */
interface Line {
  /** `null`: a heading. */
  readonly label: string | null;
  readonly outcome: Outcome | null;
  readonly text: string;
}

const LABEL = 6;
const TIME = 7;
const BAR = 12;

export function renderLive(runs: readonly LiveRun[], options: LiveOptions): Safe[] {
  const [only] = runs;
  const lines =
    only?.name === null ? runLines(only, options) : runs.map((run) => severalLine(run, options));
  return lines.map((line) => shown(line, options));
}

function runLines(run: LiveRun, options: LiveOptions): Line[] {
  const hops = [...new Set(run.calls.map(({ hop }) => hop))];
  return [
    ...hops.flatMap((hop) => [
      { label: null, outcome: null, text: hop.replace('->', ' -> ') },
      ...alike(run.calls.filter((call) => call.hop === hop)).map((calls) =>
        callLine(calls, options),
      ),
    ]),
    ...(run.waiting
      ? [{ label: 'wait', outcome: 'warn', text: waitWords(run.waiting, options.now) } as const]
      : []),
  ];
}

/** Calls of one name and state, which run at the same time, in one line. */
function alike(calls: readonly LiveCall[]): LiveCall[][] {
  const groups = new Map<string, LiveCall[]>();
  for (const call of calls) {
    const key = JSON.stringify([call.name, call.end?.ok, call.end?.outcome]);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()];
}

function callLine(calls: readonly LiveCall[], options: LiveOptions): Line {
  const [call] = calls;
  if (!call) throw new Error('a line stands for a call');
  const ms = Math.max(...calls.map((each) => each.end?.ms ?? options.now - each.startedAt));
  const times = calls.length > 1 ? ` (${calls.length} times)` : '';
  const text = `${formatDuration(ms).padStart(TIME)}  ${callWords(call, options.ascii, times)}`;
  return { ...stateOf(call), text };
}

function stateOf({ end }: LiveCall): Pick<Line, 'label' | 'outcome'> {
  if (!end) return { label: 'run', outcome: null };
  // Whether an error is a failure of the run is for the rules to say: some are what a healthy Swift answers.
  return end.ok ? { label: 'ok', outcome: 'pass' } : { label: 'error', outcome: 'warn' };
}

function callWords({ name, end, progress }: LiveCall, ascii: boolean, times = ''): string {
  const parts = [
    visible(name) + times,
    progress ? progressWords(progress, ascii, end === null) : '',
    end && !end.ok ? shorten(visible(end.outcome), 300) : '',
  ];
  return parts.filter((part) => part !== '').join(': ');
}

function progressWords(
  { bytes, releases, total }: Progress,
  ascii: boolean,
  lasts: boolean,
): string {
  const of = total === null ? '' : ` of ${formatCount(total)}`;
  const words = `${formatSize(bytes)}, ${formatCount(releases)}${of} ${total === 1 || (total === null && releases === 1) ? 'release' : 'releases'}`;
  return lasts && total ? `${bar(releases / total, ascii)} ${words}` : words;
}

function bar(part: number, ascii: boolean): string {
  const whole = Math.floor(Math.min(part, 1) * BAR);
  const [full, rest] = ascii ? ['#', '.'] : ['█', '░'];
  return full.repeat(whole) + rest.repeat(BAR - whole);
}

/** One of several runs, with the call that it is at. */
function severalLine({ name, begunAt, calls, waiting, over }: LiveRun, options: LiveOptions): Line {
  const context = visible(name ?? '');
  const call = calls.findLast(({ end }) => end === null) ?? calls.at(-1);
  const time = formatDuration(options.now - (begunAt ?? options.now)).padStart(TIME);
  if (over) {
    const failed = calls.filter(({ end }) => end?.ok === false).length;
    const words = failed === 0 ? '' : `, ${formatCount(failed)} failed`;
    const text = `${' '.repeat(TIME)}  ${context}: ${plural(calls.length, 'call')}${words}`;
    return { label: 'done', outcome: null, text };
  }
  if (waiting) {
    const text = `${time}  ${context}: ${waitWords(waiting, options.now)}`;
    return { label: 'wait', outcome: 'warn', text };
  }
  const words = call ? callWords(call, options.ascii) : 'not begun';
  return { label: call ? 'run' : '', outcome: null, text: `${time}  ${context}: ${words}` };
}

function waitWords({ words, until }: NonNullable<LiveRun['waiting']>, now: number): string {
  return `${formatDuration(Math.max(0, until - now))} left (--wait): ${words}`;
}

/** Never as wide as the terminal: the cursor stays on the line. Coloured after it is cut. */
function shown({ label, outcome, text }: Line, { width, ascii, ink }: LiveOptions): Safe {
  const whole = label === null ? text : label.padEnd(LABEL) + text;
  const line = ascii ? cutTo(toAscii(whole), width - 1, '...') : cutTo(whole, width - 1);
  if (label === null) return ink.strong(line);
  if (outcome === null) return line;
  return joined([ink.outcome(outcome, line.slice(0, LABEL)), visible(line.slice(LABEL))]);
}
