// One kubeconfig file, with paths made absolute.
import { dirname, isAbsolute, join } from 'node:path';
import {
  newClusters,
  newContexts,
  newUsers,
  type Cluster,
  type Context,
  type User,
} from '@kubernetes/client-node/dist/config_types.js';
import { LineCounter, parseDocument, type Document, type ErrorCode } from 'yaml';
import { fileProblem } from '../util/file-words.js';
import { readTextUpTo, TEXT_FILE_BYTES } from '../util/read-file.js';
import { UsageError } from '../util/usage-error.js';
import { offsetOfLostAlias } from '../util/yaml-alias.js';
import { isObject, objectIn, objectsIn, textIn, type JsonObject } from '../util/json.js';

export interface KubeconfigUser extends User {
  readonly tokenFile?: string;
  /** A field that would change as whom the API server is asked, and that is not sent. */
  readonly unsent?: string;
  /** A field that has to be text and is not, such as a token of digits without quotes. */
  readonly untyped?: string;
}

export interface KubeconfigCluster extends Cluster {
  /** As that of a user. */
  readonly untyped?: string;
}

export interface KubeconfigContext extends Context {
  /** As that of a user. */
  readonly untyped?: string;
}

export interface KubeconfigEntries {
  readonly path: string;
  readonly clusters: KubeconfigCluster[];
  readonly users: KubeconfigUser[];
  readonly contexts: KubeconfigContext[];
  /** Empty where it names none. */
  readonly currentContext: string;
}

/** A broken entry that is not used does no harm; one that is used is missed by its name. */
const USED = { onInvalidEntry: 'filter' } as const;

/**
 * `null` where the file does not exist and need not: only the one of a flag has to.
 * @throws UsageError
 */
export function readKubeconfigFile(
  path: string,
  from: 'flag' | 'KUBECONFIG' | 'home',
): KubeconfigEntries | null {
  const where = from === 'flag' ? '--kubeconfig' : from === 'home' ? 'kubeconfig' : from;
  const raw = readYaml(path, where, from !== 'flag');
  if (raw === null) return null;
  for (const [list, what] of LISTS) {
    const twice = firstTwice(objectsIn(raw, list).map((entry) => textIn(entry, 'name')));
    if (twice === null) continue;
    throw new UsageError(
      `${where}: ${path} has more than one ${what} with the name "${twice}". kubectl refuses the file, too.`,
    );
  }
  const folder = dirname(path);
  const rawUsers = byName(raw, 'users');
  const rawClusters = byName(raw, 'clusters');
  const rawContexts = byName(raw, 'contexts');
  return {
    path,
    clusters: newClusters(named(raw, 'clusters'), USED).map((cluster) => {
      const untyped = untypedIn(
        objectIn(rawClusters.get(cluster.name) ?? {}, 'cluster'),
        CLUSTER_TEXTS,
      );
      if (untyped !== undefined) return { ...cluster, untyped };
      return {
        ...cluster,
        ...(cluster.caFile && { caFile: absolute(folder, cluster.caFile) }),
      };
    }),
    users: newUsers(named(raw, 'users'), USED).map((user) =>
      withOwnPaths(user, rawUsers.get(user.name) ?? {}, folder),
    ),
    contexts: newContexts(named(raw, 'contexts'), USED).map((context) => {
      const fields = objectIn(rawContexts.get(context.name) ?? {}, 'context');
      const untyped = untypedIn(fields, CONTEXT_TEXTS);
      return untyped === undefined ? context : { ...context, untyped };
    }),
    currentContext: textIn(raw, 'current-context'),
  };
}

const LISTS = [
  ['clusters', 'cluster'],
  ['users', 'user'],
  ['contexts', 'context'],
] as const;

/** The entries of a list whose name is text. */
function named(raw: JsonObject, list: string): JsonObject[] {
  return objectsIn(raw, list).filter((entry) => textIn(entry, 'name') !== '');
}

function byName(raw: JsonObject, list: string): Map<string, JsonObject> {
  return new Map(objectsIn(raw, list).map((entry) => [textIn(entry, 'name'), entry]));
}

function untypedIn(fields: JsonObject, texts: readonly string[]): string | undefined {
  return texts.find((field) => typeof (fields[field] ?? '') !== 'string');
}

function firstTwice(names: readonly string[]): string | null {
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}

/** @throws UsageError, which quotes nothing of the file: any part of it may be a token */
function readYaml(path: string, where: string, mayBeMissing: boolean): JsonObject | null {
  const text = readText(path, where, mayBeMissing);
  if (text === null) return null;
  const lines = new LineCounter();
  // A warning would go to stderr, with the line that it is about.
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const fail = (at: number, fault: string): never => {
    const { line, col } = lines.linePos(at);
    throw new UsageError(`${where}: ${path} is not YAML: ${fault} at line ${line}, column ${col}.`);
  };
  const [broken] = document.errors;
  if (broken) fail(broken.pos[0], FAULTS[broken.code] ?? 'it cannot be parsed');
  const parsed = resolved(document, fail) ?? {};
  if (!isObject(parsed)) throw new UsageError(`${where}: ${path} is not a kubeconfig.`);
  return parsed;
}

function readText(path: string, where: string, mayBeMissing: boolean): string | null {
  try {
    return readTextUpTo(path, TEXT_FILE_BYTES);
  } catch (error) {
    if (mayBeMissing && error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw new UsageError(`${where}: ${path}: ${fileProblem(error)}.`, { cause: error });
  }
}

/** What JSON can hold of it. */
function resolved(document: Document.Parsed, fail: (at: number, fault: string) => never): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS() ?? {}));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const lost = offsetOfLostAlias(document);
    return fail(lost ?? 0, lost === null ? 'its aliases have no end' : 'an alias has no anchor');
  }
}

/** The parser's own words quote what they are about. */
const FAULTS: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'an alias or anchor cannot be read',
  BAD_DQ_ESCAPE: 'a text in quotes has an escape that YAML does not know',
  BAD_INDENT: 'the indentation is wrong',
  BAD_SCALAR_START: 'a text begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping stands where a single value belongs',
  BLOCK_IN_FLOW: 'a block stands within brackets',
  DUPLICATE_KEY: 'a key occurs twice there',
  MISSING_CHAR: 'a character is missing, such as a closing bracket, a quote or a colon',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines',
  MULTIPLE_DOCS: 'a second document begins',
  RESOURCE_EXHAUSTION: 'the values are nested too deeply',
  TAB_AS_INDENT: 'a tab is used as indentation',
  TAG_RESOLVE_FAILED: 'a tag is unknown',
  UNEXPECTED_TOKEN: 'YAML does not allow this text there',
};

/** More of an impersonation than the user's name, which the library sends. */
const UNSENT = ['as-groups', 'as-uid', 'as-user-extra'];

/** Fields of a user that kubectl takes as text only. */
const TEXTS = [
  ...['as', 'client-certificate', 'client-certificate-data', 'client-key', 'client-key-data'],
  ...['password', 'token', 'tokenFile', 'username'],
];

/** The same of a cluster. */
const CLUSTER_TEXTS = [
  ...['certificate-authority', 'certificate-authority-data', 'proxy-url', 'server'],
  'tls-server-name',
];

/** The same of a context. */
const CONTEXT_TEXTS = ['cluster', 'namespace', 'user'];

/** What the library does not read: `tokenFile`, and the plugin's path relative to the file. */
function withOwnPaths(user: User, raw: JsonObject, folder: string): KubeconfigUser {
  const fields = objectIn(raw, 'user');
  const tokenFile = textIn(fields, 'tokenFile');
  const exec = objectIn(fields, 'exec');
  const command = textIn(exec, 'command');
  const unsent = UNSENT.find((field) => field in fields);
  const untyped = untypedIn(fields, TEXTS);
  if (untyped !== undefined) return { ...user, untyped };
  return {
    ...user,
    ...(user.certFile && { certFile: absolute(folder, user.certFile) }),
    ...(user.keyFile && { keyFile: absolute(folder, user.keyFile) }),
    ...(unsent !== undefined && { unsent }),
    ...(tokenFile !== '' && { tokenFile: absolute(folder, tokenFile) }),
    // A bare name is looked up in the PATH.
    ...(/[/\\]/.test(command) && {
      exec: { ...exec, command: absolute(folder, command) } as unknown,
    }),
  };
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
