// `swiftcheck plan`: from saved evidence or a probe to the steps. --rehearse also tries these steps in the lab.
import type { Command } from 'commander';
import { analyse, type Analysis } from '../analysis/analysis.js';
import { loadEvidence } from '../evidence/file.js';
import type { Evidence } from '../evidence/types.js';
import { planOf } from '../plan/plan.js';
import { planPage } from '../plan/words.js';
import { printPages } from './pages.js';
import { PLAN_SCHEMA_VERSION, type PlanForm, type PlanReport } from '../plan/types.js';
import type { NamedJudgement } from '../reports/types.js';
import { UsageError } from '../util/usage-error.js';
import { applyConfig, placed } from './apply-config.js';
import type { CheckFlags } from './flags.js';
import type { PlanFlags } from './options/commands.js';
import { firstGiven, namesOf } from './options/option.js';
import { ENDPOINTS, type AllFlags } from './options/table.js';
import type { Writer } from './writer.js';

/** Returns the exit code. @throws UsageError */
export async function runPlan(
  file: string | undefined,
  flags: PlanFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const { format: _format, ...asked } = flags;
  if (file !== undefined) {
    refuseEndpoints(asked);
    const evidence = declaring(await loadEvidence(file), flags.swiftVersion);
    return printPlans([{ name: null, analysis: analyse(evidence), file }], flags, writer);
  }
  const { flags: applied, origins } = await applyConfig(asked, command, true);
  const { check } = await import('./check.js');
  const { format: _formats, ...given } = applied;
  const checkFlags: CheckFlags = {
    ...given,
    instead: (reports: readonly NamedJudgement[]) =>
      printPlans(
        reports.map(({ name, judgement: { analysis } }) => ({
          name,
          analysis,
          file: saved(name, flags),
        })),
        flags,
        writer,
      ),
  };
  return placed(origins, () => check('probe', checkFlags, writer));
}

/** They can stand beside evidence: a namespace comes from the environment, too. */
const NOT_ASKED: readonly string[] = ['swiftVersion', 'tillerNamespace', 'storage'];

/** Evidence stands for its endpoints. */
function refuseEndpoints(flags: Partial<AllFlags>): void {
  const asks = ['lab', 'data', 'saveEvidence', 'force', 'config'] as const;
  const endpoints = namesOf(ENDPOINTS).filter((name) => !NOT_ASKED.includes(name));
  const other = firstGiven(flags, [...asks, ...endpoints]);
  if (other === undefined) return;
  throw new UsageError(
    `a plan is made from evidence or from endpoints: leave out the file, or ${other}.`,
  );
}

/** Evidence in which the version of Swift is declared, as `probe --swift-version` would have it. */
function declaring(evidence: Evidence, version: string | undefined): Evidence {
  if (version === undefined) return evidence;
  const { swift } = evidence;
  return {
    ...evidence,
    swift: { ...swift, target: { ...swift.target, declaredVersion: version } },
  };
}

interface NamedAnalysis {
  readonly name: string | null;
  readonly analysis: Analysis;
  /** Where its evidence is; `null`: it was not saved. */
  readonly file: string | null;
}

/** The files of several contexts are in a folder, under names of their own. */
function saved(name: string | null, { saveEvidence }: PlanFlags): string | null {
  return name === null ? (saveEvidence ?? null) : null;
}

async function printPlans(
  analyses: readonly NamedAnalysis[],
  flags: PlanFlags,
  writer: Writer,
): Promise<number> {
  const plans: { name: string | null; plan: PlanReport }[] = [];
  for (const { name, analysis, file } of analyses) {
    const plan = planOf(analysis, { allowDowngrade: flags.allowDowngrade === true, file });
    plans.push({ name, plan: flags.rehearse ? await tried(plan, analysis, flags) : plan });
  }
  printPages(
    plans.map(({ plan }) => planPage(plan)),
    jsonOf(plans),
    flags,
    writer,
  );
  const codes = plans.map(({ plan }) => plan.exitCode);
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

async function tried(plan: PlanReport, analysis: Analysis, flags: PlanFlags): Promise<PlanReport> {
  const { rehearsed } = await import('./rehearse.js');
  return rehearsed(plan, analysis, {
    timeoutMs: flags.timeout,
    maxTimeMs: flags.maxTime,
    ceilingBytes: flags.ceiling,
    interrupted: new AbortController().signal,
    onCall: () => undefined,
  });
}

function jsonOf(
  plans: readonly { readonly name: string | null; readonly plan: PlanReport }[],
): PlanForm {
  const [only] = plans;
  if (only?.name === null) return only.plan;
  const codes = plans.map(({ plan }) => plan.exitCode);
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    plans: plans.map(({ name, plan }) => ({ name: name ?? '', plan })),
    exitCode: codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0,
  };
}
