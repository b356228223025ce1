// What a system refuses to a user who is not root, or on a file system without links.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Evidence } from '../../src/evidence/types.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-evidence-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** The module, on a system that refuses some calls. */
async function refusing(calls: Partial<typeof Fs>) {
  vi.resetModules();
  vi.doMock('node:fs', async (original) => ({ ...(await original<typeof Fs>()), ...calls }));
  onTestFinished(() => {
    vi.doUnmock('node:fs');
    vi.resetModules();
  });
  return import('../../src/evidence/file.js');
}

const refused = (code: string) => Object.assign(new Error(code), { code });

describe('a path that this user may not write to', () => {
  const only = (path: () => string) => ({
    accessSync: (asked: Fs.PathLike) => {
      if (asked === path()) throw refused('EACCES');
    },
  });

  it('is refused before the run: the folder of a new file', async () => {
    const { checkEvidencePath, checkWritable } = await refusing(only(() => folder));
    const file = join(folder, 'new.json');
    expect(() => checkEvidencePath(file)).toThrow(`--save-evidence: ${file}: it is not permitted.`);
    expect(() => checkWritable(file, '--format')).toThrow(
      `--format: ${file}: it is not permitted.`,
    );
  });

  it('is an old file for a report, and not for evidence, which replaces the file', async () => {
    const file = join(folder, 'old.json');
    writeFileSync(file, 'old');
    const { checkEvidencePath, checkWritable } = await refusing(only(() => file));
    expect(() => checkWritable(file, '--format')).toThrow(
      `--format: ${file}: it is not permitted.`,
    );
    expect(() => checkEvidencePath(file)).not.toThrow();
  });
});

describe('a file system without links', () => {
  // What is written is not looked at here.
  const evidence = { schemaVersion: 1 } as Evidence;

  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])('gets the evidence as a copy (%s)', async (code) => {
    const { writeEvidence } = await refusing({
      linkSync: () => {
        throw refused(code);
      },
    });
    const file = join(folder, 'new.json');
    writeEvidence(file, evidence, false);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(evidence);
    expect(() => writeEvidence(file, evidence, false)).toThrow('EEXIST');
    expect(readdirSync(folder)).toEqual(['new.json']);
  });
});
