// Every command explains itself within a terminal's 80 columns.
import { describe, expect, it } from 'vitest';
import { swiftcheck } from '../support/cli.js';

describe('help', () => {
  it.each(['', 'versions', 'probe', 'matrix', 'lab', 'report', 'explain'])(
    'of "%s"',
    async (command) => {
      for (const flag of ['--help', '-h']) {
        const args = command === '' ? [flag] : [command, flag];
        const { exitCode, stdout, stderr } = await swiftcheck(...args);
        expect([exitCode, stderr]).toEqual([0, '']);
        expect(stdout).toMatch(new RegExp(`^Usage: swiftcheck ?${command}`));
        expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
        expect(stdout).toMatch(/\nExamples:\n {2}swiftcheck /);
        expect(stdout).toMatch(/\nExit codes:\n {2}0 /);
      }
    },
  );

  it('tells the version', async () => {
    const { exitCode, stdout, stderr } = await swiftcheck('--version');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
