// A repository that has nothing but what an example says, and a machine that runs its scripts.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { stringify } from 'yaml';
import type { Lab } from '../../../src/lab/lab.js';
import { PACKAGE_ROOT, toolVersion } from '../../../src/util/package-info.js';

/** This clone. */
export const CLONE = fileURLToPath(PACKAGE_ROOT);

/**
 * In place of npm, which would need the network: it knows the one install that the examples make, and
 * puts this clone, which is built, where npm would have put the tarball. That the tarball itself can be
 * installed and run is shown by test/e2e/pack.test.ts.
 */
const NPM = `#!/bin/bash
if [[ "$*" != 'install --no-save ./swiftcheck-${toolVersion()}.tgz' ]]; then
  echo "no example is known to call: npm $*" >&2
  exit 64
fi
[[ -f \${*: -1} ]] || { echo "there is no \${*: -1}" >&2; exit 65; }
mkdir -p node_modules/.bin
ln -sfn '${CLONE}' node_modules/swiftcheck
ln -sfn ../swiftcheck/bin/swiftcheck.cjs node_modules/.bin/swiftcheck
`;
/** In place of kubectl: keeps what it is given. */
const KUBECTL = `#!/bin/bash
echo "$*" >> "$HOME/kubectl-calls"
if [[ $1 == apply ]]; then cat >> "$HOME/applied.yaml"; fi
`;

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Repository {
  /** With the repository, the home of its user, and what else a machine has. */
  readonly #machine = mkdtempSync(join(tmpdir(), 'swiftcheck-ci-'));
  readonly folder = join(this.#machine, 'repository');
  readonly home = join(this.#machine, 'home');
  readonly #bin = join(this.#machine, 'bin');

  constructor() {
    for (const folder of [this.folder, this.home, this.#bin]) mkdirSync(folder);
    this.#program('npm', NPM);
    this.#program('kubectl', KUBECTL);
    symlinkSync(join(CLONE, 'bin', 'swiftcheck.cjs'), join(this.#bin, 'swiftcheck'));
    this.write(`swiftcheck-${toolVersion()}.tgz`, '');
  }

  /** Builds what a script is going to run, where that has not been done. */
  static async prepare(): Promise<void> {
    await execa('node', [join(CLONE, '.ci', 'prepare.mjs')]);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** A new empty folder beside the repository. */
  beside(name: string): string {
    const folder = join(this.#machine, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** What a user writes, with the addresses of the lab. */
  configure(lab: Lab, policy: object = {}, file = 'swiftcheck.config.yaml'): void {
    const { tillerAddress: tiller, swiftUrl: swift } = lab;
    const endpoints = { tiller, swift, swiftVersion: lab.swift.version };
    this.write(file, stringify({ ...policy, endpoints }));
  }

  /** Nothing of this process's environment but where programs are. */
  async bash(
    flags: readonly string[],
    script: string,
    env: Record<string, string>,
    cwd = this.folder,
  ): Promise<Ran> {
    const file = join(this.#machine, 'script.sh');
    writeFileSync(file, script);
    const { exitCode, stdout, stderr, failed } = await execa('bash', [...flags, file], {
      ...{ cwd, extendEnv: false, reject: false, stdin: 'ignore', stripFinalNewline: false },
      env: {
        PATH: `${this.#bin}:${process.env['PATH'] ?? ''}`,
        HOME: this.home,
        LANG: 'C.UTF-8',
        // npx is npm's own.
        ...{ npm_config_offline: 'true', npm_config_update_notifier: 'false' },
        ...env,
      },
    });
    if (exitCode === undefined) throw new Error(`the script did not end: ${String(failed)}`);
    return { exitCode, stdout, stderr };
  }

  close(): void {
    rmSync(this.#machine, { recursive: true });
  }

  #program(name: string, text: string): void {
    writeFileSync(join(this.#bin, name), text);
    chmodSync(join(this.#bin, name), 0o755);
  }
}
