// A job of GitLab CI as its runner executes it: the lines of `script` in one shell that stops at the first
// failure, then the artifacts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Ran, Repository } from './repository.js';

/** https://docs.gitlab.com/ci/yaml/: the keys that the examples use. */
interface Job {
  readonly image: string;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: 'always';
    readonly paths?: readonly string[];
    readonly reports: { readonly junit: string; readonly codequality: string };
  };
}
const KEYS = ['image', 'script', 'artifacts', 'when', 'paths', 'reports', 'junit', 'codequality'];

export interface GitlabRun extends Ran {
  readonly junit: string;
  readonly codequality: string;
}

/** Runs the one job of a pipeline. @throws where an artifact is missing */
export async function runGitlabJob(pipeline: string, repository: Repository): Promise<GitlabRun> {
  const [job, ...others] = Object.values(parse(pipeline) as Record<string, Job>);
  if (!job || others.length > 0) throw new Error('a pipeline of one job is expected');
  const unknown = [...keysOf(job)].filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) throw new Error(`no key of a job: ${unknown.join(', ')}`);
  const { script, artifacts } = job;
  const env = { CI: 'true', GITLAB_CI: 'true', CI_PROJECT_DIR: repository.folder };
  const ran = await repository.bash(['-eo', 'pipefail'], `${script.join('\n')}\n`, env);
  const at = (path: string) => join(repository.folder, path);
  const missing = (artifacts.paths ?? []).filter((path) => !existsSync(at(path)));
  if (missing.length > 0) throw new Error(`no artifact ${missing.join(', ')}: ${ran.stderr}`);
  const read = (path: string) => readFileSync(at(path), 'utf8');
  const { junit, codequality } = artifacts.reports;
  return { ...ran, junit: read(junit), codequality: read(codequality) };
}

function* keysOf(value: object): Generator<string> {
  if (Array.isArray(value)) return;
  for (const [key, below] of Object.entries(value)) {
    yield key;
    if (typeof below === 'object' && below !== null) yield* keysOf(below as object);
  }
}
