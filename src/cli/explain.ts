// `swiftcheck explain`: the page of a finding, or what an error text means. Asks nobody.
import { readFileSync } from 'node:fs';
import { FINDING_CODES, docsOf, isFindingCode, type FindingCode } from '../findings/catalogue.js';
import { renderPage } from '../reports/page.js';
import { labelled } from '../reports/layout.js';
import { paint, type Paint } from '../reports/paint.js';
import { EXPLAIN_SCHEMA_VERSION, signatureJson, signatureText } from '../reports/signature.js';
import { recognise } from '../signatures/recognise.js';
import { PACKAGE_ROOT } from '../util/package-info.js';
import { UsageError } from '../util/usage-error.js';
import { nearest } from '../util/nearest.js';
import type { ExplainFlags } from './flags.js';
import { useColour, type Writer } from './writer.js';

/** Nothing is known of the text. */
const EXIT_NOT_RECOGNISED = 1;

/** Returns the exit code. @throws UsageError for a word that is nearly a code */
export function explainAll(
  words: readonly string[],
  flags: ExplainFlags,
  writer: Writer,
  readInput: () => string,
): number {
  const ink = paint(useColour(flags.color, process.env, writer.outIsTerminal));
  const given = words.join(' ');
  if (given === '') return printIndex(flags, writer, ink);
  if (isFindingCode(given)) return printPage(given, flags, writer, ink);
  const found = recognise(given === '-' ? readInput() : given);
  if (found.length > 0) {
    writer.out(flags.format === 'json' ? signatureJson(found) : signatureText(found, ink));
    return 0;
  }
  if (/^[a-z0-9-]+$/.test(given) && given !== '-') {
    const codes = nearest(given, FINDING_CODES);
    throw new UsageError(
      `There is no finding ${given}.${codes.length > 0 ? ` Did you mean ${codes.join(' or ')}?` : ''} \`swiftcheck explain\` lists them all.`,
    );
  }
  if (flags.format === 'json') writer.out(signatureJson([]));
  writer.err(
    'Nothing is known of this text. Paste the whole error with its codes, such as {"code":8,"message":"…"}; swiftcheck probe looks at the endpoints themselves.\n',
  );
  return EXIT_NOT_RECOGNISED;
}

function printPage(code: FindingCode, flags: ExplainFlags, writer: Writer, ink: Paint): number {
  const page = pageOf(code);
  writer.out(
    flags.format === 'json'
      ? json({ schemaVersion: EXPLAIN_SCHEMA_VERSION, code, docs: docsOf(code), page })
      : renderPage(page, ink),
  );
  return 0;
}

function printIndex(flags: ExplainFlags, writer: Writer, ink: Paint): number {
  const codes = FINDING_CODES.map((code) => ({ code, statement: statementOf(code) }));
  writer.out(
    flags.format === 'json'
      ? json({ schemaVersion: EXPLAIN_SCHEMA_VERSION, codes })
      : `${codes
          .flatMap(({ code, statement }) => [ink.strong(code), ...labelled('', statement, 4)])
          .join('\n')}\n`,
  );
  return 0;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function pageOf(code: FindingCode): string {
  return readFileSync(new URL(docsOf(code), PACKAGE_ROOT), 'utf8');
}

/** The first sentence below the title. */
function statementOf(code: FindingCode): string {
  return pageOf(code).split('\n\n')[1] ?? '';
}
