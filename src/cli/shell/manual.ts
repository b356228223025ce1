// The manual page, in the macros of man(7).
import type { ShellCommand } from './words.js';

export interface Manual {
  readonly version: string;
  readonly description: string;
  readonly exitCodes: readonly (readonly [code: string, meaning: string])[];
  readonly commands: readonly ShellCommand[];
}

export function manual({ version, description, exitCodes, commands }: Manual): string {
  const command = ({ names, summary, flags }: ShellCommand) => [
    `.SS swiftcheck ${text(names.join(', '))}`,
    `${text(summary)}.`,
    ...flags.flatMap(({ names: typed, help, value }) => [
      '.TP',
      `.B ${text(typed.join(', ') + (value === null ? '' : ' VALUE'))}`,
      text(help),
    ]),
  ];
  const lines = [
    `.TH SWIFTCHECK 1 "" "swiftcheck ${version}"`,
    '.SH NAME',
    'swiftcheck \\- find out why Swift, the HTTP proxy of Helm 2, fails',
    '.SH SYNOPSIS',
    '.B swiftcheck',
    '.I command',
    '[options]',
    '.SH DESCRIPTION',
    text(description),
    '.SH COMMANDS',
    ...commands.flatMap(command),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', `.B ${text(code)}`, text(meaning)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line that begins with a dot or a quote would be a macro. */
function text(words: string): string {
  const escaped = words.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/\s+/g, ' ');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
