// What is wrong with a configuration file is one sentence, with its line and what was meant.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { configSchema, TEXT_CHECKS } from '../../src/cli/options/settings.js';
import { readConfig } from '../../src/policy/config-file.js';
import { findConfig } from '../../src/policy/find-config.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { UsageError } from '../../src/util/usage-error.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string, name = 'swiftcheck.config.yaml'): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** What is said of a file, without its folder. */
async function refusal(text: string, name?: string): Promise<string> {
  try {
    await readConfig(write(text, name), TEXT_CHECKS);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replace(`${folder}/`, '');
  }
  throw new Error('the file was taken');
}

describe('a configuration file', () => {
  it.each<[string, string, string]>([
    [
      'an unknown key',
      'failOn: fail\nheadrom: 20%\n',
      ':2: unknown key "headrom"; did you mean headroom?',
    ],
    [
      'a key with a tag',
      '!!set {size}\n',
      ':1: size is a size with its unit, such as 4M, not null.',
    ],
    [
      'a number without an end',
      'timeout: .inf\n',
      ':1: timeout is a time with its unit, such as 10s, not Infinity.',
    ],
    ['one that resembles none', 'xyzzy: 1\n', ':1: unknown key "xyzzy"; known: $schema, failOn,'],
    [
      'one further down',
      'require:\n  swfit: "0.11.1"\n',
      ':2: unknown key "swfit" in require; did you mean swift?',
    ],
    [
      'one in a list',
      'ignore:\n  - code: swift-open\n    reson: x\n    expires: 2027-01-01\n',
      ':3: unknown key "reson" in ignore[0]; did you mean reason?',
    ],
    [
      'the lab',
      'failOn: fail\nlab: true\n',
      ':2: lab cannot stand here: a check of the embedded lab is asked for with --lab',
    ],
    [
      'a token',
      'endpoints:\n  token: abc\n',
      ':2: token cannot stand here: a token has no place in a file',
    ],
    [
      'a missing key',
      'ignore:\n  - code: swift-open\n    expires: 2027-01-01\n',
      ':2: ignore[0] missing "reason".',
    ],
    [
      'a wrong type',
      'failOn: fail\nheadroom: 20\n',
      ':2: headroom is a share with its %, such as 20%, not 20.',
    ],
    [
      'a size without its unit',
      'maxRelease: 3\n',
      ':1: maxRelease is a size with its unit, such as 3M, not 3.',
    ],
    ['a ceiling without', 'ceiling: 256\n', ':1: ceiling is a size with its unit, such as 256M,'],
    ['a payload without', 'size: 4\n', ':1: size is a size with its unit, such as 4M, not 4.'],
    ['a time without', 'wait: 2\n', ':1: wait is a time with its unit, such as 2m, not 2.'],
    ['one that was left empty', 'timeout:\n', ':1: timeout is a time with its unit, such as 10s'],
    [
      'a range that YAML takes for a number',
      'require:\n  swift: 0.11\n',
      ':2: require.swift is a text, not 0.11: write it in quotes.',
    ],
    [
      'a text for a switch',
      'endpoints:\n  tls: "yes"\n',
      ':2: endpoints.tls is true or false, not "yes".',
    ],
    [
      'a text for a list',
      'endpoints:\n  kubeContext: prod\n',
      ':2: endpoints.kubeContext is a list, not "prod".',
    ],
    [
      'a key that was left empty',
      'require:\n',
      ':1: require is a mapping of keys to values, not null.',
    ],
    ['a list for a file', '- failOn\n', ':1: the file is no mapping of keys to values.'],
    [
      'a misspelt choice',
      'failOn: fial\n',
      ':1: failOn is warn or fail, not "fial"; did you mean fail?',
    ],
    [
      'an impossible date',
      'ignore:\n  - code: swift-open\n    reason: x\n    expires: 2027-02-30\n',
      ':4: ignore[0].expires is "2027-02-30". Dates are written YYYY-MM-DD, a day that exists.',
    ],
    [
      'a date of another form',
      'ignore:\n  - { code: swift-open, reason: x, expires: 31.3.2027 }\n',
      ':2: ignore[0].expires is "31.3.2027". Dates are written',
    ],
    [
      'a misspelt code',
      'ignore:\n  - { code: swift-opne, reason: x, expires: 2027-01-01 }\n',
      ':2: ignore[0].code is "swift-opne". There is no finding "swift-opne"; did you mean swift-open?',
    ],
    [
      'a code that leaves no verdict',
      'ignore:\n  - { code: swift-unreachable, reason: x, expires: 2027-01-01 }\n',
      ':2: ignore[0].code is "swift-unreachable". swift-unreachable cannot be ignored',
    ],
    [
      'no share',
      'headroom: 120%\n',
      ':1: headroom is "120%". Shares are written 20%, from 1% to 99%.',
    ],
    ['no size', 'maxRelease: 3MB\n', ':1: maxRelease is "3MB". Sizes are written 4M'],
    [
      'no range',
      'require:\n  tiller: newest\n',
      ':2: require.tiller is "newest". Ranges are written as npm has them',
    ],
    ['no time', 'wait: soon\n', ':1: wait is "soon". Times are written 10s'],
    ['no format', 'formats: [text, junti=a.xml]\n', ':1: formats[1] is "junti=a.xml". Formats are'],
    ['a key that is no text', 'failOn: fail\nheadroom: 20%\n2: foo\n', ':3: unknown key "2"'],
    [
      'an address of Tiller',
      'endpoints:\n  tiller: http://127.0.0.1:44134\n',
      ':2: endpoints.tiller: Tiller takes HOST:PORT without a scheme',
    ],
    [
      'a URL of Swift, whose password is not shown',
      'endpoints:\n  swift: ftp://me:secret@host\n',
      ':2: endpoints.swift: Swift takes an http:// or https:// URL, such as http://127.0.0.1:9855. "…@host" is not one of these.',
    ],
    [
      'no namespace',
      'endpoints:\n  tillerNamespace: Kube_System\n',
      ':2: endpoints.tillerNamespace is "Kube_System". A namespace is',
    ],
    [
      'a range without quotes',
      'require:\n  swift: >=0.11.1\n',
      ':2: Block scalar header includes extra characters: >=0.11.1 (a text that begins with > or | needs quotes',
    ],
    [
      'an alias of nothing',
      'failOn: fail\nheadroom: *share\n',
      ':2: Unresolved alias (the anchor must be set before the alias): share.',
    ],
    ['a key twice', 'failOn: fail\nfailOn: warn\n', ':2: Map keys must be unique.'],
    [
      'no YAML',
      'failOn: [fail\n',
      ':2: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    [
      'a reason that says nothing',
      'ignore:\n  - { code: swift-open, reason: "", expires: 2027-01-01 }\n',
      ':2: ignore[0].reason is empty; it needs a text, such as "Until Swift is moved".',
    ],
    ['an empty text', 'headroom: ""\n', ':1: headroom is empty; it needs a text, such as "20%".'],
    ['an empty list', 'formats: []\n', ':1: formats is empty; it needs at least one entry.'],
    [
      'a second document',
      'failOn: fail\n---\nfailOn: warn\n',
      ':2: a second document begins here: keep one in the file.',
    ],
    [
      'values that are nested too deeply',
      `failOn: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      ':1: the values are nested too deeply.',
    ],
    [
      'a key that every object has',
      'failOn: fail\n__proto__: { a: 1 }\n',
      ':2: unknown key "__proto__"; known: $schema,',
    ],
    ['another one', 'constructor: 1\n', ':1: unknown key "constructor"; known: $schema,'],
    ['an alias of nothing', 'failOn: *mine\n', ':1: Unresolved alias'],
  ])('refuses %s', async (_what, text, says) => {
    const said = await refusal(text);
    expect(said).toContain(`swiftcheck.config.yaml${says}`);
    expect(said).not.toContain('\n');
    expect(said).toMatch(/[.?]$/);
  });

  it.each<[string, string, string]>([
    [
      'an unknown key',
      '{\n  "failOn": "fail",\n  "headrom": "20%"\n}',
      ':3: unknown key "headrom"; did you mean headroom?',
    ],
    [
      'YAML',
      '{\n  "failOn": "fail",\n  headroom: 20%\n}',
      ':3: this is not JSON: a key in double quotes is missing before headroom:.',
    ],
    [
      'a missing comma',
      '{\n  "failOn": "fail"\n  "headroom": "20%"\n}',
      ':3: this is not JSON: a comma or } is missing before "headroom":.',
    ],
    [
      'a text without quotes',
      '{\n  "failOn": fail\n}',
      ':2: this is not JSON: a value (a text in double quotes) is missing before fail.',
    ],
    [
      'a comma too many',
      '{\n  "failOn": "fail",\n}\n',
      ':3: this is not JSON: a key in double quotes is missing before }.',
    ],
    [
      'what ends too early',
      '{\n  "failOn": "fail"\n',
      ':2: this is not JSON: a comma or } is missing at the end.',
    ],
    [
      'nothing',
      '',
      ':1: this is not JSON: a value (a text in double quotes) is missing at the end.',
    ],
    ['more than one value', '{}\n{}\n', ':2: this is not JSON: the end is missing before {}.'],
    [
      'a key that every object has',
      '{"__proto__": {"a": 1}}',
      ':1: unknown key "__proto__"; known:',
    ],
  ])('refuses %s in JSON', async (_what, text, says) => {
    expect(await refusal(text, 'swiftcheck.config.json')).toContain(
      `swiftcheck.config.json${says}`,
    );
  });

  it.each([']', ''])(
    'is refused, not failed on, with values 60,000 deep, ended by "%s"',
    async (end) => {
      const text = '['.repeat(60_000) + end.repeat(60_000);
      expect(await refusal(text, 'deep.json')).toMatch(/^deep\.json:1: /);
    },
  );

  it('may be empty, and JSON', async () => {
    const empty = await readConfig(write('# nothing yet\n'), TEXT_CHECKS);
    expect(empty.value(['failOn'])).toBeUndefined();
    const json = await readConfig(write('{"failOn": "warn"}', 'a.json'), TEXT_CHECKS);
    expect(json.value(['failOn'])).toBe('warn');
    expect(json.lineOf(['failOn'])).toBe(1);
  });

  it.each(['a.yaml', 'a.json'])('may begin with a byte order mark: %s', async (name) => {
    const config = await readConfig(write('\uFEFF{\n"failOn": "warn"}', name), TEXT_CHECKS);
    expect(config.value(['failOn'])).toBe('warn');
    expect(config.lineOf(['failOn'])).toBe(2);
  });

  it('prints nothing of its own, whatever its keys are', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    try {
      await expect(readConfig(write('? {a: 1}\n: 2\n'), TEXT_CHECKS)).rejects.toThrow(
        /unknown key/,
      );
      expect(warned).not.toHaveBeenCalled();
    } finally {
      warned.mockRestore();
    }
  });

  it('has to be there, and to be a file', async () => {
    const taken = readConfig(join(folder, 'none.yaml'), TEXT_CHECKS);
    await expect(taken).rejects.toThrow(/^configuration .*none\.yaml: there is no such file\.$/);
    await expect(readConfig(folder, TEXT_CHECKS)).rejects.toThrow(/: it is a folder\.$/);
  });

  it('is found in a folder, unless there are two', () => {
    const own = mkdtempSync(join(folder, 'own-'));
    expect(findConfig(own)).toBeNull();
    writeFileSync(join(own, 'swiftcheck.config.json'), '{}');
    expect(findConfig(own)).toBe('swiftcheck.config.json');
    writeFileSync(join(own, 'swiftcheck.config.yaml'), '');
    expect(() => findConfig(own)).toThrow(/swiftcheck.config.yaml and swiftcheck.config.json/);
  });

  it('never fails with another error, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((each: object) => stringify(each)),
        ),
        async (text) => {
          try {
            await readConfig(write(text, 'any.yaml'), TEXT_CHECKS);
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
            expect((error as Error).message).toMatch(/any\.yaml:\d+: /);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('docs/config.schema.json', PACKAGE_ROOT), 'utf8'),
  ) as object;

  it('is one of JSON Schema 2020-12, whose formats are all checked', () => {
    const formats = [...JSON.stringify(schema).matchAll(/"format":"([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(new Set(formats)).toEqual(new Set(Object.keys(TEXT_CHECKS)));
    const known = Object.fromEntries(formats.map((name) => [name ?? '', true as const]));
    expect(() => new Ajv2020({ formats: known }).compile(schema)).not.toThrow();
  });

  it('is the one of the table of options', () => {
    expect(schema).toEqual(configSchema());
  });

  it('gives examples that are taken', () => {
    const examples = [
      ...JSON.stringify(schema).matchAll(/"format":"([^"]+)","examples":\["([^"]+)"\]/g),
    ];
    expect(examples.length).toBeGreaterThan(8);
    for (const [, format = '', example = ''] of examples)
      expect(TEXT_CHECKS[format]?.(example)).toBeNull();
  });
});
