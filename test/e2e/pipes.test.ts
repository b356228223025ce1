// Named pipes in place of files, with another process at the other end.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToWrite } from '../../src/util/pipes.js';
import { readFileUpTo } from '../../src/util/read-file.js';
import { BIN, said } from '../support/child.js';
import { swiftcheck } from '../support/cli.js';

let folder: string;
let pipe: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-pipes-'));
  pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command of a shell, with the pipe as `$0` and `more` as `$1`. */
function shell(command: string, more = ''): { ended: Promise<unknown> } {
  const child = spawn('sh', ['-c', command, pipe, more], { stdio: 'ignore' });
  return { ended: once(child, 'close') };
}

describe('a pipe that is read', () => {
  it('gives all that another program writes, however late the program begins', async () => {
    const { ended } = shell('exec > "$0"; for i in 1 2 3; do echo line; done');
    expect(readFileUpTo(pipe, 100).toString()).toBe('line\nline\nline\n');
    await ended;
  });

  it('is given up where no program writes to it', () => {
    expect(() => readFileUpTo(pipe, 100, 50)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
  });

  it('is given up where a program has it open and writes nothing', () => {
    const writer = openSync(pipe, constants.O_RDWR);
    try {
      expect(() => readFileUpTo(pipe, 100, 50)).toThrow(
        expect.objectContaining({ code: 'EAGAIN' }),
      );
    } finally {
      closeSync(writer);
    }
  });

  it('of a shell ends with its command, however long the command says nothing', async () => {
    const command = 'exec 3<>"$0"; echo open; sleep 0.3; echo line >&3';
    const child = spawn('sh', ['-c', command, pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      await said(child.stdout, /open/);
      expect(readFileUpTo(`/dev/fd/${reader}`, 100, 50).toString()).toBe('line\n');
    } finally {
      closeSync(reader);
    }
  });

  it('is read once, as it gives its text once', async () => {
    const data = join(folder, 'data.yaml');
    writeFileSync(data, 'releases:\n  - name: harbor\n');
    const { ended } = shell('cat "$1" > "$0"', data);
    const { stdout } = await swiftcheck('probe', '--lab', '--data', pipe);
    expect(stdout).toContain('revisions   1 ');
    await ended;
  });
});

describe('a pipe that is written to', () => {
  it('passes the text on to the program that reads it', async () => {
    const copy = join(folder, 'copy');
    const { ended } = shell('cat "$0" > "$1"', copy);
    const open = openToWrite(pipe, 'w');
    writeFileSync(open, 'text');
    closeSync(open);
    await ended;
    expect(readFileSync(copy, 'utf8')).toBe('text');
  });

  it('is given up where no program reads it', () => {
    expect(() => openToWrite(pipe, 'w', 50)).toThrow(expect.objectContaining({ code: 'EPIPE' }));
  });
});

it('does not keep a watch that a signal ends, where its reader has stopped reading', async () => {
  const stdout = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    const page = Buffer.alloc(4096);
    // Its result is EAGAIN once the pipe is full.
    expect(() => {
      for (;;) writeSync(stdout, page);
    }).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
    const watch = spawn('node', [BIN, 'watch', '--lab', '--listen', '0'], {
      stdio: ['ignore', stdout, 'pipe'],
    });
    const { stderr } = watch;
    if (!stderr) throw new Error('stderr is a pipe');
    const ended = once(watch, 'close');
    const [address = ''] = (await said(stderr, /^http:.*\n/)).split('/metrics');
    // Once the first round is over, there is something to be read.
    while ((await fetch(`${address}/metrics`)).status !== 200);
    const rest = said(stderr, /its reader has stopped reading/);
    watch.kill('SIGTERM');
    await rest;
    expect(await ended).toEqual([2, null]);
  } finally {
    closeSync(stdout);
  }
});
