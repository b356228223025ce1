// What a user may give: files, texts and flags. Each is taken, or is refused in a sentence that names it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swiftcheck } from '../support/cli.js';
import { mutated, ODD, runs } from './runs.js';
import { FORMAT_NAMES } from '../../src/reports/formats.js';

let folder: string;
let evidence: unknown;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-fuzz-'));
  const saved = join(folder, 'whole.json');
  await swiftcheck('probe', '--lab', 'swift@0.11.1,tiller@2.10.0', '--save-evidence', saved);
  evidence = JSON.parse(readFileSync(saved, 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Runs, and holds what is printed to what may be. @param names what a refusal has to name */
async function sound(args: readonly string[], names = '') {
  const ran = await swiftcheck(...args);
  expect([0, 1, 2, 3], ran.stderr).toContain(ran.exitCode);
  const printed = ran.stdout + ran.stderr;
  // In quotes stand the user's own words, and a configuration shows its values.
  const own = args.reduce(
    (text, arg) => (arg === '' ? text : text.replaceAll(arg, '')),
    printed.replace(/'[^'\n]*'|"[^"\n]*"/g, "''"),
  );
  expect(own).not.toMatch(/^ {4}at |defect of its own|\b(undefined|NaN)\b/m);
  expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  if (ran.exitCode === 2) expect(ran.stderr).toContain(names);
  return ran;
}

type Path = (string | number)[];

/** Every place of a value, as a path. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const fields: [string | number, unknown][] = Array.isArray(value)
    ? value.slice(0, 2).map((item: unknown, index) => [index, item])
    : Object.entries(value);
  return [path, ...fields.flatMap(([key, field]) => placesOf(field, [...path, key]))];
}

function withValue(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item, index) => (index === key ? withValue(item, rest, to) : item));
  }
  const fields = Object.entries(value as object).map(([name, field]): [string, unknown] => [
    name,
    name === key ? withValue(field, rest, to) : field,
  ]);
  return Object.fromEntries(fields);
}

describe('an evidence file', () => {
  it('is planned and compared, or refused with its name', async () => {
    const places = placesOf(evidence);
    const whole = file('whole.json', JSON.stringify(evidence));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        ODD,
        fc.constantFrom('plan', 'diff before', 'diff after'),
        fc.constantFrom('text', 'json', 'markdown'),
        async (place, odd, command, format) => {
          const path = file('odd.json', JSON.stringify(withValue(evidence, place, odd)));
          const files = { plan: [path], 'diff before': [path, whole], 'diff after': [whole, path] };
          await sound([command.split(' ')[0] ?? '', ...files[command], '-o', format], 'odd.json');
        },
      ),
      runs(10),
    );
  });

  it('is judged, or refused with its name and the place', async () => {
    const places = placesOf(evidence);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        ODD,
        fc.constantFrom(...FORMAT_NAMES),
        async (place, odd, format) => {
          const path = file('odd.json', JSON.stringify(withValue(evidence, place, odd)));
          const ran = await sound(['report', path, '--format', format, '--what-if'], 'odd.json');
          if (ran.exitCode === 2 && place.length > 1)
            expect(ran.stderr).toMatch(/\/|schemaVersion/);
        },
      ),
      runs(4),
    );
  });

  it('is refused where it is cut or changed into no JSON', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(Buffer.from(JSON.stringify(evidence))), async (bytes) => {
        await sound(['report', file('cut.json', bytes)], 'cut.json');
      }),
      runs(4),
    );
  });
});

const CONFIG = `failOn: warn
headroom: 20%
maxRelease: 3M
require: ['swift@>=0.11.1']
ignore:
  - { code: swift-open, until: 2099-01-01, reason: known }
endpoints: { tiller: '127.0.0.1:1', swift: 'http://127.0.0.1:1', tokenFile: token }
timeout: 2s
`;
const KEYS = [
  'failOn',
  'headroom',
  'maxRelease',
  'require',
  'ignore',
  'endpoints',
  'timeout',
  'size',
];

it('a configuration file is read, or refused with its name', async () => {
  const odd = fc
    .dictionary(fc.constantFrom(...KEYS), ODD)
    .map((config) => Buffer.from(JSON.stringify(config)));
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated(Buffer.from(CONFIG)), odd), async (bytes) => {
      const path = file('config.yaml', bytes);
      await sound(['preflight', '--config', path, '--print-config']);
    }),
    runs(4),
  );
});

it('a data file is read, or refused with its name', async () => {
  const text = `releases:\n- { name: a, namespace: b, revision: 2, status: DEPLOYED, files: [1K] }\n`;
  const fields = fc.constantFrom('name', 'namespace', 'revision', 'status', 'files', 'other');
  const odd = fc
    .array(fc.dictionary(fields, ODD), { maxLength: 2 })
    .map((releases) => Buffer.from(JSON.stringify({ releases })));
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated(Buffer.from(text)), odd), async (bytes) => {
      const args = ['versions', '--lab', '--data', file('data.yaml', bytes)];
      await sound(args, 'data.yaml');
    }),
    runs(20),
  );
});

it('a text is explained, or is not known', async () => {
  const known =
    'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5 vs. 4)';
  const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('utf8'));
  const text = fc.oneof(
    any,
    mutated(Buffer.from(known)).map((bytes) => bytes.toString('utf8')),
    fc.tuple(any, any).map(([before, after]) => `${before}${known}${after}`),
  );
  await fc.assert(
    // `-` alone stands for the standard input.
    fc.asyncProperty(
      text.filter((words) => words !== '-'),
      async (words) => {
        await sound(['explain', '--', words]);
      },
    ),
    runs(2),
  );
});

it('flags are taken, or refused', async () => {
  const flag = fc.constantFrom(
    ...['--tiller', '--swift', '--timeout', '--max-time', '--ceiling', '--size', '--headroom'],
    ...['--max-release', '--require', '--ignore', '--format', '--fail-on', '--token', '-H'],
    ...[
      '--swift-version',
      '--wait',
      '--tls',
      '--tls-verify',
      '--insecure',
      '--read-only',
      '--host',
    ],
  );
  const value = fc.oneof(
    fc.constantFrom('0', '-1', '1e9', '99999999999999999999', '1h', 'NaN', '', '4M', 'text', '::1'),
    fc.string({ maxLength: 12 }),
  );
  const given = fc.array(fc.oneof(flag, value), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(given, async (args) => {
      await sound(['preflight', ...args, '--print-config']);
    }),
    runs(4),
  );
});
