// What the schema has to say against a configuration, in the words of its user.
import type { ErrorObject } from 'ajv';
import { nearest } from '../util/nearest.js';
import { own } from '../util/own.js';

/** Keys and indexes from the top of the file. */
export type ConfigPath = readonly (string | number)[];

/** For each `format` of the schema: what is wrong with a text, as a sentence; `null`: nothing. */
export type TextChecks = Readonly<Record<string, (text: string) => string | null>>;

export interface Problem {
  readonly path: ConfigPath;
  readonly sentence: string;
}

/** Keys that people look for here, and why they are not. */
const REFUSED: Readonly<Record<string, string>> = {
  lab: 'a check of the embedded lab is asked for with --lab, because a file must not turn a check of a cluster into a check of the lab',
  token: 'a token has no place in a file that is kept: use tokenFile, or --token',
  install:
    'a preflight changes nothing, so it installs nothing: that is swiftcheck probe --install',
};

export function problemOf(error: ErrorObject, checks: TextChecks): Problem {
  const path = pathOf(error.instancePath);
  const name = nameOf(path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const { additionalProperty: key } = error.params as { additionalProperty: string };
      const known = Object.keys((error.parentSchema as { properties: object }).properties);
      return { path: [...path, key], sentence: unknownKey(key, name, known) };
    }
    case 'required': {
      const { missingProperty } = error.params as { missingProperty: string };
      return { path, sentence: `${name} missing "${missingProperty}".` };
    }
    case 'enum': {
      const { allowedValues } = error.params as { allowedValues: readonly string[] };
      const near = nearest(String(error.data), allowedValues);
      const meant = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.';
      return {
        path,
        sentence: `${name} is ${allowedValues.join(' or ')}, not ${said(error)}${meant}`,
      };
    }
    case 'type':
      // Another file was named by mistake, be it one with a password.
      if (path.length === 0) return { path, sentence: `${name} is no mapping of keys to values.` };
      return { path, sentence: `${name} is ${typeWords(error)}.` };
    case 'format': {
      const { format } = error.params as { format: string };
      const why = checks[format]?.(String(error.data)) ?? 'It cannot be used.';
      if (NOT_SHOWN.has(format)) return { path, sentence: `${name}: ${why}` };
      return { path, sentence: `${name} is ${said(error)}. ${why}` };
    }
    case 'minLength':
      return { path, sentence: `${name} is empty; it needs a text${exampleOf(error)}.` };
    case 'minItems':
      return { path, sentence: `${name} is empty; it needs at least one entry.` };
    default:
      return { path, sentence: `${name} ${error.message ?? 'is wrong'}.` };
  }
}

/** What may hold a password is shown by its own check, without it. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['address', 'url']);

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
};

/** Without a unit, YAML makes a number of these values; quotes would not help. */
const WITH_UNIT: Readonly<Record<string, string>> = {
  percent: 'a share with its %',
  size: 'a size with its unit',
  ceiling: 'a size with its unit',
  payload: 'a size with its unit',
  duration: 'a time with its unit',
};

interface TextSchema {
  readonly format?: string;
  readonly examples?: readonly string[];
}

/** `a text, not 0.11: write it in quotes`, `a size with its unit, such as 3M, not 3`. */
function typeWords(error: ErrorObject): string {
  const { type } = error.params as { type: string };
  const { format = '', examples: [example = ''] = [] } = error.parentSchema as TextSchema;
  const form = WITH_UNIT[format];
  if (form !== undefined) return `${form}, such as ${example}, not ${said(error)}`;
  return `${TYPES[type] ?? type}, not ${said(error)}${quoteHint(error, type)}`;
}

function exampleOf({ parentSchema }: ErrorObject): string {
  const { examples: [example] = [] } = parentSchema as TextSchema;
  return example === undefined ? '' : `, such as "${example}"`;
}

function unknownKey(key: string, parent: string, known: readonly string[]): string {
  const refused = own(REFUSED, key);
  if (refused !== undefined && !known.includes(key)) return `${key} cannot stand here: ${refused}.`;
  const near = nearest(key, known);
  const meant =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : `known: ${known.join(', ')}.`;
  return `unknown key "${key}"${parent === TOP ? '' : ` in ${parent}`}; ${meant}`;
}

function said({ data }: ErrorObject): string {
  // JSON has neither infinity nor what is no number.
  if (typeof data === 'number') return String(data);
  return data === undefined ? 'nothing' : JSON.stringify(data);
}

/** YAML reads 0.11 as a number, and what is left empty as null. */
function quoteHint({ data }: ErrorObject, type: string): string {
  return type === 'string' && typeof data === 'number' ? `: write it in quotes` : '';
}

const TOP = 'the file';

/** `ignore[0].reason`. */
function nameOf(path: ConfigPath): string {
  if (path.length === 0) return TOP;
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`))
    .join('');
}

/** From a JSON pointer. */
function pathOf(pointer: string): ConfigPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
