// `swiftcheck preflight`: a probe under a policy, for CI.
import type { Command } from 'commander';
import { applyConfig } from './apply-config.js';
import type { PreflightFlags } from './flags.js';
import { anchorIn, policyOf } from './policy.js';
import type { Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for flags or a configuration that cannot be used */
export async function preflight(
  given: PreflightFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const applied = await applyConfig(given, command, true);
  const { flags, config } = applied;
  const policyFor = await policyOf(flags, config);
  if (flags.printConfig) {
    const { configYaml } = await import('./print-config.js');
    writer.out(configYaml(applied));
    return 0;
  }
  const { check } = await import('./check.js');
  return check(
    'preflight',
    { ...flags, preflight: { policyFor, waitMs: flags.wait ?? 0, anchor: anchorIn(config) } },
    writer,
  );
}
