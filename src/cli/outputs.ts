// `--format NAME[=FILE]`: which reports go where.
import { InvalidArgumentError } from 'commander';
import { FORMAT_NAMES, isFormat, type FormatName } from '../reports/formats.js';
import { nearest } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';

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
    const near = nearest(name, FORMAT_NAMES);
    const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
    throw new InvalidArgumentError(
      `Formats are ${FORMAT_NAMES.join(', ')}, each as NAME or NAME=FILE.${meant}`,
    );
  }
  if (file === '') throw new InvalidArgumentError(`Name the file: ${name}=FILE.`);
  return { format: name, file: file === '-' ? null : file };
}

/** Of `--save-evidence`. */
export function evidenceFile(text: string): string {
  if (text !== '-') return text;
  throw new InvalidArgumentError('Name a file; --format json shows the evidence on stdout.');
}

/**
 * All outputs of a run. One report goes to stdout: the format that names no file, else the text.
 * @throws UsageError where two want that
 */
export function allOutputs(asked: readonly Output[] | undefined): readonly Output[] {
  const outputs = asked ?? [];
  const [first, second] = outputs.filter(({ file }) => file === null);
  if (second) {
    throw new UsageError(
      `${second.at ?? '--format'}: ${first?.format ?? ''} and ${second.format} both go to stdout; give one a file, as ${second.format}=FILE.`,
    );
  }
  return first ? outputs : [{ format: 'text', file: null }, ...outputs];
}
