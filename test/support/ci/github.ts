// As much of a runner of GitHub Actions as the examples need: `run` steps in bash with the runner's
// environment, this repository's own action, and of the actions of others what the steps after them see.
// An action that is not known here fails.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readWorkflowLog, type WorkflowCommand } from '../workflow-log.js';
import { filledIn, holds, type Contexts, type Status } from './expressions.js';
import { CLONE, type Repository } from './repository.js';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface JobRun {
  readonly conclusion: Status;
  /** The log of all steps. */
  readonly log: string;
  readonly commands: readonly WorkflowCommand[];
  readonly summary: string;
  /** What was uploaded: action and paths, of which each was there. */
  readonly uploads: readonly (readonly [string, ...string[]])[];
  /** By the id of a step. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const ACTION = readFileSync(join(CLONE, 'action.yml'), 'utf8');

/** Runs the one job of a workflow. */
export async function runWorkflow(
  content: string,
  repository: Repository,
  secrets: Readonly<Record<string, string>> = {},
): Promise<JobRun> {
  const [job, ...others] = Object.values((parse(content) as Workflow).jobs);
  if (!job || others.length > 0) throw new Error('a workflow of one job is expected');
  return new Runner(repository).job(job.steps, secrets);
}

class Runner {
  readonly #uploads: [string, ...string[]][] = [];
  readonly #env: Record<string, string>;
  readonly #files: Record<string, string>;
  #log = '';

  constructor(readonly repository: Repository) {
    const temp = repository.beside('temp');
    this.#files = Object.fromEntries(
      ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'GITHUB_ENV'].map((name) => [
        name,
        join(temp, name),
      ]),
    );
    this.#env = {
      ...{ CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: temp },
      GITHUB_WORKSPACE: repository.folder,
      ...this.#files,
    };
    for (const file of Object.values(this.#files)) writeFileSync(file, '');
  }

  async job(steps: readonly Step[], secrets: Contexts): Promise<JobRun> {
    const { status, outputs } = await this.#steps(steps, { secrets });
    return {
      ...{ conclusion: status, log: this.#log, outputs, uploads: this.#uploads },
      commands: readWorkflowLog(this.#log),
      summary: this.#read('GITHUB_STEP_SUMMARY'),
    };
  }

  async #steps(steps: readonly Step[], contexts: Contexts) {
    let status: Status = 'success';
    const outputs: Record<string, Record<string, string>> = {};
    for (const step of steps) {
      const seen = {
        ...contexts,
        steps: Object.fromEntries(Object.entries(outputs).map(([id, of]) => [id, { outputs: of }])),
      };
      if (!holds(step.if ?? 'success()', seen, status)) continue;
      const done = await this.#step(step, seen);
      if (done.status === 'failure') status = 'failure';
      if (step.id !== undefined) outputs[step.id] = done.outputs;
    }
    return { status, outputs };
  }

  async #step(step: Step, contexts: Contexts) {
    const filled = (values: Readonly<Record<string, string | number>> = {}) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, filledIn(String(value), contexts)]),
      );
    if (step.run === undefined) return this.#use(step.uses ?? '', filled(step.with));
    if (step.run.includes('${{')) throw new Error(`a value would be code in: ${step.run}`);
    const folder = filledIn(step['working-directory'] ?? '.', contexts);
    const flags = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    // Each step has files of its own; what an earlier one wrote has been taken over.
    writeFileSync(this.#files['GITHUB_OUTPUT'] ?? '', '');
    const env = { ...this.#env, GITHUB_ACTION_PATH: CLONE, ...filled(step.env) };
    const cwd = join(this.repository.folder, folder);
    const { exitCode, stdout, stderr } = await this.repository.bash(flags, step.run, env, cwd);
    this.#log += stdout + stderr;
    Object.assign(this.#env, pairsOf(this.#read('GITHUB_ENV')));
    const status: Status = exitCode === 0 ? 'success' : 'failure';
    return { status, outputs: pairsOf(this.#read('GITHUB_OUTPUT')) };
  }

  async #use(uses: string, given: Record<string, string>) {
    const done = { status: 'success' as Status, outputs: {} };
    switch (uses) {
      case 'actions/checkout@v5':
      case 'actions/setup-node@v5':
        return done;
      case 'github/codeql-action/upload-sarif@v4':
        return this.#upload(uses, given['sarif_file']);
      case 'actions/upload-artifact@v6':
        return this.#upload(uses, given['path']);
      case 'OWNER/swiftcheck@v0.1.0':
        return this.#compose(parse(ACTION) as Action, given);
      default:
        throw new Error(`no example is known to use: ${uses}`);
    }
  }

  async #compose({ inputs, outputs, runs }: Action, given: Record<string, string>) {
    const unknown = Object.keys(given).filter((name) => !(name in inputs));
    if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
    const defaults = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, input.default ?? '']),
    );
    const ran = await this.#steps(runs.steps, { inputs: { ...defaults, ...given } });
    const steps = Object.fromEntries(
      Object.entries(ran.outputs).map(([id, of]) => [id, { outputs: of }]),
    );
    const filled = Object.entries(outputs).map(([name, { value }]) => [
      name,
      filledIn(value, { steps }),
    ]);
    return { status: ran.status, outputs: Object.fromEntries(filled) as Record<string, string> };
  }

  #upload(action: string, paths = '') {
    const named = paths.split('\n').filter((path) => path !== '');
    const found = named.map((path) =>
      join(path.startsWith('/') ? '/' : this.repository.folder, path),
    );
    const missing = found.filter((path) => !existsSync(path));
    this.#uploads.push([action, ...found]);
    if (missing.length > 0) throw new Error(`there is no ${missing.join(', ')} to upload`);
    return { status: 'success' as Status, outputs: {} };
  }

  #read(file: string): string {
    return readFileSync(this.#files[file] ?? '', 'utf8');
  }
}

/** The lines `NAME=VALUE` of a file of commands. */
function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
        if (name === undefined) throw new Error(`no pair: ${line}`);
        return [name, value];
      }),
  ) as Record<string, string>;
}
