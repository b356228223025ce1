// The checks that raised nothing.
import type { Finding } from '../checks/define.js';
import { passTitleOf } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import { visible } from '../util/safe-text.js';
import { HEAD_MARGIN, headed } from './headed.js';
import { labelled, WIDTH } from './layout.js';
import type { Paint } from './paint.js';

/** Those that could not tell, unless a finding explains them; `verbose`: each of the others, too. */
export function restLines(
  findings: readonly JudgedFinding[],
  verbose: boolean,
  ink: Paint,
): string[] {
  const unknown = findings.filter(({ outcome }) => outcome === 'could-not-tell');
  const lines = unknownLines(
    unknown.filter(({ cause }) => cause === null),
    ink,
  );
  const passed = findings.filter(({ outcome }) => outcome === 'pass');
  const idle = findings.filter(({ outcome }) => outcome === 'not-applicable');
  if (!verbose) {
    const untold = unknown.length === 0 ? '' : `, ${unknown.length} could not tell`;
    return [
      ...lines,
      `${passed.length} of ${findings.length} checks pass, ${idle.length} not applicable${untold} (-v lists them).`,
    ];
  }
  const rest = findings.filter(({ outcome }) => outcome === 'pass' || outcome === 'not-applicable');
  return [
    ...lines,
    ...rest.flatMap((finding) => {
      const why = finding.reason === null ? '' : ` (${visible(finding.reason)})`;
      return headed(finding.outcome, `${finding.title}${why}`, ink);
    }),
  ];
}

/** The assertions that could not be checked, those with the same reason together. */
export function unknownLines(findings: readonly Finding[], ink: Paint, width = WIDTH): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const reason = visible(finding.reason ?? '');
    groups.set(reason, [...(groups.get(reason) ?? []), finding]);
  }
  return [...groups].flatMap(([reason, group]) => [
    ...group.flatMap(({ code }) =>
      headed('could-not-tell', `not known: ${passTitleOf(code)} [${code}]`, ink, width),
    ),
    ...labelled('', reason, HEAD_MARGIN, width),
  ]);
}
