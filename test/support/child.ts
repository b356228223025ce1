// Runs the command line as a process of its own, as a user does after the installation.
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const at = (path: string) => fileURLToPath(new URL(path, PACKAGE_ROOT));
export const BIN = at('bin/swiftcheck.cjs');
const MAIN = pathToFileURL(at('dist/chunks/main.cjs')).href;
/** As the program, but the process is not ended: something that keeps it shows. */
const UNENDED = `process.exitCode = await (await import(${JSON.stringify(MAIN)})).run(process.argv.slice(1))`;

export interface ChildOptions {
  /** `undefined`: not set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Flags of Node. */
  readonly node?: readonly string[];
  /** The process ends by itself, or not at all. */
  readonly unended?: true;
  /** After so long the process is killed. */
  readonly mostMs?: number;
}

/** What a process has written to `stream` once `pattern` is in it. @throws Error where the process ends before that */
export function said(stream: Readable, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve(text);
    });
    // After a match this changes nothing.
    stream.once('close', () => reject(new Error(`The stream ended without ${pattern}: ${text}`)));
  });
}

/** `null` as the exit code: it had to be killed. */
export function runChild(args: readonly string[], options: ChildOptions = {}) {
  const { env = {}, node = [], unended, mostMs = 20_000 } = options;
  const entry = unended
    ? ['--no-deprecation', '--input-type=module', '--eval', UNENDED, '--']
    : [BIN];
  return execa('node', [...node, ...entry, ...args], {
    env: { NO_COLOR: '1', FORCE_COLOR: undefined, HELM_HOST: undefined, ...env },
    ...{ reject: false, timeout: mostMs, killSignal: 'SIGKILL' },
  });
}
