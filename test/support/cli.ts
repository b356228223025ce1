// Runs the command line in this process and keeps what it prints.
import { run } from '../../src/cli/main.js';
import type { JsonReport } from '../../src/reports/json.js';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function swiftcheck(...args: string[]): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const exitCode = await run(args, {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    outIsTerminal: false,
    errIsTerminal: false,
  });
  return { exitCode, stdout, stderr };
}

export async function swiftcheckJson(...args: string[]): Promise<Ran & { report: JsonReport }> {
  const ran = await swiftcheck(...args, '--format', 'json');
  return { ...ran, report: JSON.parse(ran.stdout) as JsonReport };
}

/** The codes of findings that were raised, in their order. */
export function raised(report: JsonReport): string[] {
  return report.findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ code }) => code);
}

export function unknown(report: JsonReport): string[] {
  return report.findings.filter(({ outcome }) => outcome === 'unknown').map(({ code }) => code);
}
