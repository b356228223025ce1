import { jsonReport, jsonReports } from '../reports/json.js';
import { overview } from '../reports/overview.js';
import { paint } from '../reports/paint.js';
import { textReport } from '../reports/text.js';
import type { NamedJudgement } from '../reports/types.js';
import { visible } from '../util/safe-text.js';
import type { OutputFlags } from './flags.js';
import { useColour, type Writer } from './writer.js';

/** Prints judgements in the asked format: one by itself, several with an overview at the end. */
export function print(
  reports: readonly NamedJudgement[],
  flags: OutputFlags,
  writer: Writer,
): void {
  const whatIf = { swift: flags.whatIf === true, tiller: flags.whatIfTiller === true };
  const [only] = reports;
  const alone = only?.name === null ? only.judgement : null;
  switch (flags.format) {
    case 'json':
      writer.out(alone ? jsonReport(alone, whatIf) : jsonReports(reports, whatIf));
      return;
    case 'text': {
      const colour = useColour(flags.color, process.env, writer.outIsTerminal);
      const options = { colour, verbose: flags.verbose === true, whatIf };
      const ink = paint(colour);
      for (const { name, judgement } of reports) {
        if (name !== null) writer.out(`${ink.strong(`=== ${visible(name)}`)}\n`);
        writer.out(textReport(judgement, options));
        if (name !== null) writer.out('\n');
      }
      if (!alone) writer.out(overview(reports, ink));
    }
  }
}
