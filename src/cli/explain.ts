// `swiftcheck explain`: the page of a finding, or what an error text means. Uses no network.
import { paint } from '../reports/paint.js';
import type { ExplainFlags } from './options/commands.js';
import { useColour, type Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for a word that is like a code and none */
export async function explain(
  words: readonly string[],
  flags: ExplainFlags,
  writer: Writer,
): Promise<number> {
  const ink = paint(useColour(flags.color, process.env, writer.outIsTerminal));
  if (words.length === 0) {
    const { printIndex } = await import('./explain-code.js');
    return printIndex(flags, writer, ink);
  }
  const given = words.join(' ').trim();
  // A report names the page, so that is taken for its code too.
  const code = given.replace(/^(?:\S*\/)?([a-z-]+)\.md$/, '$1');
  if (/^[a-z]+(?:-[a-z]+)*$/.test(code)) {
    const { printPage } = await import('./explain-code.js');
    return printPage(code, flags, writer, ink);
  }
  const { printRead, printText } = await import('./explain-text.js');
  return given === '-' ? printRead(flags, writer, ink) : printText(given, flags, writer, ink);
}
