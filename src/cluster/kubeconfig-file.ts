// One kubeconfig file, with paths made absolute.
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Cluster, Context, KubeConfig, User } from '@kubernetes/client-node';
import { parse, YAMLError } from 'yaml';
import { fileProblem } from '../util/file-words.js';
import { UsageError } from '../util/usage-error.js';
import { isObject, objectIn, objectsIn, textIn, type JsonObject } from './json.js';

export interface KubeconfigUser extends User {
  /** A field that would change as whom the API server is asked, and that is not sent. */
  readonly unsent?: string;
}

export interface KubeconfigEntries {
  readonly path: string;
  readonly clusters: Cluster[];
  readonly users: KubeconfigUser[];
  readonly contexts: Context[];
  /** Empty where it names none. */
  readonly currentContext: string;
}

/**
 * `null` where the file does not exist and need not: only the one of a flag has to.
 * @throws UsageError
 */
export function readKubeconfigFile(
  Config: typeof KubeConfig,
  path: string,
  from: 'flag' | 'KUBECONFIG' | 'home',
): KubeconfigEntries | null {
  const where = from === 'flag' ? '--kubeconfig' : from === 'home' ? 'kubeconfig' : from;
  const raw = readYaml(path, where, from !== 'flag');
  if (raw === null) return null;
  const config = new Config();
  // A broken entry that is not used does no harm; one that is used is missed by its name.
  config.loadFromString(JSON.stringify(raw), { onInvalidEntry: 'filter' });
  const folder = dirname(path);
  config.makePathsAbsolute(folder);
  const rawUsers = new Map(objectsIn(raw, 'users').map((user) => [textIn(user, 'name'), user]));
  return {
    path,
    clusters: config.clusters,
    users: config.users.map((user) => withOwnPaths(user, rawUsers.get(user.name) ?? {}, folder)),
    contexts: config.contexts,
    currentContext: textIn(raw, 'current-context'),
  };
}

/** @throws UsageError */
function readYaml(path: string, where: string, mayBeMissing: boolean): JsonObject | null {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (mayBeMissing && 'code' in error && error.code === 'ENOENT') return null;
    // The parser goes on to draw the lines, which may hold tokens.
    const [reason = ''] = fileProblem(error).split('\n');
    throw new UsageError(
      error instanceof YAMLError
        ? `${where}: ${path} is not YAML: ${reason}`
        : `${where}: ${path}: ${reason}.`,
      { cause: error },
    );
  }
  if (!isObject(parsed)) throw new UsageError(`${where}: ${path} is not a kubeconfig.`);
  return parsed;
}

/** More of an impersonation than the user's name, which the library sends. */
const UNSENT = ['as-groups', 'as-uid', 'as-user-extra'];

/** What the library does not read: `tokenFile`, and the plugin's path relative to the file. */
function withOwnPaths(user: User, raw: JsonObject, folder: string): KubeconfigUser {
  const fields = objectIn(raw, 'user');
  const absolute = (path: string) => (isAbsolute(path) ? path : join(folder, path));
  const tokenFile = textIn(fields, 'tokenFile');
  const exec = objectIn(fields, 'exec');
  const command = textIn(exec, 'command');
  const unsent = UNSENT.find((field) => field in fields);
  return {
    ...user,
    ...(unsent !== undefined && { unsent }),
    ...(tokenFile !== '' && {
      authProvider: { name: 'tokenFile', config: { tokenFile: absolute(tokenFile) } } as unknown,
    }),
    // A bare name is looked up in the PATH.
    ...(/[/\\]/.test(command) && { exec: { ...exec, command: absolute(command) } as unknown }),
  };
}
