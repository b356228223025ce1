// Reads back what each format says was found. A format without a reader does not compile.
import type { Log } from 'sarif';
import type { FormatName } from '../../src/reports/formats.js';
import type { JsonReport } from '../../src/reports/json.js';
import { metricsOf } from './metrics.js';
import { raised } from './cli.js';
import { elementsOf } from './xml.js';

export interface Read {
  /** The codes of the findings that were raised, each once, sorted. */
  readonly codes: readonly string[];
  /** `null`: the report does not show the exit code. */
  readonly exitCode: number | null;
}

/** Mark, word and title of a raised finding, with its code in brackets. */
const HEADED = /(?:[✖x] FAIL|! WARN|- ignored|- known) .*? \[([a-z-]+)\]/g;

/** What each format says, read from the report of one judgement. */
export const READERS: Record<FormatName, (report: string) => Read> = {
  text: (report) => {
    const flat = report.replace(/\s+/g, ' ');
    return read(all(flat, HEADED), all(flat, /\(exit (\d)\) $/g)[0]);
  },
  short: (report) => {
    const flat = report.replace(/\s+/g, ' ');
    return read(all(flat, HEADED), all(flat, /\(exit (\d)\)/g)[0]);
  },
  json: (report) => {
    const parsed = JSON.parse(report) as JsonReport;
    return read(raised(parsed), parsed.exitCode);
  },
  junit: (report) => {
    const elements = elementsOf(report);
    const reported = elements.filter(
      ({ name, children }) =>
        name === 'testcase' && children.some((child) => child.name !== 'skipped'),
    );
    const exitCode = elements.find(({ attributes }) => attributes['name'] === 'exitCode');
    return read(
      reported.map(({ attributes }) => /\[([a-z-]+)\]$/.exec(attributes['name'] ?? '')?.[1] ?? ''),
      exitCode?.attributes['value'],
    );
  },
  sarif: (report) => {
    const [run] = (JSON.parse(report) as Log).runs;
    return read(
      (run?.results ?? []).map(({ ruleId }) => ruleId ?? ''),
      run?.invocations?.[0]?.exitCode,
    );
  },
  // It has no place for an exit code, but one for what leads to it: see the table of docs/formats.md.
  gitlab: (report) => {
    const issues = JSON.parse(report) as { check_name: string; severity: string }[];
    const has = (...severities: string[]) =>
      issues.some(({ severity }) => severities.includes(severity));
    return read(
      issues.map((issue) => issue.check_name),
      has('critical', 'major') ? 1 : has('blocker') ? 3 : 0,
    );
  },
  github: (report) =>
    read(
      all(report, /^::(?:error|warning|notice) title=swiftcheck%3A ([a-z-]+)(?:,|::)/gm),
      all(report.replace(/\s+/g, ' '), /\(exit (\d)\) ::[0-9a-f]+:: $/g)[0],
    ),
  markdown: (report) =>
    read(
      all(report, /^- \*\*(?:FAIL|WARN)\*\* .* `([a-z-]+)`/gm),
      all(report, /^\*\*Verdict:\*\* .* Exit code (\d)\.$/gm)[0],
    ),
  html: (report) =>
    read(
      all(report, /<dt>More<\/dt><dd><code>swiftcheck explain ([a-z-]+)<\/code>/g),
      all(report, /<p class="verdict">Exit code (\d)/g)[0],
    ),
  openmetrics: (report) => {
    const metrics = metricsOf(report);
    const found = metrics.filter(({ name, value }) => name === 'swiftcheck_finding' && value === 1);
    return read(
      found.map(({ labels }) => labels['code'] ?? ''),
      metrics.find(({ name }) => name === 'swiftcheck_exit_code')?.value,
    );
  },
};

function read(codes: readonly string[], exitCode: string | number | undefined): Read {
  return {
    codes: [...new Set(codes)].sort(),
    exitCode: exitCode === undefined ? null : Number(exitCode),
  };
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, code = '']) => code);
}
