// Completion in the shells of this machine, the manual page, and the program as a plugin of kubectl.
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/checks/registry.js';
import { manualPage } from '../../src/cli/manual-page.js';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';

const bin = (name: string) => fileURLToPath(new URL(`bin/${name}.cjs`, PACKAGE_ROOT));
const isMissing = (program: string) =>
  execaSync('sh', ['-c', `command -v ${program}`], { reject: false }).exitCode !== 0;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-shell-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The last has a space, and would end a shell that runs it. */
const NAMES = ['prod', 'test', 'a $(kill $$)'];
const CONTEXTS = NAMES.map((name) => `'${name}'`).join(' ');

/** What the shell offers for the last of these words. */
const SHELLS = {
  bash: (script: string, words: readonly string[]) => [
    ...['bash', '--norc', '-c'],
    `kubectl() { printf '%s\\n' ${CONTEXTS}; }
     ${script}
     COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
     _swiftcheck; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: (script: string, words: readonly string[]) => [
    ...['zsh', '-f', '-c'],
    `kubectl() { printf '%s\\n' ${CONTEXTS}; }
     compdef() { : }
     compadd() { shift; for each in "$@"; do [[ $each == '${words.at(-1) ?? ''}'* ]] && print -r -- "$each"; done; true }
     ${script}
     words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; _swiftcheck`,
  ],
  fish: (script: string, words: readonly string[]) => [
    ...['fish', '--no-config', '-c'],
    `function kubectl; printf '%s\\n' ${CONTEXTS}; end
     ${script}
     complete -C '${words.join(' ')}' | string replace -r '\\t.*' ''; true`,
  ],
};

describe.each(['bash', 'zsh', 'fish'] as const)('completion in %s', (shell) => {
  const offered = async (...words: string[]) => {
    const { stdout: script } = await swiftcheck('completion', shell);
    const [program = '', ...args] = SHELLS[shell](script, ['swiftcheck', ...words]);
    const { stdout } = await execa(program, args, { env: { HOME: folder } });
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  };

  // The completion of zsh leaves files to a function of zsh.
  if (shell !== 'zsh') {
    it.skipIf(isMissing(shell))('offers files', async () => {
      const file = join(folder, 'a $(kill $$).json');
      writeFileSync(file, '');
      expect(await offered('report', join(folder, 'a'))).toEqual([file]);
    });
  }

  it.skipIf(isMissing(shell))('offers commands, options and what they take', async () => {
    expect(await offered('pr')).toEqual(['preflight', 'probe']);
    expect(await offered('probe', '--swift-vi')).toEqual(['--swift-via']);
    expect(await offered('check', '--swift-via', '')).toEqual(['port-forward', 'service-proxy']);
    expect(await offered('probe', '--kube-context', '')).toEqual([...NAMES].sort());
    expect(await offered('versions', '--format', '')).toEqual([...FORMAT_NAMES].sort());
    expect(await offered('lab', '--tiller', '2.17')).toEqual(['2.17.0']);
    expect(await offered('explain', 'list-d')).toEqual(['list-differs']);
    const codes = await offered('explain', '');
    expect(codes).toEqual(expect.arrayContaining([...FINDING_CODES]));
  });
});

it('has no completion for another shell', async () => {
  const { exitCode, stderr } = await swiftcheck('completion', 'tcsh');
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining('Allowed choices are bash, zsh, fish'),
  ]);
});

describe('the manual page', () => {
  it('has each command with its options', async () => {
    const page = manualPage();
    const { stdout } = await swiftcheck('help');
    const [help = ''] = stdout.split('Examples:');
    for (const [, command = ''] of help.matchAll(/^ {2}([a-z]+)[, ]/gm)) {
      expect(page).toContain(`.SS swiftcheck ${command}`);
    }
    expect(page).toContain('.B \\-o, \\-\\-format VALUE\n');
    expect(readFileSync(new URL('dist/swiftcheck.1', PACKAGE_ROOT), 'utf8')).toBe(page);
  });

  it.skipIf(isMissing('groff'))('is taken by groff', async () => {
    const { stdout, stderr } = await execa('groff', ['-man', '-Tutf8', '-ww', '-P-cbou'], {
      input: manualPage(),
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('EXIT STATUS');
  });
});

describe('the plugin of kubectl', () => {
  it('calls itself as kubectl does', async () => {
    const link = join(folder, 'kubectl-swiftcheck');
    symlinkSync(bin('kubectl-swiftcheck'), link);
    const run = async (...args: string[]) => execa(link, args, { reject: false });
    const { stdout } = await run('probe', '--help');
    expect(stdout).toMatch(/^Usage: kubectl swiftcheck probe\|check \[options\]\n/);
    expect(stdout).toContain('\n  kubectl swiftcheck probe --kube-context prod ');
    expect((await run('probe', '--nothing')).stderr).toContain(
      '(kubectl swiftcheck probe --help lists',
    );
    const own = await execa(bin('swiftcheck'), ['probe', '--help']);
    expect(own.stdout).toMatch(/^Usage: swiftcheck probe/);
  });

  it('takes the options that kubectl has', async () => {
    const args = ['--context', 'none', '--namespace', 'ops', '--kubeconfig', join(folder, 'none')];
    const { exitCode, stderr } = await swiftcheck('versions', ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--kubeconfig')]);
  });
});
