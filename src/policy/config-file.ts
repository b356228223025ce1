// The configuration file: found, read, and held against docs/config.schema.json. What is wrong with it
// is one sentence with file, line and, for a misspelt key, what was meant.
import { dirname } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import {
  LineCounter,
  isMap,
  isScalar,
  parseDocument,
  type Document,
  type YAMLParseError,
} from 'yaml';
import { fileProblem } from '../util/file-words.js';
import { readTextUpTo, TEXT_FILE_BYTES } from '../util/read-file.js';
import { packageText } from '../util/package-info.js';
import { UsageError } from '../util/usage-error.js';
import { offsetOfLostAlias } from '../util/yaml-alias.js';
import { PLAIN_YAML } from '../util/yaml-plain.js';
import { problemOf, type ConfigPath, type Problem, type TextChecks } from './config-problem.js';

export interface Config {
  /** As it was named, or as it was found. */
  readonly file: string;
  /** Against which the file's own paths are meant. */
  readonly folder: string;
  /** `undefined`: it does not stand there. */
  readonly value: (path: ConfigPath) => unknown;
  /** From 1 on. */
  readonly lineOf: (path: ConfigPath) => number;
}

/** @throws UsageError for a file that cannot be read, or that holds anything unknown */
export async function readConfig(file: string, checks: TextChecks): Promise<Config> {
  const text = readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    ...PLAIN_YAML,
    ...{ lineCounter: lines, prettyErrors: false },
  });
  const fail = (line: number, problem: string): never => {
    throw new UsageError(`${file}:${line}: ${problem}`);
  };
  // Every JSON file is YAML, but the problem of a JSON file is described in terms of JSON.
  const fault = file.endsWith('.json')
    ? (await import('../util/json-fault.js')).jsonFault(text)
    : null;
  if (fault) fail(lineAt(text, fault.at), `this is not JSON: ${fault.words}.`);
  const [broken] = document.errors;
  if (broken) fail(lines.linePos(broken.pos[0]).line, syntaxWords(broken));
  const values: unknown =
    resolved(document, (at, problem) => fail(lines.linePos(at).line, problem)) ?? {};
  const problem = await firstProblem(values, checks);
  const lineOf = (path: ConfigPath) => lines.linePos(offsetOf(document, path)).line;
  if (problem) fail(lineOf(problem.path), problem.sentence);
  return { file, folder: dirname(file), value: (path) => valueAt(values, path), lineOf };
}

function readText(file: string): string {
  try {
    return readTextUpTo(file, TEXT_FILE_BYTES);
  } catch (error) {
    throw new UsageError(`configuration ${file}: ${fileProblem(error)}.`, { cause: error });
  }
}

function syntaxWords({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here: keep one in the file.';
  // The library words it as the stack that it used up.
  if (code === 'RESOURCE_EXHAUSTION') return 'the values are nested too deeply.';
  // Ranges begin with what YAML takes for the head of a block of text.
  const hint = /block scalar/i.test(message)
    ? ' (a text that begins with > or | needs quotes, as in ">=0.11.1")'
    : '';
  return `${message.replace(/\s+/g, ' ')}${hint}.`;
}

/** From 1 on; of the end of a text that of its last line with anything in it. */
function lineAt(text: string, at: number): number {
  const before = at < text.length ? text.slice(0, at) : text.trimEnd();
  return before.split('\n').length;
}

function resolved(
  document: Document.Parsed,
  fail: (at: number, problem: string) => never,
): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without an anchor, or one that would grow without end.
    if (!(error instanceof Error)) throw error;
    return fail(offsetOfLostAlias(document) ?? 0, `${error.message}.`);
  }
}

/** Compiling the schema takes a thousand times as long as a check against it. */
const validators = new WeakMap<TextChecks, ValidateFunction>();

async function validatorFor(checks: TextChecks): Promise<ValidateFunction> {
  const known = validators.get(checks);
  if (known) return known;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema = JSON.parse(packageText('docs/config.schema.json')) as object;
  const formats = Object.fromEntries(
    Object.entries(checks).map(([name, check]) => [name, (text: string) => check(text) === null]),
  );
  // `verbose` brings the value and the schema of what is wrong along.
  const ajv = new Ajv2020({ verbose: true, allErrors: true, formats });
  const validate = ajv.compile(schema);
  validators.set(checks, validate);
  return validate;
}

async function firstProblem(values: unknown, checks: TextChecks): Promise<Problem | null> {
  const validate = await validatorFor(checks);
  if (validate(values)) return null;
  // A misspelt key is the cause of a missing key.
  const errors = validate.errors ?? [];
  const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  if (!error) throw new Error('a configuration was refused without a reason');
  return problemOf(error, checks);
}

function valueAt(values: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    values,
  );
}

/** The start of the key, or of the entry of a list. */
function offsetOf(document: Document, path: ConfigPath): number {
  const parent: unknown =
    path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(
      ({ key }) => isScalar(key) && String(key.value) === String(last),
    );
    if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
  }
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return range?.[0] ?? 0;
}
