// An empty value is what a shell makes of a variable that is not set. It never counts as a value that was left out.
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { swiftcheck } from '../support/cli.js';

const silent = {
  out: () => undefined,
  err: () => undefined,
  outIsTerminal: false,
  errIsTerminal: false,
};

/** Every command with every option of it that takes a value. */
const OPTIONS = buildProgram(silent, () => undefined).commands.flatMap((command) =>
  command.options
    .filter(({ required, optional }) => required || optional)
    // The second name of --tiller, under which its value is refused.
    .filter(({ long }) => long !== '--host')
    .map(({ long }) => [command.name(), long ?? ''] as const),
);

/** What a command needs beside the option to come as far as its value. */
function needed(command: string, option: string): string[] {
  if (['report', 'diff'].includes(command)) return command === 'diff' ? ['a', 'b'] : ['a'];
  if (command === 'manifests') return ['job'];
  if (command === 'explain' || command === 'matrix' || command === 'rbac') return [];
  return option === '--data' ? ['--lab'] : [];
}

describe.each(OPTIONS)('swiftcheck %s %s', (command, option) => {
  it('refuses an empty value, and says of what', async () => {
    const given = [command, ...needed(command, option), `${option}=`];
    const { exitCode, stdout, stderr } = await swiftcheck(...given);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(option);
    expect(stderr).toMatch(/^error: /);
  });
});

it.each([['report'], ['report', 'a.json'], ['plan'], ['diff', 'a.json']])(
  'refuses an empty argument of %j, and says of what',
  async (...given) => {
    const { exitCode, stdout, stderr } = await swiftcheck(...given, '');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: command-argument value '' is invalid for argument '\w+'/);
  },
);

it.each([[''], ['  '], ['', '']])('explains nothing of %j', async (...given) => {
  const { exitCode, stdout, stderr } = await swiftcheck('explain', ...given);
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^There is no text to explain\./);
});
