// Where a reader finds the page of a finding.
import type { FindingCode } from '../checks/define.js';

/** Under `--docs-url`, as `npm run site` lays the pages out; `null` without a base. */
export function pageUrl(code: FindingCode | 'CODE', base: string | null): string | null {
  return base === null ? null : `${base}/findings/${code}.html`;
}

/** The address of the page, otherwise the command that prints it. */
export function pageSource(code: FindingCode | 'CODE', base: string | null): string {
  return pageUrl(code, base) ?? `swiftcheck explain ${code}`;
}
