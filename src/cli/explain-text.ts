// `swiftcheck explain TEXT`: what an error text means.
import { fstatSync } from 'node:fs';
import { OverCeiling } from '../util/counted.js';
import { formatExactSize } from '../util/bytes.js';
import { DATA_FILE_BYTES } from '../util/read-file.js';
import type { Paint } from '../reports/paint.js';
import { signatureForm, signatureText } from '../reports/signature.js';
import { bodyOf } from '../texts/codes.js';
import { MOST_CHARACTERS } from '../texts/forms.js';
import { recognise } from '../texts/recognise.js';
import { EXIT_NOT_RECOGNISED } from './exit-codes.js';
import { UsageError } from '../util/usage-error.js';
import { asText, json } from './explained.js';
import type { ExplainFlags } from './options/commands.js';
import { readTail } from './read-tail.js';
import type { Writer } from './writer.js';

/** The text comes from the standard input. */
export async function printRead(flags: ExplainFlags, writer: Writer, ink: Paint): Promise<number> {
  // Node takes a folder for an empty text.
  if (fstatSync(process.stdin.fd).isDirectory()) {
    throw new UsageError('the standard input is a folder. Give a file, as in `explain - < FILE`.');
  }
  if (process.stdin.isTTY) writer.err('Paste the text, then press Ctrl-D.\n');
  const { text, cut } = await readInput();
  return print(text, cut, flags, writer, ink);
}

async function readInput(): ReturnType<typeof readTail> {
  try {
    return await readTail(MOST_CHARACTERS);
  } catch (error) {
    if (!(error instanceof OverCeiling)) throw error;
    throw new UsageError(
      `the standard input holds more than ${formatExactSize(DATA_FILE_BYTES)}. Give its end, as in \`tail -n 1000 FILE | swiftcheck explain -\`.`,
      { cause: error },
    );
  }
}

export function printText(text: string, flags: ExplainFlags, writer: Writer, ink: Paint): number {
  return print(text, text.length > MOST_CHARACTERS, flags, writer, ink);
}

function print(
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
      return `${text.trim() === '' ? 'There is no text to explain.' : 'No known error matches this text.'} Paste the complete error with its codes, such as {"code":8,"message":"…"}. ${probe}`;
  }
}
