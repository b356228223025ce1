// `swiftcheck preflight`: a probe under a policy, for CI.
import type { Command } from 'commander';
import { applyConfig } from './apply-config.js';
import type { PreflightFlags } from './flags.js';
import { allOutputs } from './outputs.js';
import { anchorIn, policyOf } from './policy.js';
import { filesRead, refuseSharedFiles } from './shared-files.js';
import type { Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for flags or a configuration that cannot be used */
export async function preflight(
  given: PreflightFlags,
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
    writer.out(configYaml(applied));
    return 0;
  }
  const policyFor = await policyOf(applied);
  const { check } = await import('./check.js');
  return check(
    'preflight',
    { ...flags, preflight: { policyFor, waitMs: flags.wait ?? 0, anchor: anchorIn(config) } },
    writer,
  );
}
