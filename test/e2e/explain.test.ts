import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { FINDING_CODES, docsOf } from '../../src/checks/registry.js';
import { recognise } from '../../src/texts/recognise.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { TEXTS } from '../texts/examples.js';
import { swiftcheck } from '../support/cli.js';

const BIN = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
const INCIDENT =
  '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}';

const schema = readFileSync(new URL('docs/explain.schema.json', PACKAGE_ROOT), 'utf8');
const ajv = new Ajv2020({ allErrors: true });
const validate = ajv.compile(JSON.parse(schema) as object);

async function explainJson(...args: string[]) {
  const { stdout, exitCode } = await swiftcheck('explain', '--format', 'json', ...args);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
  return { report, exitCode };
}

async function withColour<T>(run: () => Promise<T>): Promise<T> {
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = '1';
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
}

describe('swiftcheck explain CODE', () => {
  it.each(FINDING_CODES)('%s: prints its page within 80 columns', async (code) => {
    const { stdout, stderr, exitCode } = await swiftcheck('explain', code);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(`${code}\n\n`)).toBe(true);
    expect(stdout).toContain('Severity and exit code');
    expect(stdout).not.toMatch(/^#|\]\(|\u00a0/m);
    for (const line of stdout.split('\n')) {
      // What is to be copied stays whole: a command in backquotes, or one long word.
      if (line.length > 80)
        expect(line.trim()).toMatch(/^(?:(?:-|\d+\.) )?(?:`[^`]+`|\S+)[.,;:)]?$/);
      expect(line.split('`').length % 2).toBe(1);
    }
    const { report } = await explainJson(code);
    expect(report).toMatchObject({ kind: 'page', code, docs: docsOf(code) });
  });

  it('takes the page that a report names for its code', async () => {
    const { stdout } = await swiftcheck('explain', 'list-truncated');
    expect((await swiftcheck('explain', docsOf('list-truncated'))).stdout).toBe(stdout);
  });

  it('lists all of them by group if none is named', async () => {
    const { stdout, exitCode } = await swiftcheck('explain');
    expect(exitCode).toBe(0);
    const first = new Set(stdout.split('\n').map((line) => /^ {2}(\S+) {2}/.exec(line)?.[1]));
    for (const code of FINDING_CODES) expect(first).toContain(code);
    expect(stdout).toMatch(/^Cluster\n/m);
    expect(stdout).toMatch(/^ {2}tiller-unreachable +Tiller cannot be reached\.$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const { report } = await explainJson();
    const groups = report['groups'] as { codes: { code: string; statement: string }[] }[];
    const codes = groups.flatMap((group) => group.codes);
    expect(codes.map(({ code }) => code).sort()).toEqual([...FINDING_CODES].sort());
    for (const { statement } of codes) expect(statement).toMatch(/^[A-Z].*\.$/);
  });

  it('names the nearest if there is no such code', async () => {
    const { stdout, stderr, exitCode } = await swiftcheck('explain', 'list-over-recieve-limit');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Did you mean list-over-receive-limit');
  });
});

describe("swiftcheck explain 'TEXT'", () => {
  it('explains what the incident met, with its numbers', async () => {
    const { stdout, exitCode } = await swiftcheck('explain', `HTTP/1.1 403 Forbidden\n${INCIDENT}`);
    const words = stdout.replace(/\s+/g, ' ');
    expect(exitCode).toBe(0);
    expect(words).toContain('HTTP 403, gRPC code 8: "grpc: received message larger than max');
    expect(words).toContain('4,639,744 bytes against 4 MiB');
    expect(words).toContain('client -> Swift gateway -> Swift -X-> Tiller');
    expect(words).toContain('nothing to do with permissions');
    expect(words).toContain('swiftcheck explain list-over-receive-limit');
    expect(words).toContain('No endpoint was asked');
    expect(words).not.toContain('helm 2.8.0');
  });

  it('needs no quotes around words', async () => {
    const { stdout } = await swiftcheck('explain', 'Error:', 'transport', 'is', 'closing');
    expect(stdout).toContain('"transport is closing"');
  });

  it('prints JSON of its schema for every signature', async () => {
    for (const [id, { examples }] of Object.entries(TEXTS)) {
      const { report, exitCode } = await explainJson('--', examples[0]);
      expect(exitCode).toBe(0);
      expect(report).toMatchObject({ kind: 'text', cut: false });
      expect(JSON.stringify(report['texts'])).toContain(`"id":"${id}"`);
    }
  });

  it('keeps to 80 columns, but for what is to be copied', async () => {
    for (const { examples } of Object.values(TEXTS)) {
      for (const example of examples) {
        const { stdout } = await swiftcheck('explain', '--', example);
        const long = stdout.split('\n').filter((line) => line.length > 80);
        for (const line of long) {
          const copied =
            /^ {12}(?:kubectl|helm|swiftcheck|openssl|curl|env) .*$|`[^`]+`[.,;:)]?$/.test(line);
          expect([
            line,
            copied ||
              line
                .trim()
                .split(' ')
                .some((word) => word.length > 66),
          ]).toEqual([line, true]);
        }
      }
    }
  });

  it('colours only where asked to, and never with a meaning of its own', async () => {
    for (const what of [INCIDENT, 'list-truncated']) {
      const plain = (await swiftcheck('explain', what)).stdout;
      const coloured = await withColour(() => swiftcheck('explain', what));
      const off = await withColour(() => swiftcheck('explain', what, '--no-color'));
      expect(coloured.stdout).not.toBe(plain);
      expect(stripVTControlCharacters(coloured.stdout)).toBe(plain);
      expect(off.stdout).toBe(plain);
    }
  });

  it('says so if the text is unknown, as far as the form of the text shows', async () => {
    for (const [text, says] of [
      ['the moon is full', /^No known error matches this text\. Paste .*swiftcheck probe/],
      ['403', /^No known error matches this text/],
      ['{"code":2,"message":"the moon is full"}', /^The text has the form of a Swift error/],
      [
        '{"kind":"Status","message":"the moon is full","code":418}',
        /Kubernetes API server, not an answer of Swift/,
      ],
    ] as const) {
      const { stdout, stderr, exitCode } = await swiftcheck('explain', text);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(says);
    }
    const { report, exitCode } = await explainJson('the moon is full');
    expect([exitCode, report['texts']]).toEqual([1, []]);
  });
});

describe('swiftcheck explain -', () => {
  it('reads the end of a long log from standard input', async () => {
    const { stdout, exitCode } = await execa('node', [BIN, 'explain', '-', '--format', 'json'], {
      input: `${'some log\n'.repeat(100_000)}${INCIDENT}\n`,
    });
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout) as object;
    expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
    expect(report).toMatchObject({ cut: true, texts: [{ id: 'received-over-4-mib' }] });
  });

  it('says where it read only the end and found nothing', async () => {
    const { stderr, exitCode } = await execa('node', [BIN, 'explain', '-'], {
      input: `${INCIDENT}\n${'some log\n'.repeat(100_000)}`,
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Only the end of the text was read\. /);
  });

  it('says that there is no text where a command wrote none', async () => {
    const { stderr, exitCode } = await execa('node', [BIN, 'explain', '-'], {
      input: ' \n',
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^There is no text to explain\. Paste the complete error/);
  });

  it('takes a folder for none', async () => {
    const { stderr, exitCode } = await execa('sh', ['-c', 'node "$0" explain - < .', BIN], {
      reject: false,
    });
    expect([exitCode, stderr]).toEqual([
      2,
      'error: the standard input is a folder. Give a file, as in `explain - < FILE`.',
    ]);
  });

  it('waits for a command that writes slowly', async () => {
    const script = `printf '{"code":11,'; node -e 0; printf '"message":"EOF"}'`;
    const { stdout, exitCode } = await execa('sh', [
      ...['-c', `{ ${script}; } | node "$0" explain -`],
      BIN,
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('the list is empty');
  });
});

describe('commands that steps name', () => {
  const named = Object.values(TEXTS)
    .flatMap(({ examples }) => examples.flatMap((example) => recognise(example)))
    .flatMap(({ steps }) => steps.flatMap(({ command = '' }) => command))
    .flatMap((command) => /^swiftcheck (.+)/.exec(command)?.[1] ?? []);

  it.each([...new Set(named)])('swiftcheck %s is one that there is', (line) => {
    const writer = { out: () => true, err: () => true, outIsTerminal: false, errIsTerminal: false };
    const program = buildProgram(writer, () => undefined);
    const [name, ...rest] = line.split(' ');
    const command = program.commands.find((each) => each.name() === name);
    expect(command).toBeDefined();
    // Flags are read by the command itself; whatever it does not know is left over.
    expect(command?.parseOptions(rest)).toMatchObject({ operands: [], unknown: [] });
  });
});
