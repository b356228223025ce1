import { jsonReport } from '../reports/json.js';
import { textReport } from '../reports/text.js';
import type { Judgement } from '../rules/judge.js';
import type { OutputFlags } from './flags.js';
import { useColour, type Writer } from './writer.js';

/** Prints a judgement in the asked format. */
export function print(judgement: Judgement, flags: OutputFlags, writer: Writer): void {
  const whatIf = { swift: flags.whatIf === true, tiller: flags.whatIfTiller === true };
  switch (flags.format) {
    case 'json':
      writer.out(jsonReport(judgement, whatIf));
      return;
    case 'text': {
      const colour = useColour(flags.color, process.env, writer.outIsTerminal);
      writer.out(textReport(judgement, { colour, verbose: flags.verbose === true, whatIf }));
    }
  }
}
