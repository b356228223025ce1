// What was probably meant by a command or a flag that does not exist.
import type { Command } from 'commander';
import { meant } from '../util/nearest.js';
import { own } from '../util/own.js';

/** Words of other programs, for what swiftcheck calls otherwise. */
const COMMANDS: Readonly<Record<string, string>> = {
  analyze: 'probe',
  cluster: 'probe',
  demo: 'probe --lab',
  diagnose: 'probe',
  doctor: 'probe',
  list: 'probe',
  ls: 'probe',
  run: 'probe',
  status: 'probe',
  test: 'probe',
  verify: 'probe',
  ci: 'preflight',
  job: 'manifests job',
  cronjob: 'manifests cronjob',
  roles: 'rbac',
};

const FLAGS: Readonly<Record<string, string>> = {
  '--all': '--all-contexts',
  '--ca-cert': '--cacert',
  '--debug': '--verbose',
  '--dry-run': '--size',
  '--exclude': '--skip',
  '--include': '--only',
  '--json': '--format json',
  '--max-size': '--ceiling',
  '--namespace': '--tiller-namespace',
  '--out': '--format',
  '--output': '--format',
  '--service': '--swift-service',
  '--silent': '--quiet',
  '--tiller-host': '--tiller',
  '--tls-ca': '--tls-ca-cert',
  '--url': '--swift',
};

/** An error of commander's, with what was meant. */
export function withMeant(text: string, command: Command): string {
  const [, what, word = ''] = /^error: unknown (command|option) '([^']*)'/.exec(text) ?? [];
  if (what === undefined) return text;
  const known = what === 'command' ? commandsOf(command) : flagsOf(command);
  const other = own(what === 'command' ? COMMANDS : FLAGS, word);
  const [first = ''] = other?.split(' ') ?? [];
  const suggestion =
    other !== undefined && known.includes(first) ? ` Did you mean ${other}?` : meant(word, known);
  return suggestion === '' ? text : `${text.trimEnd()}.${suggestion}\n`;
}

function commandsOf(command: Command): string[] {
  return command.commands.flatMap((each) => [each.name(), ...each.aliases()]);
}

function flagsOf(command: Command): string[] {
  return command.options.flatMap(({ long }) => long ?? []);
}
