// `--format NAME[=FILE]`: which reports go where.
import { InvalidArgumentError } from 'commander';
import { notEmpty } from './options/codec.js';
import { FORMAT_NAMES, isFormat, type FormatName } from '../reports/formats.js';
import { meant } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';
import { own } from '../util/own.js';

export interface Output {
  readonly format: FormatName;
  /** `null`: stdout. */
  readonly file: string | null;
  /** `FILE:LINE` of the configuration that asks for it; absent: a flag does. */
  readonly at?: string;
}

/** As it was asked for. */
export function nameOf({ format, file, at }: Output): string {
  const name = file === null ? format : `${format}=${file}`;
  return at === undefined ? `--format ${name}` : name;
}

/** One `--format`. */
export function output(text: string): Output {
  const [, name = '', file = null] = /^([^=]*)(?:=([^]*))?$/.exec(text) ?? [];
  if (!isFormat(name)) {
    throw new InvalidArgumentError(
      `Formats are ${FORMAT_NAMES.join(', ')}, each as NAME or NAME=FILE.${meantFormat(name)}`,
    );
  }
  if (file === '') throw new InvalidArgumentError(`The file is missing: write ${name}=FILE.`);
  return { format: name, file: file === '-' ? null : file };
}

/** Other names of a format. */
const SYNONYMS: Readonly<Record<string, string>> = {
  md: 'markdown',
  xml: 'junit',
  prometheus: 'openmetrics',
};

function meantFormat(name: string): string {
  const synonym = own(SYNONYMS, name);
  return synonym === undefined ? meant(name, FORMAT_NAMES) : ` Did you mean ${synonym}?`;
}

/** The value of `--save-evidence`. */
export function evidenceFile(text: string): string {
  if (text !== '-') return notEmpty(text);
  throw new InvalidArgumentError('Specify a file; --format json prints the evidence to stdout.');
}

/**
 * All outputs of a run. One report goes to stdout: the format without a file, otherwise the text.
 * @throws UsageError where two want that
 */
export function allOutputs(asked: readonly Output[] | undefined): readonly Output[] {
  const outputs = asked ?? [];
  const [first, second] = outputs.filter(({ file }) => file === null);
  if (second) {
    throw new UsageError(
      `${second.at ?? '--format'}: ${first?.format ?? ''} and ${second.format} both go to stdout; give one of them a file: ${second.format}=FILE.`,
    );
  }
  return first ? outputs : [{ format: 'text', file: null }, ...outputs];
}
