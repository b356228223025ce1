// Files that a run reads or writes. Two names for one file would cost a report, or an input of the run.
import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { evidenceIn, isFolder } from '../evidence/file.js';
import { UsageError } from '../util/usage-error.js';
import { DATA_SETS } from '../lab/data-set-names.js';
import { namesOf } from './options/option.js';
import { TABLE, type AllFlags } from './options/table.js';
import { nameOf, type Output } from './outputs.js';

interface Written {
  readonly name: string;
  readonly path: string;
  /** The place in the configuration that asked for it; `''`: a flag did. */
  readonly at: string;
}

/**
 * @param evidence the files of `--save-evidence`
 * @param read files that are not to be written over
 * @throws UsageError where a file is to be written twice, or is one of those that are read
 */
export function refuseSharedFiles(
  outputs: readonly Output[],
  evidence: readonly string[],
  read: readonly string[],
): void {
  const written: Written[] = outputs.flatMap((output) =>
    output.file === null ? [] : [{ name: nameOf(output), path: output.file, at: output.at ?? '' }],
  );
  written.push(...evidence.map((path) => ({ name: `--save-evidence ${path}`, path, at: '' })));
  const inputs = new Map(read.map((path) => [identity(path), path]));
  const taken = new Map<string, Written>();
  for (const one of written) {
    const key = identity(one.path);
    const input = inputs.get(key);
    if (input !== undefined) {
      throw new UsageError(
        `${prefix(one.at)}${one.name} would replace ${input}, which this run reads: specify another file.`,
      );
    }
    const other = taken.get(key);
    if (other) {
      throw new UsageError(
        `${prefix(one.at || other.at)}${other.name} and ${one.name} are the same file: give each its own file.`,
      );
    }
    taken.set(key, one);
  }
}

/** The files that options name to be read. */
export function filesRead(flags: Partial<AllFlags>): string[] {
  return namesOf(TABLE).flatMap((name) => {
    const { reads } = TABLE[name].codec;
    const path = flags[name];
    if (reads === undefined || typeof path !== 'string') return [];
    if (reads === 'data set') return DATA_SETS.some((set) => set === path) ? [] : [path];
    return reads === 'evidence' && isFolder(path) ? evidenceIn(path) : [path];
  });
}

function prefix(at: string): string {
  return at === '' ? '' : `${at}: `;
}

/** The same for all names of a file, be it by a link, another spelling, or before it is there. */
function identity(path: string): string {
  try {
    const there = statSync(path, { bigint: true, throwIfNoEntry: false });
    return there ? `${there.dev}:${there.ino}` : placeOf(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The reader or writer of the file reports the problem.
    return resolve(path);
  }
}

/** The path at which a missing file will be made. */
function placeOf(path: string): string {
  const whole = join(realpathSync(dirname(path)), basename(path));
  const target = linkTarget(whole);
  return target === null ? whole : placeOf(resolve(dirname(whole), target));
}

/** `null`: it is no link. */
function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
