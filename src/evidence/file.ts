// Evidence on disk. What is read back is held against the published schema first: everything after it
// may then rely on the types.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileProblem } from '../util/file-words.js';
import { jsonPieces } from '../util/json-pieces.js';
import { openToWrite } from '../util/pipes.js';
import { DATA_FILE_BYTES, readTextUpTo } from '../util/read-file.js';
import { shorten } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { EVIDENCE_SCHEMA_VERSION, type Evidence } from './types.js';

/** Names and addresses of a cluster are no business of everybody on a machine. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** @throws UsageError where the file cannot be made: better said before the run than after */
export function checkEvidencePath(file: string): void {
  checkPath(file, '--save-evidence');
  if (isFolder(file)) {
    throw new UsageError(`--save-evidence: ${file} is a folder; of one cluster it is a file.`);
  }
  // A device is written to. A file is replaced by another, whatever its own mode is.
  checkAccess(isDevice(file) ? file : dirname(file), `--save-evidence: ${file}`);
}

/** @throws UsageError, which begins with `from`, if the file cannot be written, or made */
export function checkWritable(file: string, from: string): void {
  checkPath(file, from);
  // A link can lead to a file that the run makes, in another folder.
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (existsSync(file)) checkAccess(file, `${from}: ${file}`);
  else if (there === undefined) checkAccess(dirname(file), `${from}: ${file}`);
}

/** @throws UsageError, which begins with `from`, if no file can have that path */
function checkPath(file: string, from: string): void {
  const folder = dirname(file);
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UsageError(`${from}: there is no folder ${folder}`);
    }
    lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${from}: ${file}: ${fileProblem(error)}.`, { cause: error });
  }
}

/** @throws UsageError, which begins with `from`, if this user may not write to a file or a folder */
function checkAccess(path: string, from: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new UsageError(`${from}: ${fileProblem(error)}.`, { cause: error });
  }
}

/**
 * @param force whether a file that is there is replaced
 * @throws UsageError where it is a link, or a file that is not to be replaced
 */
export function refuseTaken(file: string, force: boolean): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) {
    throw new UsageError(
      `--save-evidence: ${file} is a symbolic link, and swiftcheck does not write evidence through a link: give the file itself.`,
    );
  }
  if (there?.isFile() && !force) {
    throw new UsageError(
      `--save-evidence: ${file} exists already: give another file, or replace it with --force.`,
    );
  }
}

/**
 * Writes a file beside it and moves that in its place: a reader meanwhile finds the old one or the whole
 * new one.
 * @param force whether a file that is there is replaced
 * @throws what the system says where the file cannot be written, or is there
 */
export function writeEvidence(file: string, evidence: Evidence, force: boolean): void {
  if (isDevice(file)) {
    // A device or pipe is written to, and never replaced.
    writeTo(openToWrite(file, constants.O_WRONLY | constants.O_NOFOLLOW), jsonPieces(evidence));
    return;
  }
  const made = join(dirname(file), `.swiftcheck-${randomBytes(8).toString('hex')}.tmp`);
  try {
    // Fails where that name is taken, be it by a link.
    writeTo(openSync(made, 'wx', OWNER_ONLY), jsonPieces(evidence));
    // A link, unlike a move, never replaces a file that appeared since the run began. What a move never
    // replaces is a folder, and the system says so.
    if (force || lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) renameSync(made, file);
    else linkOrCopy(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}

/** Gives a file a second name, or a copy on a file system without links. @throws if that name is taken */
function linkOrCopy(made: string, file: string): void {
  try {
    linkSync(made, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    copyFileSync(made, file, constants.COPYFILE_EXCL);
  }
}

/** Writes to an open file, and closes the file. */
export function writeTo(open: number, pieces: Iterable<string>): void {
  try {
    for (const piece of pieces) writeFileSync(open, piece);
  } finally {
    closeSync(open);
  }
}

function isDevice(file: string): boolean {
  const there = lstatSync(file, { throwIfNoEntry: false });
  return (
    there !== undefined &&
    ![there.isFile(), there.isDirectory(), there.isSymbolicLink()].includes(true)
  );
}

/** @throws UsageError where the folder is a link, or is not there and cannot be made. */
export function makeEvidenceFolder(folder: string): void {
  try {
    const there = lstatSync(folder.replace(/(?<=[^/])\/+$/, ''), { throwIfNoEntry: false });
    if (there?.isSymbolicLink()) {
      throw new UsageError(
        `--save-evidence: ${folder} is a symbolic link, and swiftcheck does not write evidence through a link: give the folder itself.`,
      );
    }
    if (there?.isDirectory() === false) {
      throw new UsageError(
        `--save-evidence takes a folder for several clusters, and ${folder} is no folder.`,
      );
    }
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `--save-evidence takes a folder for several clusters, and ${folder} cannot be made: ${fileProblem(error)}.`,
      { cause: error },
    );
  }
}

/** File systems take 255 bytes; the number of a copy and the ending have to fit, too. */
const MOST_NAME = 200;

/** A file `NAME.json` each; what a file name should not have is replaced. */
export function evidenceFiles(folder: string, names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe =
      name
        .replace(/[^\w.-]+/g, '_')
        .replace(/^\.+/, '_')
        .slice(0, MOST_NAME) || '_';
    let file = safe;
    // Names that become equal, also on a file system that ignores case.
    for (let copy = 2; taken.has(file.toLowerCase()); copy += 1) file = `${safe}-${copy}`;
    taken.add(file.toLowerCase());
    return join(folder, `${file}.json`);
  });
}

/** The files of a folder that may hold evidence, in the order of their names. @throws UsageError */
export function evidenceIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => !isFolder(file));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UsageError(`${folder}: ${fileProblem(error)}.`, { cause: error });
  }
}

/** `false` also if the system does not say: the read or the write of the path says why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return false;
  }
}

/**
 * Reads what `--save-evidence` wrote, or the evidence within a JSON report.
 * @throws UsageError where the file cannot be read or is no evidence of a known schema version.
 */
export async function loadEvidence(file: string): Promise<Evidence> {
  let text: string;
  try {
    text = readTextUpTo(file, DATA_FILE_BYTES);
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}.`, { cause: error });
  }
  return parseEvidence(await parsed(text, file), file);
}

async function parsed(text: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The parser quotes what it does not take, and that is a password in a file that was named by mistake.
    const { jsonFault } = await import('../util/json-fault.js');
    const before = text.slice(0, jsonFault(text)?.at ?? 0).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
    throw new UsageError(`${file}: it is not evidence, because it is not JSON from ${place} on.`, {
      cause: error,
    });
  }
}

/**
 * Evidence, or the evidence within a JSON report, checked against the published schema.
 * @param name of the value in messages
 * @throws UsageError where it is no evidence of a known schema version.
 */
export async function parseEvidence(value: unknown, name = 'the value'): Promise<Evidence> {
  const found = field(value, 'findings') === undefined ? value : field(value, 'evidence');
  const version = field(found, 'schemaVersion');
  if (version === undefined)
    throw new UsageError(`${name} is not evidence: it has no schemaVersion.`);
  if (version !== EVIDENCE_SCHEMA_VERSION) {
    throw new UsageError(
      `${name} has schemaVersion ${shorten(JSON.stringify(version), 40)}; this swiftcheck reads ${EVIDENCE_SCHEMA_VERSION}.`,
    );
  }
  // Loaded for a file alone.
  const { isEvidence } = await import('./validator.js');
  if (!isEvidence(found)) {
    const [error] = isEvidence.errors ?? [];
    const place = error?.instancePath ?? '';
    throw new UsageError(
      `${name} is not evidence: ${place === '' ? 'it' : place} ${error?.message ?? 'is wrong'}.`,
    );
  }
  // What the schema has checked is what the type says.
  const evidence = found as Evidence;
  const urls = {
    '/swift/target/url': evidence.swift.target.url,
    '/cluster/server': evidence.cluster?.server,
  };
  for (const [path, url] of Object.entries(urls)) {
    if (url === '' && isUnasked(evidence)) continue;
    if (url !== undefined && !URL.canParse(url)) {
      throw new UsageError(`${name} is not evidence: ${path} must be a URL.`);
    }
  }
  return evidence;
}

/** A context that cannot be used has no server, and nothing was sent. */
function isUnasked({ cluster, swift }: Evidence): boolean {
  const searches = [cluster?.tiller?.pods, cluster?.swift?.services];
  return (
    swift.target.credentials === 'none' &&
    searches.some((search) => search?.ok === false && search.failure.kind === 'kubeconfig')
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
