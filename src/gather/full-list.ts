// Every stored revision, where Tiller's plain list does not hold each of them: Tiller ends a list without a
// limit at 512, and 2.9.0 to 2.10.0 overwrite parts of a list above 20 MiB.
import { distinctCount, revisionKey } from '../evidence/identity.js';
import type { Failure, Observation } from '../evidence/observation.js';
import {
  MOST_ENTRIES,
  type DirectList,
  type FullList,
  type ListPart,
  type MeasuredRelease,
  type TillerVersion,
} from '../evidence/types.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { findTiller } from '../knowledge/versions.js';
import { observe } from '../net/observe.js';
import { overCeiling } from './direct-list.js';
import type { Run } from '../net/run.js';
import type { AskedPart } from './tiller-client.js';
import type { TillerCalls } from './unfound.js';

/** Revisions that may come between two lists without cutting the second one short. */
const SPARE = 64;
/** Each list makes Tiller decode all that is stored. */
const MOST_CALLS = 64;
/** Revisions in the first part, where the size of none is known. */
const FIRST_TRY = 16;
/** The share of the largest message that a part is planned for: revisions differ in size. */
const FILL = 0.9;

export interface FullListTask {
  readonly run: Run;
  readonly tiller: TillerCalls;
  readonly version: Observation<TillerVersion>;
  readonly plain: Observation<DirectList>;
}

/**
 * `undefined`: the plain list holds every revision, or failed in a manner that meets each list. Never two
 * lists at the same time.
 */
export async function fullList(task: FullListTask): Promise<Observation<FullList> | undefined> {
  const { plain, version } = task;
  if (!version.ok || !(plain.ok ? lacksSome(plain.value) : helpsToPart(plain, version.value))) {
    return undefined;
  }
  const listed = plain.ok ? plain.value : plain.partial;
  const maker = new FullListMaker(task, version.value.semVer, listed);
  const total = listed?.total ?? 0;
  if (plain.ok && maker.passesInOneList(total)) {
    const whole = await maker.list(total + SPARE);
    const inParts = whole.ok ? maker.isSpoilt(whole.value) : isTooLarge(whole.failure);
    if (!inParts) return maker.result(whole);
  }
  return maker.result(await maker.pages());
}

/** Tiller says that it ended the list, or an entry stands in the place of another one. */
function lacksSome({ releases, total, next }: DirectList): boolean {
  const held = distinctCount(releases);
  const cut = next !== '' || held < releases.length;
  return cut && held < total && total <= MOST_ENTRIES;
}

/** Elsewhere Tiller parts a list by itself, and refuses to send no more than a revision too large by itself. */
function helpsToPart({ failure }: { failure: Failure }, { semVer }: TillerVersion): boolean {
  const tiller = findTiller(semVer);
  const parts = tiller?.listDelivery === 'chunks' && !tiller.chunkBufferReuse;
  return tiller !== null && !parts && readSizeError(failure.message)?.direction === 'send';
}

type Part = Observation<DirectList>;
type Where = Pick<ListPart, 'offset' | 'only' | 'descending'>;

class FullListMaker {
  readonly #parts: ListPart[] = [];
  readonly #held = new Map<string, MeasuredRelease>();
  readonly #overwrites: boolean;
  /** Bytes that one part may come to. */
  readonly #most: number;
  /** What one list may come to, `null` if nothing bounds it; and the mean size of a revision. */
  readonly #plan: { readonly limit: number | null; readonly mean: number };
  #total: number;
  #ms = 0;
  #calls = 0;
  #messages = 0;

  constructor(
    private readonly task: FullListTask,
    private readonly clientVersion: string,
    { releases = [], total = 0 }: Partial<DirectList> = {},
  ) {
    const tiller = findTiller(clientVersion);
    const { ceilingBytes } = task.run.options;
    this.#most = Math.min(TILLER_MESSAGE_LIMIT, ceilingBytes);
    this.#overwrites = tiller?.chunkBufferReuse ?? false;
    const bytes = releases.reduce((sum, release) => sum + release.bytes, 0);
    const sendLimit = Math.min(tiller?.sendLimitBytes ?? Infinity, ceilingBytes);
    const bounded = this.#overwrites || tiller?.listDelivery === 'one message';
    this.#plan = {
      limit: bounded ? sendLimit : null,
      mean: bytes / Math.max(1, releases.length),
    };
    this.#total = total;
  }

  /** Whether all fit into one list, estimated from the revisions that came. */
  passesInOneList(total: number): boolean {
    const { limit, mean } = this.#plan;
    return limit === null || mean * total <= limit;
  }

  result(last: Part): Observation<FullList> {
    const value = {
      parts: this.#parts,
      releases: [...this.#held.values()],
      total: this.#total,
    };
    const ms = this.#ms;
    return last.ok
      ? { ok: true, ms, value }
      : { ok: false, ms, failure: last.failure, partial: value };
  }

  /** In several messages of a Tiller that overwrites, the first ones can hold what belongs to the others. */
  isSpoilt({ messages }: DirectList): boolean {
    return this.#overwrites && messages.length > 1;
  }

  /** One list; what it holds is kept unless it is spoilt. */
  async list(limit: number, where: Where = {}, asked: AskedPart = {}): Promise<Part> {
    const { run, tiller } = this.task;
    this.#calls += 1;
    const { offset, only, descending } = where;
    const request: AskedPart = {
      limit,
      ...(offset !== undefined && { offset }),
      ...(only !== undefined && { filter: `^${only.replace(/[^\w-]/g, '\\$&')}$` }),
      ...(descending && { sort_order: 'DESC' }),
      ...asked,
    };
    const part = await observe(
      run,
      'Tiller ListReleases beyond the plain list',
      'swiftcheck->tiller',
      async (progress) => ({ value: await tiller.list(this.clientVersion, progress, request) }),
    );
    this.#ms += part.ms;
    if (!part.ok) return part;
    const { releases, messages, count, total, next } = part.value;
    this.#parts.push({ limit, ...where, messages, count, total, next });
    if (only === undefined) this.#total = total;
    if (!this.isSpoilt(part.value)) {
      for (const release of releases) this.#held.set(revisionKey(release), release);
    }
    this.#messages += messages.length;
    const over = this.#overEntries();
    return over === null
      ? part
      : {
          ...{ ok: false, ms: part.ms },
          failure: { hop: 'swiftcheck->tiller', kind: 'over-ceiling', message: over },
        };
  }

  /** The parts are one list: together they may have as many entries as a list by itself. */
  #overEntries(): string | null {
    const { ceilingBytes } = this.task.run.options;
    const most = Math.max(this.#held.size, this.#messages);
    return overCeiling({ bytes: 0, releases: most }, 0, ceilingBytes);
  }

  /**
   * Parts in the order of names. A part begins at the last revision of a name. It begins therefore at a name
   * that the part before it held completely, so that no revision of the next name is left out.
   */
  async pages(): Promise<Part> {
    let limit = this.#fitting();
    let offset: string | undefined;
    /** The least limit with which the part at `offset` was too large. */
    let tooMany = Infinity;
    for (;;) {
      const where = offset === undefined ? {} : { offset };
      const part = await this.list(limit, where, { sort_by: 'NAME' });
      if (!part.ok && !isTooLarge(part.failure)) return part;
      if (this.#overEntries() !== null) return part;
      if (this.#calls >= MOST_CALLS) return part;
      if (!part.ok || this.isSpoilt(part.value)) {
        // One revision alone is larger than a message may be.
        if (limit === 1) return part;
        tooMany = limit;
        limit = Math.ceil(limit / 2);
        continue;
      }
      const { next, releases, messages } = part.value;
      if (next === '') return part;
      const complete = releases.findLast(({ name }) => name !== next && name !== offset)?.name;
      const bytes = messages.reduce((sum, message) => sum + message.bytes, 0);
      if (complete === undefined && limit * 2 < tooMany && bytes * 2 <= this.#most) {
        limit *= 2;
        continue;
      }
      if (complete === undefined) {
        // The revisions of one name fill a part: they are listed from either end.
        for (const descending of [false, true]) {
          const end = await this.list(limit, { only: next, ...(descending && { descending }) });
          if (!end.ok) return end;
          // The first of the two held them all.
          if (end.value.next === '') break;
        }
      }
      offset = complete ?? next;
      limit = this.#fitting();
      tooMany = Infinity;
    }
  }

  /** As many revisions of the mean size as a part may hold. */
  #fitting(): number {
    const held = [...this.#held.values()];
    const mean =
      held.length === 0
        ? this.#plan.mean
        : held.reduce((sum, { bytes }) => sum + bytes, 0) / held.length;
    if (mean === 0) return FIRST_TRY;
    return Math.max(1, Math.min(this.#total + SPARE, Math.floor((FILL * this.#most) / mean)));
  }
}

function isTooLarge({ kind, message }: Failure): boolean {
  return kind === 'over-ceiling' || readSizeError(message) !== null;
}
