// `swiftcheck explain CODE`, and the list of all codes.
import type { FindingCode } from '../checks/define.js';
import { PAGES } from '../checks/pages.js';
import { EXPLAIN_SCHEMA_VERSION } from '../reports/explain-form.js';
import { renderIndex, renderPage } from '../reports/page.js';
import type { Paint } from '../reports/paint.js';
import { meant } from '../util/nearest.js';
import { packageText } from '../util/package-info.js';
import { shorten } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { asText, json } from './explained.js';
import type { ExplainFlags } from './options/commands.js';
import type { Writer } from './writer.js';

/** @throws UsageError for an unknown code */
export async function printPage(
  code: string,
  flags: ExplainFlags,
  writer: Writer,
  ink: Paint,
): Promise<number> {
  if (!hasPage(code)) throw unknownCode(code);
  const docs = PAGES[code].path;
  const page = packageText(docs);
  if (flags.format !== 'json') {
    writer.out(asText(renderPage(page, ink), flags));
    return 0;
  }
  const { severityOf } = await import('../checks/registry.js');
  const severity = severityOf(code);
  const schemaVersion = EXPLAIN_SCHEMA_VERSION;
  writer.out(json({ schemaVersion, kind: 'page', code, severity, docs, page }));
  return 0;
}

function hasPage(code: string): code is FindingCode {
  return Object.hasOwn(PAGES, code);
}

export async function printIndex(flags: ExplainFlags, writer: Writer, ink: Paint): Promise<number> {
  const { pageGroups } = await import('../checks/registry.js');
  const groups = pageGroups();
  writer.out(
    flags.format === 'json'
      ? json({ schemaVersion: EXPLAIN_SCHEMA_VERSION, kind: 'codes', groups })
      : asText(renderIndex(groups, ink), flags),
  );
  return 0;
}

function unknownCode(code: string): UsageError {
  return new UsageError(
    `There is no finding ${shorten(code, 80)}.${meant(code, Object.keys(PAGES))} \`swiftcheck explain\` lists all findings. To look up an error, paste the complete message.`,
  );
}
