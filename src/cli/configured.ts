// `versions`, `probe` and `preflight`: what the flags and the configuration file ask for, then the check.
import type { Command } from 'commander';
import type { Evidence } from '../evidence/types.js';
import { applyConfig, placed } from './apply-config.js';
import type { CheckFlags } from './flags.js';
import { allOutputs } from './outputs.js';
import { anchorIn, policyOf } from './policy.js';
import { filesRead, refuseSharedFiles } from './shared-files.js';
import type { Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for flags or a configuration that cannot be used */
export async function configured(
  name: Evidence['command'],
  given: CheckFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const applied = await applyConfig(given, command, true);
  const { config } = applied;
  // The file that was found is read as well as one that is named.
  const flags = { ...applied.flags, ...(config && { config: config.file }) };
  if (flags.printConfig) {
    const { configYaml } = await import('./print-config.js');
    refuseSharedFiles(
      allOutputs(flags.format),
      flags.saveEvidence === undefined ? [] : [flags.saveEvidence],
      filesRead(flags),
    );
    writer.out(configYaml(applied, name === 'preflight'));
    return 0;
  }
  const { check } = await import('./check.js');
  if (name !== 'preflight') return placed(applied.origins, () => check(name, flags, writer));
  const policyFor = await policyOf(applied);
  const preflight = { policyFor, waitMs: flags.wait ?? 0, anchor: anchorIn(config) };
  return placed(applied.origins, () => check(name, { ...flags, preflight }, writer));
}
