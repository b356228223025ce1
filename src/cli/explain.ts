// `swiftcheck explain`: the page of a finding, or what an error text means. Uses no network.
import type { FindingCode } from '../checks/define.js';
import { FINDING_CODES, docsOf, isFindingCode, severityOf } from '../checks/registry.js';
import { pageGroups } from '../checks/registry.js';
import { toAscii } from '../reports/ascii.js';
import { renderIndex, renderPage } from '../reports/page.js';
import { paint, type Paint } from '../reports/paint.js';
import { EXPLAIN_SCHEMA_VERSION, type ExplainForm } from '../reports/explain-form.js';
import { signatureForm, signatureText } from '../reports/signature.js';
import { bodyOf } from '../texts/codes.js';
import { MOST_CHARACTERS } from '../texts/forms.js';
import { recognise } from '../texts/recognise.js';
import { packageText } from '../util/package-info.js';
import { shorten } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { meant } from '../util/nearest.js';
import { EXIT_NOT_RECOGNISED } from './exit-codes.js';
import type { ExplainFlags } from './options/commands.js';
import { readTail } from './read-tail.js';
import { useAscii, useColour, type Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for a word that is like a code and none */
export async function explain(
  words: readonly string[],
  flags: ExplainFlags,
  writer: Writer,
): Promise<number> {
  const ink = paint(useColour(flags.color, process.env, writer.outIsTerminal));
  const given = words.join(' ').trim();
  if (given === '') return printIndex(flags, writer, ink);
  if (given === '-') {
    if (process.stdin.isTTY) writer.err('Paste the text, then press Ctrl-D.\n');
    const { text, cut } = await readTail(MOST_CHARACTERS);
    return printText(text, cut, flags, writer, ink);
  }
  // A report names the page, so that is taken for its code too.
  const code = given.replace(/^(?:\S*\/)?([a-z-]+)\.md$/, '$1');
  if (isFindingCode(code)) return printPage(code, flags, writer, ink);
  if (/^[a-z]+(?:-[a-z]+)*$/.test(code)) throw unknownCode(code);
  return printText(given, given.length > MOST_CHARACTERS, flags, writer, ink);
}

function unknownCode(code: string): UsageError {
  return new UsageError(
    `There is no finding ${shorten(code, 80)}.${meant(code, FINDING_CODES)} \`swiftcheck explain\` lists all findings. To look up an error, paste the complete message.`,
  );
}

function printText(
  text: string,
  cut: boolean,
  flags: ExplainFlags,
  writer: Writer,
  ink: Paint,
): number {
  const found = recognise(text);
  if (flags.format === 'json') writer.out(json(signatureForm({ found, cut })));
  else if (found.length > 0) writer.out(asText(signatureText({ found, cut }, ink), flags));
  if (found.length > 0) return 0;
  writer.err(
    asText(`${cut ? 'Only the end of the text was read. ' : ''}${unknownText(text)}\n`, flags),
  );
  return EXIT_NOT_RECOGNISED;
}

/** What the form of an unknown text shows: who wrote it. */
function unknownText(text: string): string {
  const probe = 'Run `swiftcheck probe` to check the endpoints.';
  switch (bodyOf(text)) {
    case 'swift':
      return `The text has the form of a Swift error, but its message is unknown. ${probe}`;
    case 'kubernetes':
      return `The text is a Status of the Kubernetes API server, not an answer of Swift. Its message is unknown. ${probe}`;
    case null:
      return `No known error matches this text. Paste the complete error with its codes, such as {"code":8,"message":"…"}. ${probe}`;
  }
}

function printPage(code: FindingCode, flags: ExplainFlags, writer: Writer, ink: Paint): number {
  const page = packageText(docsOf(code));
  const about: ExplainForm = {
    schemaVersion: EXPLAIN_SCHEMA_VERSION,
    kind: 'page',
    code,
    severity: severityOf(code),
    docs: docsOf(code),
    page,
  };
  writer.out(flags.format === 'json' ? json(about) : asText(renderPage(page, ink), flags));
  return 0;
}

function printIndex(flags: ExplainFlags, writer: Writer, ink: Paint): number {
  const groups = pageGroups();
  writer.out(
    flags.format === 'json'
      ? json({ schemaVersion: EXPLAIN_SCHEMA_VERSION, kind: 'codes', groups })
      : asText(renderIndex(groups, ink), flags),
  );
  return 0;
}

function asText(text: string, { ascii }: ExplainFlags): string {
  return useAscii(ascii === true, process.env) ? toAscii(text) : text;
}

function json(value: ExplainForm): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
