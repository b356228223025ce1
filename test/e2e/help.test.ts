// The command line explains itself: within 80 columns, what everybody needs first, and by every usual name.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { processWriter } from '../../src/cli/writer.js';
import { toolVersion } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';
const { commands } = buildProgram(processWriter, () => undefined);
const names = commands.map((command) => command.name());
const checks = ['probe', 'versions', 'preflight'];

async function printed(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await swiftcheck(...args);
  expect([args, exitCode, stderr]).toEqual([args, 0, '']);
  return stdout;
}

const options = (help: string) =>
  [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag = '']) => flag);

describe('swiftcheck alone', () => {
  it('leads to probe, in few lines', async () => {
    const text = await printed();
    expect(text).toMatch(/^ {2}swiftcheck probe {2}/m);
    expect(text.split('\n').length).toBeLessThan(12);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('help', () => {
  it.each(names)('of "%s"', async (command) => {
    const text = await printed(command, '--help');
    expect(await printed(command, '-h')).toBe(text);
    expect(await printed('help', command)).toBe(text);
    expect(text).toMatch(new RegExp(`^Usage: swiftcheck ${command}`));
  });

  it.each(names.filter((name) => !['help', 'version'].includes(name)))(
    'of "%s" shows examples, exit codes and where the documentation is',
    async (command) => {
      const text = await printed(command, '--help');
      expect(text).toMatch(/\nExamples:\n {2}(swiftcheck|kubectl) /);
      expect(text).toMatch(/\nExit codes: 0 /);
      const [line = '', page = ''] = /^Documentation: (.+)$/m.exec(text) ?? [];
      expect(existsSync(page)).toBe(true);
      const lines = text.split('\n').filter((each) => each !== line && each.length > 80);
      expect(lines).toEqual([]);
    },
  );

  it('of the program fits one screen of 40 lines, with every command and exit code', async () => {
    const text = await printed('--help');
    expect(await printed('help')).toBe(text);
    expect(text.trimEnd().split('\n').length).toBeLessThan(40);
    for (const name of names) expect(text).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    for (const code of ['0', '1', '2', '3', '129, 130, 143']) {
      expect(text).toMatch(new RegExp(`^ {2}${code} {2}`, 'm'));
    }
  });

  it.each(commands.map((command) => [command.name(), command] as const))(
    'of "%s" names no flag that the command lacks',
    (_name, command) => {
      const flagsOf = (one: typeof command) => one.options.map(({ long }) => long ?? '');
      const texts = [
        command.description(),
        ...command.options.map(({ description }) => description),
      ];
      const lacking = texts.flatMap((text) =>
        [...text.matchAll(/(?:\b([a-z]+) )?(--[a-z][a-z-]*)/g)].filter(([, word, flag = '']) => {
          const other = commands.find((each) => each.name() === word);
          const known = [...flagsOf(command), ...(other ? [...flagsOf(other), '--help'] : [])];
          return !known.includes(flag);
        }),
      );
      expect(lacking.map(([found]) => found)).toEqual([]);
    },
  );

  it('of an unknown command is a usage error', async () => {
    const { exitCode, stdout, stderr } = await swiftcheck('help', 'prob');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/unknown command 'prob'\. Did you mean probe\?/);
  });

  it.each(checks)(
    'of %s begins with the cluster, and leaves the rest to --help-all',
    async (name) => {
      const [basic, all] = [await printed(name, '--help'), await printed(name, '--help-all')];
      expect(options(basic).slice(0, 4)).toEqual([
        ...['--kubeconfig', '--kube-context', '--all-contexts', '--tiller-namespace'],
      ]);
      const rare = options(all).filter((flag) => !options(basic).includes(flag));
      expect(rare).toEqual(expect.arrayContaining(['--tls-verify', '--cacert', '--timeout']));
      expect(basic).toContain(`Show ${rare.length} more options, among them: `);
      const command = commands.find((each) => each.name() === name);
      const known = command?.options.map(({ long }) => long) ?? [];
      expect([...options(all), '--context', '--host', '--namespace'].sort()).toEqual(
        [...known, '--help'].sort(),
      );
    },
  );
});

describe('another name', () => {
  it('of probe is check', async () => {
    const [check, probe] = [await swiftcheck('check', '--lab'), await swiftcheck('probe', '--lab')];
    const steady = (text: string) => text.replace(/ *(\d+ ms|\d\.\d s|:\d+)/g, ' N');
    expect(check.exitCode).toBe(1);
    expect(steady(check.stdout)).toBe(steady(probe.stdout));
  });

  it('of --version is version', async () => {
    expect(await printed('version')).toBe(`${toolVersion()}\n`);
    expect(await printed('--version')).toBe(`${toolVersion()}\n`);
  });

  it.each([
    [['--host', '127.0.0.1:44134'], 'tiller: 127.0.0.1:44134 # --tiller'],
    [['-n', 'tiller-world'], 'tillerNamespace: tiller-world # --tiller-namespace'],
    [['-o', 'short'], '- short'],
  ])('%j of a flag is that flag', async (flags, line) => {
    expect(await printed('probe', ...flags, '--print-config')).toContain(line);
  });
});
