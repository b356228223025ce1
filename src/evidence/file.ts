// Evidence on disk. What is read back is held against the published schema first: everything after it
// may then rely on the types.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { fileProblem } from '../util/file-words.js';
import { packageText } from '../util/package-info.js';
import { UsageError } from '../util/usage-error.js';
import { EVIDENCE_SCHEMA_VERSION, type Evidence } from './types.js';

/** Names and addresses of a cluster are no business of everybody on a machine. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** @throws UsageError where the file cannot be made: better said before the run than after */
export function checkEvidencePath(file: string): void {
  if (!existsSync(dirname(file))) {
    throw new UsageError(`--save-evidence: there is no folder ${dirname(file)}`);
  }
  if (isFolder(file)) {
    throw new UsageError(`--save-evidence: ${file} is a folder; of one cluster it is a file.`);
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
      `--save-evidence: ${file} is a symbolic link, and evidence is written through none: name the file itself.`,
    );
  }
  if (there?.isFile() && !force) {
    throw new UsageError(
      `--save-evidence: ${file} is there already: name another file, or replace it with --force.`,
    );
  }
}

/**
 * Writes a file beside it and moves that in its place: whoever reads meanwhile finds the old one or the whole
 * new one.
 * @param force whether a file that is there is replaced
 * @throws what the system says where the file cannot be written, or is there
 */
export function writeEvidence(file: string, evidence: Evidence, force: boolean): void {
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  if (isDevice(file)) {
    // A device or pipe is written to, and never replaced.
    writeTo(openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW), text);
    return;
  }
  const made = join(dirname(file), `.swiftcheck-${randomBytes(8).toString('hex')}.tmp`);
  try {
    // Fails where that name is taken, be it by a link.
    writeTo(openSync(made, 'wx', OWNER_ONLY), text);
    // A link, unlike a move, takes no name that something has taken since the run began. What a move never
    // replaces is a folder, and the system says so.
    if (force || lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) renameSync(made, file);
    else linkSync(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}

function writeTo(open: number, text: string): void {
  try {
    writeFileSync(open, text);
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
  const there = lstatSync(folder.replace(/(?<=[^/])\/+$/, ''), { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) {
    throw new UsageError(
      `--save-evidence: ${folder} is a symbolic link, and evidence is written through none: name the folder itself.`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    throw new UsageError(
      `--save-evidence names a folder where several clusters are checked, and ${folder} cannot be made: ${fileProblem(error)}.`,
      { cause: error },
    );
  }
}

/** A file `NAME.json` each; what a file name should not have is replaced. */
export function evidenceFiles(folder: string, names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '_') || '_';
    let file = safe;
    // Names that become alike, also where a file system does not tell capitals apart.
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

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Reads what `--save-evidence` wrote, or the evidence within a JSON report.
 * @throws UsageError where the file cannot be read or is no evidence of a known schema version.
 */
export async function loadEvidence(file: string): Promise<Evidence> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${unread(error)}.`, { cause: error });
  }
  return parseEvidence(parsed, file);
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
    throw new UsageError(`${name} is no evidence: it has no schemaVersion.`);
  if (version !== EVIDENCE_SCHEMA_VERSION) {
    throw new UsageError(
      `${name} has schemaVersion ${JSON.stringify(version)}; this swiftcheck reads ${EVIDENCE_SCHEMA_VERSION}.`,
    );
  }
  validator ??= compileSchema();
  const validate = await validator;
  if (!validate(found)) {
    const [error] = validate.errors ?? [];
    throw new UsageError(
      `${name} is no evidence: ${error?.instancePath ?? ''} ${error?.message ?? 'is wrong'}.`,
    );
  }
  // What the schema has checked is what the type says.
  return found as Evidence;
}

/** Compiled once: a report can be made of many files. */
let validator: Promise<ValidateFunction> | undefined;

async function compileSchema(): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: false });
  const schema = packageText('docs/report.schema.json');
  ajv.addSchema(JSON.parse(schema) as object, 'report');
  const validate = ajv.getSchema('report#/$defs/Evidence');
  if (!validate) throw new Error('the schema of the package has no definition of evidence');
  return validate;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function unread(error: unknown): string {
  return error instanceof SyntaxError
    ? `it is no evidence, as it is not JSON (${error.message})`
    : fileProblem(error);
}
