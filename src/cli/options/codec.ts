// How the value of an option is read from the command line and from the configuration file, and written.
import { InvalidArgumentError } from 'commander';
import type { TextChecks } from '../../policy/config-problem.js';

/** The place of a value. */
export interface Source {
  /** Resolves the path of a file. */
  readonly resolve: (path: string) => string;
  /** `FILE:LINE`; absent on the command line. */
  readonly at?: string;
  readonly entry: (index: number) => Source;
}

export const COMMAND_LINE: Source = { resolve: (path) => path, entry: () => COMMAND_LINE };

export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly examples?: readonly string[];
  readonly [keyword: string]: unknown;
}

export interface Codec<T> {
  /** What stands behind the flag, as `<file>`; absent: the option is a switch. */
  readonly placeholder?: string;
  /** @throws InvalidArgumentError for a text of another form */
  readonly parse: (value: unknown, source: Source) => T;
  /** As the configuration file holds the value. */
  readonly format: (value: T) => unknown;
  /** The schema of the value in the configuration file. */
  readonly schema: Schema;
  /** For each `format` of the schema. */
  readonly checks?: TextChecks;
  readonly choices?: readonly string[];
  /** Present for an option that can be given several times: the value with one more entry. */
  readonly append?: (text: string, previous: T | undefined) => T;
  /** What the value names is read, so no output may replace it. */
  readonly reads?: 'file' | 'evidence' | 'data set';
}

export function identity<T>(value: T): T {
  return value;
}

/** @throws InvalidArgumentError for another type, which the schema has excluded for a file */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new InvalidArgumentError('A text is expected.');
}

export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new InvalidArgumentError('A list is expected.');
}

export function textSchema(form?: string): Schema {
  return { type: 'string', minLength: 1, ...(form !== undefined && { format: form }) };
}

/**
 * @param form the name of the text's form in the schema
 * @param problem what is wrong with a text of the configuration file
 */
export function textCodec<T>(
  placeholder: string,
  parse: (text: string) => T,
  format: (value: T) => unknown = identity,
  form?: string,
  problem: (text: string) => string | null = refusalOf(parse),
): Codec<T> {
  return {
    ...{ placeholder, parse: (value) => parse(asText(value)), format, schema: textSchema(form) },
    ...(form !== undefined && { checks: { [form]: problem } }),
  };
}

/** @throws InvalidArgumentError for an empty text: a shell makes it of a variable that is not set */
export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('The value is empty.');
}

/** A text that is taken as it stands. */
export const TEXT: Codec<string> = textCodec('<text>', notEmpty);

export const SWITCH: Codec<boolean> = {
  parse: (value) => {
    if (typeof value === 'boolean') return value;
    throw new InvalidArgumentError('true or false is expected.');
  },
  format: identity,
  schema: { type: 'boolean' },
};

/** A file that is read. */
export const FILE: Codec<string> = {
  ...TEXT,
  placeholder: '<file>',
  parse: (value, source) => source.resolve(notEmpty(asText(value))),
  reads: 'file',
};

/** One of a few words. */
export function oneOf<const T extends string>(...choices: readonly T[]): Codec<T> {
  const parse = (value: unknown) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };
  return { placeholder: '<word>', parse, format: identity, schema: { enum: choices }, choices };
}

/** For an option that can be given several times. */
export function listOf<T>(codec: Codec<T>): Codec<readonly T[]> {
  const { placeholder = '<entry>', checks } = codec;
  return {
    placeholder,
    parse: (value, source) =>
      asList(value).map((entry, index) => codec.parse(entry, source.entry(index))),
    format: (values) => values.map(codec.format),
    schema: { type: 'array', minItems: 1, items: codec.schema },
    ...(checks && { checks }),
    append: (text, previous = []) => [...previous, codec.parse(text, COMMAND_LINE)],
  };
}

/** What the parser of an option has against a text; `null`: nothing. */
function refusalOf(parse: (text: string) => unknown): (text: string) => string | null {
  return (text) => {
    try {
      parse(text);
      return null;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      return error.message;
    }
  };
}
