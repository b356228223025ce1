// Paths that cannot be read or written: one sentence names the option and the path, in no words of Node.
import { createServer, type Server } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swiftcheck } from '../support/cli.js';

let folder: string;
let socket: Server;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-paths-'));
  mkdirSync(at('folder'));
  mkdirSync(at('folder/inner'));
  writeFileSync(at('file'), 'text\n');
  symlinkSync(at('circle'), at('circle'));
  socket = createServer().listen(at('socket'));
  await once(socket, 'listening');
});
afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true });
});

/** The path below the folder of the test, and what is wrong with it. */
const UNREADABLE: readonly (readonly [path: string, words: RegExp])[] = [
  ['folder', /it is a folder/],
  ['folder/', /it is a folder/],
  ['file/below', /a part of its path is no folder/],
  ['circle', /its symbolic links lead in a circle/],
  ['circle/below', /its symbolic links lead in a circle/],
  ['none', /there is no (such )?(file|data set and no file)/],
  ['x'.repeat(300), /its name is too long/],
  ['socket', /it is a socket or a device, and no file/],
];
const ENDLESS = ['/dev/zero', /it is too large/] as const;

const BOTH = ['--tiller', '127.0.0.1:1', '--swift', 'https://127.0.0.1:1'];
const READ: readonly (readonly [option: string, ...args: string[]])[] = [
  ['--kubeconfig', 'probe'],
  ['--config', 'probe', ...BOTH],
  ['--tls-ca-cert', 'probe', ...BOTH, '--tls'],
  ['--tls-cert', 'probe', ...BOTH, '--tls', '--tls-key', '@file'],
  ['--cacert', 'probe', ...BOTH],
  ['--cert', 'probe', ...BOTH, '--key', '@file'],
  ['--token-file', 'probe', ...BOTH],
  ['--baseline', 'preflight', ...BOTH],
  ['--data', 'lab'],
  ['--data', 'probe', '--lab'],
  ['', 'report'],
  ['', 'plan'],
];
const WRITTEN: readonly (readonly [option: string, form: string])[] = [
  ['--save-evidence', ''],
  ['--format', 'json='],
];

async function refused(args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await swiftcheck(
    ...args.map((arg) => (arg.startsWith('@') ? at(arg.slice(1)) : arg)),
  );
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: [^\n]+\n/);
  expect(stderr).not.toMatch(/E[A-Z]{3,}|ERR_|syscall|\bopen '|^ {4}at |undefined/m);
  expect(exitCode).toBe(2);
  return stderr;
}

describe.each(READ)('%s of %s', (option, ...args) => {
  // These take a folder of evidence.
  const folders = option === '' || option === '--baseline';
  const paths = [...UNREADABLE, ENDLESS].filter(([path]) => !folders || !path.startsWith('folder'));
  it.each(paths)('%s', async (path, words) => {
    const whole = path.startsWith('/') ? path : at(path);
    const given = option === '' ? [whole] : [option, whole];
    const said = await refused([...args, ...given]);
    expect(said).toMatch(words);
    expect(said).toContain(option === '--config' ? 'configuration' : option);
    expect(said).toContain(whole.replace(/\/$/, ''));
  });
});

describe.each(WRITTEN)('%s', (option, form) => {
  it.each([
    ['folder', /is a folder/],
    ['file/below', /no folder/],
    ['circle/below', /no folder|in a circle/],
    ['x'.repeat(300), /its name is too long/],
    ['none/below', /there is no folder/],
    [`${'x'.repeat(300)}/below`, /no folder|too long/],
  ])('%s', async (path, words) => {
    const said = await refused(['probe', ...BOTH, option, `${form}${at(path)}`]);
    expect(said).toMatch(words);
    expect(said).toContain(option);
  });
});
