// Prints judgements in every format that was asked for.
import { checkWritable, isFolder, writeTo } from '../evidence/file.js';
import { FORMATS } from '../reports/formats.js';
import { piecesOf, type NamedJudgement, type RenderOptions } from '../reports/types.js';
import { openToWrite } from '../util/pipes.js';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import type { OutputFlags } from './flags.js';
import { appendJobSummary, checkJobSummary } from './job-summary.js';
import { allOutputs, nameOf } from './outputs.js';
import { refuseSharedFiles } from './shared-files.js';
import { tryWriting } from './unwritten.js';
import { columns, useAscii, useColour, type Writer } from './writer.js';

/**
 * @param evidence the files of `--save-evidence`
 * @param read files that are not to be written over
 * @throws UsageError for an output that cannot be written: better before the run than after the run
 */
export function checkOutputs(
  { format, quiet, verbose }: OutputFlags,
  evidence: readonly string[],
  read: readonly string[],
): void {
  const outputs = allOutputs(format);
  if (quiet && verbose) throw new UsageError('--quiet and --verbose exclude each other.');
  const shown = (format ?? []).find(({ file, at }) => file === null && at === undefined);
  if (quiet && shown) {
    throw new UsageError(
      `--quiet prints no report: leave out ${nameOf(shown)}, or write ${nameOf(shown)}=FILE.`,
    );
  }
  for (const { file, at = '--format' } of outputs) {
    if (file === null) continue;
    checkWritable(file, at);
    if (isFolder(file)) throw new UsageError(`${at}: ${file} is a folder; specify a file.`);
  }
  checkJobSummary(outputs);
  refuseSharedFiles(outputs, evidence, read);
}

/** One judgement by itself, or several with an overview. Returns what could not be written. */
export async function print(
  reports: readonly NamedJudgement[],
  flags: OutputFlags,
  writer: Writer,
  anchor: RenderOptions['anchor'] = () => null,
): Promise<string[]> {
  const outputs = allOutputs(flags.format);
  const missing: string[] = [];
  for (const output of outputs) {
    const { format, file } = output;
    const render = await FORMATS[format].load();
    if (file === null && flags.quiet) writer.out(quietLines(reports));
    else if (file === null) {
      const text = render(reports, { ...forTerminal(flags, writer), anchor });
      for (const piece of piecesOf(text)) {
        writer.out(piece);
        // A reader that is slower than this would make the process keep all that is still to be read.
        await writer.flush?.();
      }
    } else {
      const text = render(reports, { ...forFile(flags), anchor });
      const write = () => writeTo(openToWrite(file, 'w'), piecesOf(text));
      missing.push(...tryWriting(nameOf(output), write));
    }
  }
  const summary = await appendJobSummary(reports, outputs, { ...forFile(flags), anchor });
  return [...missing, ...summary];
}

/** One line for each judgement that does not pass. */
function quietLines(reports: readonly NamedJudgement[]): string {
  return reports
    .filter(({ judgement }) => judgement.exitCode !== 0)
    .map(({ name, judgement: { exitCode, verdict } }) => {
      const word = exitCode === 1 ? 'FAILED' : 'INCOMPLETE';
      const prefix = name === null ? '' : `${name}: `;
      return `${word}  ${visible(`${prefix}${verdict.sentence}`)} (exit ${exitCode})\n`;
    })
    .join('');
}

type Options = Omit<RenderOptions, 'anchor'>;

function forTerminal(flags: OutputFlags, writer: Writer): Options {
  return {
    ...common(flags),
    colour: useColour(flags.color, process.env, writer.outIsTerminal),
    width: columns(writer),
  };
}

/** The terminal of a later reader is unknown. */
function forFile(flags: OutputFlags): Options {
  return { ...common(flags), colour: false, width: 80 };
}

function common(flags: OutputFlags): Omit<Options, 'colour' | 'width'> {
  return {
    ascii: useAscii(flags.ascii === true, process.env),
    verbose: flags.verbose === true,
    docsUrl: flags.docsUrl ?? null,
    whatIf: { swift: flags.whatIf === true, tiller: flags.whatIfTiller === true },
  };
}
