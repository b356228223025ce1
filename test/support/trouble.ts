// What every report of an endpoint in trouble has in common, whatever the trouble.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JsonReport } from '../../src/reports/json.js';
import { swiftcheck, swiftcheckJson } from './cli.js';

export interface Expectation {
  /** The one finding that means that an endpoint was not examined. */
  readonly code: string;
  /** What its sentence, or the first error beside it, says. */
  readonly says: RegExp;
}

export interface Troubled {
  readonly report: JsonReport;
  readonly facts: { readonly message: string; readonly transportError?: string };
  /** All that was printed, as JSON and as text, and saved. */
  readonly everything: string;
}

/** Long enough for any endpoint on loopback that answers at all. */
const TIMEOUT = ['--timeout', '2s'];

/** Probes, holds exit code, finding and wording against what is expected, in both formats. */
export async function probeTrouble(
  args: readonly string[],
  { code, says }: Expectation,
): Promise<Troubled> {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-trouble-'));
  try {
    const saved = join(folder, 'evidence.json');
    const flags = [...args, ...TIMEOUT, '--save-evidence', saved, '-v'];
    const { report, exitCode, stdout, stderr } = await swiftcheckJson('probe', ...flags);
    const text = await swiftcheck('report', saved);

    expect([exitCode, report.exitCode, text.exitCode]).toEqual([3, 3, 3]);
    expect(report.verdict.outcome).toBe('incomplete');
    const unexamined = report.findings.filter((finding) => finding.unexamined);
    expect(unexamined.map((finding) => finding.code)).toEqual([code]);
    const facts = unexamined[0]?.facts as Troubled['facts'];
    expect(`${facts.message} ${facts.transportError ?? ''}`).toMatch(says);
    expect(facts.message).not.toMatch(/\n|deadline exceeded/i);
    // Addresses have full stops too; a sentence ends where a space follows.
    expect(facts.message.split(/\.\s/)).toHaveLength(1);
    const outputs = [stdout, stderr, text.stdout, text.stderr];
    for (const output of outputs) {
      expect(output).not.toMatch(/^ {4}at |\(?(file|node):\S+:\d+:\d+/m);
      // No bytes of the other side reach the terminal as they are.
      expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
    expect(text.stdout.replace(/\s+/g, ' ')).toContain(report.verdict.sentence);
    return { report, facts, everything: [...outputs, readFileSync(saved, 'utf8')].join('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Swift, in front of Tiller 2.13.0, answered both questions. */
export function expectSwiftExamined({ evidence: { swift } }: JsonReport): void {
  expect(swift.tillerVersion).toMatchObject({ ok: true, value: { semVer: 'v2.13.0' } });
  expect(swift.list).toMatchObject({ ok: true });
}

/** The same of Tiller. */
export function expectTillerExamined({ evidence: { tiller } }: JsonReport): void {
  expect(tiller.version).toMatchObject({ ok: true, value: { semVer: 'v2.13.0' } });
  expect(tiller.list).toMatchObject({ ok: true });
}
