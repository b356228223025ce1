// Sessions as pages show them: each `$ swiftcheck …` with what it prints, `…` for lines that are left out,
// `$ echo $?` for the exit code.
import { expect } from 'vitest';
import { swiftcheck } from '../cli.js';

/** What differs from run to run, and what a page would be outdated by. */
function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d [\d:]{8} UTC/g, '2026-11-26 06:00:00 UTC')
    .replace(/(?<= UTC, )\S+@\S+/g, 'USER@HOST')
    .replace(/\b\d+\.\d s\b/g, '2.0 s')
    .replaceAll('2027-', '2999-');
}

/** Runs a session in the working directory, and holds what is printed against what is shown. */
export async function playSession(session: string): Promise<void> {
  let last: number | null = null;
  for (const part of session.split(/^\$ /m).slice(1)) {
    const [command = '', ...lines] = part.trimEnd().split('\n');
    if (command === 'echo $?') {
      expect(lines).toEqual([String(last)]);
      continue;
    }
    const [program, ...args] = words(steady(command));
    expect(program).toBe('swiftcheck');
    const { exitCode, stdout, stderr } = await swiftcheck(...args);
    last = exitCode;
    const printed = steady(stderr + stdout).trimEnd();
    expect(printed, command).toMatch(patternOf(lines.map(steady)));
  }
}

/** Words of a command line that quotes with `'` alone. */
export function words(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}

function patternOf(lines: readonly string[]): RegExp {
  const escaped = lines.map((line) => {
    if (line === '…') return '[^]*';
    const text = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return text.endsWith('…') ? `${text.slice(0, -1)}.*` : text;
  });
  const pattern = escaped.join('\n').replace(/\n?\[\^\]\*\n?/g, '[^]*');
  return new RegExp(`^${pattern}$`);
}
