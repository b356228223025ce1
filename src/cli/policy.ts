// The policy of a run, from flags and file, and what of it stands where.
import { relative, sep } from 'node:path';
import { hasExpired, type FailOn, type Policy, type Requirements } from '../evidence/policy.js';
import type { FindingCode } from '../checks/define.js';
import type { Config } from '../policy/config-file.js';
import type { ConfigPath } from '../policy/config-problem.js';
import { parseIgnore } from '../policy/ignores.js';
import type { Anchor } from '../reports/types.js';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import type { Applied } from './apply-config.js';
import { readBaseline } from './baseline.js';
import type { PolicyFlags, PolicyFor } from './flags.js';
import { IGNORES, REQUIREMENTS, type PlacedIgnore } from './options/policy-forms.js';
import { inFile } from './options/settings.js';

type Flags = PolicyFlags & { readonly failOn?: FailOn };

export const DEFAULT_FAIL_ON: FailOn = 'fail';

/** @throws UsageError for what cannot be meant, or a baseline that cannot be read */
export async function policyOf({ flags, config, origins }: Applied<Flags>): Promise<PolicyFor> {
  const { failOn = DEFAULT_FAIL_ON, headroom, maxRelease } = flags;
  const require = requirements(flags, config);
  const ignore = ignored(flags, config).map(({ place: _place, ...entry }) => entry);
  const policy: Policy = {
    failOn,
    ...(headroom !== undefined && { headroom }),
    ...(maxRelease !== undefined && { maxReleaseBytes: maxRelease }),
    ...(Object.keys(require).length > 0 && { require }),
    ...(ignore.length > 0 && { ignore }),
  };
  if (flags.baseline === undefined) return () => policy;
  const baselineFor = await readBaseline(flags.baseline, policy).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${askedBy(origins.get('baseline'))} ${error.message}`, { cause: error });
  });
  return (evidence, say) => {
    const baseline = baselineFor(evidence);
    if (typeof baseline !== 'string') return { ...policy, baseline };
    say(`No baseline: ${visible(baseline)}. Every finding counts as new.`);
    return policy;
  };
}

/** `--baseline:`, or `FILE:3: baseline`. */
function askedBy(origin: string | undefined): string {
  return origin === undefined || origin.startsWith('--') ? '--baseline:' : `${origin}: baseline`;
}

/** Flags come before the file, range by range; a pair before all pairs of the file. */
export function requirements(flags: Flags, config: Config | null): Requirements {
  const asked = flags.require ?? [];
  const filed = inFile(config, ['require'], REQUIREMENTS) ?? {};
  const swift = asked.findLast((each) => 'swift' in each)?.swift ?? filed.swift;
  const tiller = asked.findLast((each) => 'tiller' in each)?.tiller ?? filed.tiller;
  const given = asked.flatMap((each) => ('pair' in each ? [each.pair] : []));
  const pairs = given.length > 0 ? given : (filed.pairs ?? []);
  return {
    ...(swift !== undefined && { swift }),
    ...(tiller !== undefined && { tiller }),
    ...(pairs.length > 0 && { pairs }),
  };
}

/** Those of flags, and of the file what no flag is about. @throws UsageError where a code stands twice */
export function ignored(flags: Flags, config: Config | null): PlacedIgnore[] {
  const given = (flags.ignore ?? []).map((text) => {
    const entry = parseIgnore(text);
    if (typeof entry === 'string') throw new UsageError(`--ignore '${text}': ${entry}`);
    return { ...entry, place: '--ignore' };
  });
  const filed = inFile(config, ['ignore'], IGNORES) ?? [];
  refuseTwice(given);
  refuseTwice(filed);
  // A flag can prolong an entry of the file.
  return [...filed.filter(({ code }) => !given.some((each) => each.code === code)), ...given];
}

function refuseTwice(entries: readonly PlacedIgnore[]): void {
  for (const [index, { code, place }] of entries.entries()) {
    const first = entries.findIndex((each) => each.code === code);
    if (first === index) continue;
    const before = entries[first]?.place ?? '';
    throw new UsageError(
      `${place}: ${code} is ignored twice, first by ${before}: keep one entry for it.`,
    );
  }
}

const PLACES: Partial<Record<FindingCode, ConfigPath>> = {
  'headroom-too-small': ['headroom'],
  'release-too-large': ['maxRelease'],
  'swift-release-not-allowed': ['require', 'swift'],
  'tiller-release-not-allowed': ['require', 'tiller'],
  'pair-not-allowed': ['require', 'pairs'],
};

/** The line of the configuration file that a finding is about, otherwise the first line. */
export function anchorIn(config: Config | null): (code: FindingCode) => Anchor | null {
  if (!config) return () => null;
  const path = relative(repositoryFolder(), config.file).split(sep).join('/');
  // A file outside the repository has no place in the repository.
  if (path.startsWith('../')) return () => null;
  return (code) => {
    const place = code === 'ignore-expired' ? expiredIn(config) : PLACES[code];
    const stands = place !== undefined && config.value(place) !== undefined;
    return { path, line: stands ? config.lineOf(place) : 1 };
  };
}

/** The first entry that is over by now. */
function expiredIn(config: Config): ConfigPath {
  const entries = inFile(config, ['ignore'], IGNORES) ?? [];
  const today = new Date().toISOString();
  const index = entries.findIndex((entry) => hasExpired(entry, today));
  return index < 0 ? ['ignore'] : ['ignore', index];
}

/** Services show a finding in a file of the repository; each says where that is. */
function repositoryFolder(): string {
  const named = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'].map((name) => process.env[name]);
  return named.find((folder) => folder !== undefined && folder !== '') ?? '.';
}
