// What a report offers: each page, limit and upgrade of its steps, read back from the commands as they are printed.
import { RELEASE_STATUSES, type Evidence, type ReleaseStatus } from '../../src/evidence/types.js';
import type { Step } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import type { SwiftRelease, TillerRelease } from '../../src/knowledge/types.js';
import type { ListRequest } from '../../src/predict/types.js';

export interface Offers {
  /** What a step that asks Swift for a list offers. */
  readonly pages: readonly Offered<ListRequest>[];
  /** What a step that asks Tiller for a list offers. */
  readonly direct: readonly Offered<ListRequest>[];
  /** What a step that reads one revision from Tiller offers. */
  readonly contents: readonly Offered<{ readonly name: string; readonly version: number }>[];
  /** The pair after all changes of an upgrade. */
  readonly upgrades: readonly Offered<Pair>[];
  /** The codes that the report raises, and each sentence of its steps. */
  readonly codes: ReadonlySet<string>;
  readonly sentences: readonly string[];
}

export interface Pair {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
}

interface Offered<T> {
  readonly code: string;
  readonly step: Step;
  readonly value: T;
}

export function offersOf(evidence: Evidence, present: Pair): Offers {
  const raised = judge(evidence, 'fail').findings.filter(isRaised);
  const steps = raised.flatMap(({ code, explanation }) =>
    explanation.steps.map((step) => ({ code, step })),
  );
  const each = <T>(read: (command: string) => T | null): Offered<T>[] =>
    steps.flatMap(({ code, step }) => {
      const value = step.command === undefined ? null : read(step.command);
      // A probe for the hop is meant to fail or to pass: it promises neither.
      return value === null || code === 'list-over-unknown-limit' ? [] : [{ code, step, value }];
    });
  return {
    pages: each((command) => swiftList(command)),
    direct: each((command) => helmList(command)),
    contents: each((command) => helmGet(command)),
    upgrades: raised.flatMap(({ code, explanation }) => upgrades(code, explanation.steps, present)),
    codes: new Set(raised.map(({ code }) => code)),
    sentences: steps.map(({ step }) => step.text),
  };
}

function swiftList(command: string): ListRequest | null {
  const query = /^curl .*\/tiller\/v2\/releases\/json\?([^']*)'$/.exec(command)?.[1];
  if (query === undefined) return null;
  const asked = new URLSearchParams(query);
  const known = ['all', 'sort_by', 'limit', 'offset', 'namespace', 'status_codes'];
  const other = [...asked.keys()].find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`an unknown parameter ${other}: ${command}`);
  const [sortBy, limit, offset, namespace] = known.slice(1, 5).map((key) => asked.get(key));
  return {
    kind: 'list',
    ...(asked.get('all') === 'true' && { all: true }),
    ...(sortBy === 'NAME' && { sortBy: 'NAME' as const }),
    ...(limit != null && { limit: Number(limit) }),
    ...(offset != null && { offset }),
    ...(namespace != null && { namespace }),
    ...(asked.has('status_codes') && { statusCodes: asked.getAll('status_codes').map(status) }),
  };
}

function status(name: string): ReleaseStatus {
  const found = RELEASE_STATUSES.find((each) => each === name);
  if (!found) throw new Error(`an unknown status ${name}`);
  return found;
}

function helmList(command: string): ListRequest | null {
  if (!/^helm .*\bls\b/.test(command)) return null;
  const max = Number(/--max (\d+)/.exec(command)?.[1] ?? 256);
  return { kind: 'list', all: command.includes(' --all'), sortBy: 'NAME', limit: max };
}

function helmGet(command: string): { name: string; version: number } | null {
  const [, name, version] = /^helm .*\bget (\S+) --revision (\d+)/.exec(command) ?? [];
  return name === undefined ? null : { name, version: Number(version) };
}

/** A step that begins with `Then` continues the one before. */
function upgrades(code: string, steps: readonly Step[], present: Pair): Offered<Pair>[] {
  const found: Offered<Pair>[] = [];
  for (const step of steps) {
    const [, program = '', version = ''] =
      / set image \S+ (swift|tiller)=\S+:v?(\d+\.\d+\.\d+)$/.exec(step.command ?? '') ?? [];
    if (program === '') continue;
    const last = step.text.startsWith('Then ') ? found.pop()?.value : undefined;
    const { swift, tiller } = last ?? present;
    const release = program === 'swift' ? findSwift(version) : findTiller(version);
    if (!release) throw new Error(`${program} ${version} is unknown`);
    found.push({
      ...{ code, step },
      value: {
        swift: program === 'swift' ? (findSwift(version) ?? swift) : swift,
        tiller: program === 'tiller' ? (findTiller(version) ?? tiller) : tiller,
      },
    });
  }
  return found;
}
