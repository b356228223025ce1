// Prints judgements in every format that was asked for.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FORMATS } from '../reports/formats.js';
import type { NamedJudgement, RenderOptions } from '../reports/types.js';
import { UsageError } from '../util/usage-error.js';
import type { OutputFlags } from './flags.js';
import { appendJobSummary, checkJobSummary } from './job-summary.js';
import { allOutputs } from './outputs.js';
import { columns, useAscii, useColour, type Writer } from './writer.js';

/** @throws UsageError where an output has no place to go: better said before the run than after */
export function checkOutputs({ format }: OutputFlags): void {
  const outputs = allOutputs(format);
  for (const { file } of outputs) {
    if (file !== null && !existsSync(dirname(file))) {
      throw new UsageError(`--format: there is no folder ${dirname(file)}`);
    }
  }
  checkJobSummary(outputs);
}

/** One judgement by itself, or several with an overview. @throws UsageError for a file */
export async function print(
  reports: readonly NamedJudgement[],
  flags: OutputFlags,
  writer: Writer,
  anchor: RenderOptions['anchor'] = () => null,
): Promise<void> {
  const outputs = allOutputs(flags.format);
  for (const { format, file } of outputs) {
    const render = await FORMATS[format].load();
    if (file === null) writer.out(render(reports, { ...forTerminal(flags, writer), anchor }));
    else writeReport(file, render(reports, { ...forFile(flags), anchor }));
  }
  await appendJobSummary(reports, outputs, { ...forFile(flags), anchor });
}

type Options = Omit<RenderOptions, 'anchor'>;

function forTerminal(flags: OutputFlags, writer: Writer): Options {
  return {
    ...common(flags),
    colour: useColour(flags.color, process.env, writer.outIsTerminal),
    width: columns(writer),
  };
}

/** Whoever reads it later has another terminal. */
function forFile(flags: OutputFlags): Options {
  return { ...common(flags), colour: false, width: 80 };
}

function common(flags: OutputFlags): Omit<Options, 'colour' | 'width'> {
  return {
    ascii: useAscii(flags.ascii === true, process.env),
    verbose: flags.verbose === true,
    whatIf: { swift: flags.whatIf === true, tiller: flags.whatIfTiller === true },
  };
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`--format: ${error.message}`, { cause: error });
  }
}
