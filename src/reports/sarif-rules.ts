// What SARIF says of each check, whatever it came to.
import type { ReportingDescriptor } from 'sarif';
import type { FindingCode } from '../checks/define.js';
import { docsOf, passTitleOf, meansUnexamined, severityOf } from '../checks/registry.js';
import { codeSpan } from './markdown-text.js';
import { pageUrl } from './page-links.js';

export const LEVELS = { fail: 'error', warn: 'warning' } as const;

/** @param base of the pages, or `null` */
export function ruleOf(code: FindingCode, base: string | null): ReportingDescriptor {
  const severity = severityOf(code);
  const url = pageUrl(code, base);
  const explain = `swiftcheck explain ${code}`;
  const says = 'prints the page of this check: detection, consequences, causes, fix';
  return {
    id: code,
    shortDescription: { text: passTitleOf(code) },
    fullDescription: {
      text: `${passTitleOf(code)}. If not, ${consequence(code)}.`,
    },
    ...(url !== null && { helpUri: url }),
    help: {
      text: `"${explain}" ${says}. The package holds the page as ${docsOf(code)}.`,
      markdown: `${codeSpan(explain)} ${says}. The package holds the page as ${codeSpan(docsOf(code))}.`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { severity },
  };
}

function consequence(code: FindingCode): string {
  if (meansUnexamined(code)) return 'the run did not examine an endpoint';
  return severityOf(code) === 'fail' ? 'it is a failure' : 'it is a warning';
}
