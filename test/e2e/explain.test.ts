import { describe, expect, it } from 'vitest';
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { FINDING_CODES } from '../../src/findings/catalogue.js';
import { buildProgram } from '../../src/cli/program.js';
import { SIGNATURES } from '../../src/signatures/all.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';

const BIN = fileURLToPath(new URL('bin/swiftcheck.js', PACKAGE_ROOT));
const INCIDENT =
  '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}';

describe('swiftcheck explain CODE', () => {
  it.each(FINDING_CODES)('%s: prints its page within 80 columns', async (code) => {
    const { stdout, stderr, exitCode } = await swiftcheck('explain', code);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(code);
    expect(stdout).toContain('Severity and exit code');
    expect(stdout).not.toMatch(/^#|\]\(/m);
    for (const line of stdout.split('\n')) {
      // A word that is longer, such as a command without a space, stands alone.
      if (line.length > 80) expect(line.trim()).toMatch(/^(?:(?:-|\d+\.) )?\S+$/);
    }
  });

  it('lists all of them where none is named', async () => {
    const { stdout, exitCode } = await swiftcheck('explain');
    expect(exitCode).toBe(0);
    for (const code of FINDING_CODES) expect(stdout.split('\n')).toContain(code);
  });

  it('names the nearest where there is no such code', async () => {
    const { stderr, exitCode } = await swiftcheck('explain', 'list-over-recieve-limit');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean list-over-receive-limit');
  });
});

describe("swiftcheck explain 'TEXT'", () => {
  it('explains what the incident met, with its numbers', async () => {
    const { stdout, exitCode } = await swiftcheck('explain', INCIDENT);
    const words = stdout.replace(/\s+/g, ' ');
    expect(exitCode).toBe(0);
    expect(words).toContain('4,639,744 bytes against 4.0 MiB (4,194,304 bytes)');
    expect(words).toContain('nothing to do with permissions');
    expect(words).toContain('swiftcheck explain list-over-receive-limit');
    expect(words).toContain('nothing was asked over the network');
  });

  it('reads standard input, and loads neither gRPC nor HTTP', async () => {
    const { stdout, exitCode } = await execa('node', [BIN, 'explain', '-', '--format', 'json'], {
      input: `some log\n${INCIDENT}\n`,
      env: { NODE_DEBUG: 'esm,module' },
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      signatures: [
        { id: 'received-over-4-mib', hops: ['swift->tiller', 'gateway->swift', 'client->tiller'] },
      ],
    });
  });

  it('says so where nothing is known of it', async () => {
    const { stdout, stderr, exitCode } = await swiftcheck('explain', 'the moon is full');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/Nothing is known of this text/);
  });
});

describe('commands that signatures name', () => {
  const named = SIGNATURES.flatMap(({ checks, next }) => [...checks, ...next]).flatMap((text) =>
    [...text.matchAll(/swiftcheck ((?:[^\s`()]+ ?)+)/g)].map((match) => (match[1] ?? '').trim()),
  );

  it.each([...new Set(named)])('swiftcheck %s is one that there is', (line) => {
    const writer = { out: () => true, err: () => true, outIsTerminal: false, errIsTerminal: false };
    const program = buildProgram(writer, () => undefined);
    const [name, ...rest] = line.split(' ');
    const command = program.commands.find((each) => each.name() === name);
    const flags = rest.filter((word) => word.startsWith('--'));
    const known = command?.options.map(({ long }) => long);
    for (const flag of flags) expect(known).toContain(flag);
    expect(command).toBeDefined();
  });
});
