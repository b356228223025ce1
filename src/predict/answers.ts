// Tiller's answers that are one message: which releases they hold and how large they are.
import {
  nameInUse,
  notFound,
  objectionToName,
  objectionToNewName,
  statusNotFound,
} from '../knowledge/tiller-text.js';
import type { TillerRelease } from '../knowledge/types.js';
import { lengthDelimitedBytes } from '../util/protobuf-size.js';
import {
  contentAnswerBytes,
  exactly,
  historyAnswerBytes,
  integerFieldBytes,
  statusAnswerBytes,
  stringFieldBytes,
  type Size,
} from './sizes.js';
import type { Doubt, DryRunRequest, StoredRelease, UnaryRequest } from './types.js';

export type Answer =
  | {
      readonly size: Size;
      readonly releases: readonly StoredRelease[];
      readonly doubts: readonly Doubt[];
    }
  /** What Tiller says instead. */
  | { readonly error: string };

/** What Tiller answers, before any limit. */
export function answer(
  request: UnaryRequest,
  stored: readonly StoredRelease[],
  tiller: TillerRelease,
): Answer {
  if (request.kind === 'version') return exact(versionSize(tiller), []);
  const objection =
    request.kind === 'dry-run' ? objectionToNewName(request.name) : objectionToName(request.name);
  if (objection !== null) return { error: objection };
  const revisions = stored
    .filter(({ name }) => name === request.name)
    .sort((a, b) => b.revision - a.revision);
  if (request.kind === 'dry-run') {
    if (revisions.length > 0) return { error: nameInUse(request.name) };
    return { size: dryRunSize(request), releases: [], doubts: ['framing'] };
  }
  if (request.kind === 'history') {
    if (revisions.length === 0) return { error: notFound(request.name) };
    const given = revisions.slice(0, Math.max(0, request.max ?? 0));
    return exact(exactly(historyAnswerBytes(given)), given);
  }
  const version = Math.max(0, request.version ?? 0);
  const release = revisions.find(({ revision }) => version === 0 || revision === version);
  if (request.kind === 'content') {
    if (!release) return { error: notFound(request.name, version) };
    return exact(exactly(contentAnswerBytes(release)), [release]);
  }
  if (!release) return { error: statusNotFound(request.name, version) };
  // Tiller adds no table to what is gone.
  const gone = release.status === 'DELETED' || release.status === 'FAILED';
  const size = statusAnswerBytes(release, gone ? 0 : (request.tableBytes ?? null));
  return { size, releases: [release], doubts: size.max === size.min ? [] : ['status-table'] };
}

function exact(size: Size, releases: readonly StoredRelease[]): Answer {
  return { size, releases, doubts: [] };
}

/** Built from a clone, Tiller holds the commit (40 digits) and whether the tree was `clean`. */
function versionSize(tiller: TillerRelease): Size {
  const semVer = lengthDelimitedBytes(`v${tiller.version}`.length);
  const build = lengthDelimitedBytes(40) + lengthDelimitedBytes('clean'.length);
  const max = lengthDelimitedBytes(semVer + build);
  return { bytes: max, min: lengthDelimitedBytes(semVer), max };
}

const PENDING_INSTALL = 6;

/** A release that was rendered and not stored. */
function dryRunSize(request: DryRunRequest): Size {
  const code = integerFieldBytes(PENDING_INSTALL);
  const notes = request.notesBytes === 0 ? 0 : lengthDelimitedBytes(request.notesBytes);
  const sized = (nanosBytes: number, configBytes: number) => {
    const secondsBytes = 6;
    const times = 2 * lengthDelimitedBytes(secondsBytes + nanosBytes);
    const info = lengthDelimitedBytes(code + notes) + times + stringFieldBytes('Dry run complete');
    return lengthDelimitedBytes(
      stringFieldBytes(request.name) +
        lengthDelimitedBytes(info) +
        lengthDelimitedBytes(request.chartBytes) +
        configBytes +
        integerFieldBytes(1) +
        stringFieldBytes(request.namespace),
    );
  };
  // The nanoseconds of a time take 0 to 6 bytes, nearly always 5 or 6; empty values 0 or 2.
  return { bytes: sized(6, 2), min: sized(0, 0), max: sized(6, 2) };
}
