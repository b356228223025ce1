// Reads back what each format says was found. A format without a reader does not compile.
import { convert } from 'xmlbuilder2';
import type { Log } from 'sarif';
import type { FormatName } from '../../src/reports/formats.js';
import type { JsonReport } from '../../src/reports/json.js';
import { metricsOf } from './metrics.js';
import { raised } from './cli.js';

export interface Read {
  /** Of the findings that were raised, each once, sorted. */
  readonly codes: readonly string[];
  /** `null`: the format has no place for it. */
  readonly exitCode: number | null;
}

/** Of the report of one judgement. */
export const READERS: Record<FormatName, (report: string) => Read> = {
  text: (report) => {
    const flat = report.replace(/\s+/g, ' ');
    return read(
      [
        ...all(flat, /more swiftcheck explain (\S+)/g),
        ...all(flat, /(\S+) (?:probably )?follows from \S+/g),
      ],
      all(flat, /Exit code (\d)\. $/g)[0],
    );
  },
  short: (report) => {
    const flat = report.replace(/\s+/g, ' ');
    return read(all(flat, /\[([a-z-]+)\]/g), all(flat, /Exit code (\d)\./g)[0]);
  },
  json: (report) => {
    const parsed = JSON.parse(report) as JsonReport;
    return read(raised(parsed), parsed.exitCode);
  },
  junit: (report) => {
    const { testsuite } = readJunit(report).testsuites;
    const told = testsuite.testcase.filter(
      (one) => one.failure ?? one.error ?? one['system-out'] ?? false,
    );
    return read(
      told.map((one) => /\[([a-z-]+)\]$/.exec(one['@name'])?.[1] ?? ''),
      testsuite.properties.property.find((one) => one['@name'] === 'exitCode')?.['@value'],
    );
  },
  sarif: (report) => {
    const [run] = (JSON.parse(report) as Log).runs;
    return read(
      (run?.results ?? []).map(({ ruleId }) => ruleId ?? ''),
      run?.invocations?.[0]?.exitCode,
    );
  },
  gitlab: (report) =>
    read(
      (JSON.parse(report) as { check_name: string }[]).map((issue) => issue.check_name),
      undefined,
    ),
  github: (report) =>
    read(
      all(report, /^::(?:error|warning|notice) title=swiftcheck%3A ([a-z-]+)(?:,|::)/gm),
      all(report.replace(/\s+/g, ' '), /Exit code (\d)\. ::[0-9a-f]+:: $/g)[0],
    ),
  markdown: (report) =>
    read(
      all(report, /^- \*\*(?:FAIL|WARN)\*\* .* `([a-z-]+)`/gm),
      all(report, /^\*\*Verdict:\*\* .* Exit code (\d)\.$/gm)[0],
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

interface Junit {
  readonly testsuites: {
    readonly testsuite: {
      readonly properties: {
        readonly property: readonly { readonly '@name': string; readonly '@value': string }[];
      };
      readonly testcase: readonly {
        readonly '@name': string;
        readonly failure?: object;
        readonly error?: object;
        readonly 'system-out'?: string;
      }[];
    };
  };
}

function readJunit(report: string): Junit {
  return convert(report, { format: 'object' }) as unknown as Junit;
}

function read(codes: readonly string[], exitCode: string | number | undefined): Read {
  return {
    codes: [...new Set(codes)].sort(),
    exitCode: exitCode === undefined ? null : Number(exitCode),
  };
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, code = '']) => code);
}
