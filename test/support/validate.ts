// What others say of our reports: schemas and parsers that are not ours. Each gives its complaints.
import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import Ajv04 from 'ajv-draft-04';
import { execa } from 'execa';
import { validateXML } from 'xmllint-wasm';

const vendored = (path: string) =>
  readFileSync(new URL(`../vendor/${path}`, import.meta.url), 'utf8');

/** xmllint with the schema of Jenkins. */
export async function junitComplaints(report: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: report },
    schema: { fileName: 'jenkins-junit.xsd', contents: vendored('junit/jenkins-junit.xsd') },
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

// Formats (uri, date-time) are not what it is about; one of its patterns is none with the flag u.
const lenient = { strict: false, validateFormats: false, unicodeRegExp: false };
const ajv = new Ajv04.default({ ...lenient, allErrors: true });
const sarif = ajv.compile(JSON.parse(vendored('sarif/sarif-2.1.0-rtm.5.json')) as object);

/** The schema of SARIF 2.1.0. */
export function sarifComplaints(report: string): readonly string[] {
  return sarif(JSON.parse(report)) ? [] : wordsOf(sarif.errors);
}

function wordsOf(errors: ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const LINE = { type: 'integer', minimum: 1 };

/** What GitLab's page on code quality asks of a report; a schema of its own is not published. */
const codeQuality = ajv.compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path'],
        properties: {
          // A path within the repository, written without ./ before it.
          path: { type: 'string', minLength: 1, pattern: '^(?!\\.{0,2}/)' },
          lines: { required: ['begin'], properties: { begin: LINE } },
          positions: {
            required: ['begin'],
            properties: { begin: { required: ['line'], properties: { line: LINE } } },
          },
        },
        anyOf: [{ required: ['lines'] }, { required: ['positions'] }],
      },
    },
  },
});

/** Checks the fields that GitLab documents, and that two issues never share a fingerprint. */
export function codeQualityComplaints(report: string): readonly string[] {
  const issues: unknown = JSON.parse(report);
  if (!codeQuality(issues)) return wordsOf(codeQuality.errors);
  const prints = (issues as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  return prints.filter((print, index) => prints.indexOf(print) !== index);
}

const PROGRAM = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
for report in json.load(sys.stdin):
    try:
        list(text_string_to_metric_families(report))
        print('-')
    except Exception as error:
        print(repr(error))
`;
/** Debian's own is not that of a version manager. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** A Python that has the reference parser of OpenMetrics; `null`: there is none. */
export async function openmetricsPython(): Promise<string | null> {
  for (const python of PYTHONS) {
    const { exitCode } = await execa(
      python,
      ['-c', 'import prometheus_client.openmetrics.parser'],
      {
        reject: false,
      },
    );
    if (exitCode === 0) return python;
  }
  return null;
}

/** The reference parser, of many reports at once; `-` for those that it takes. */
export async function openmetricsComplaints(
  python: string,
  reports: readonly string[],
): Promise<readonly string[]> {
  const { stdout } = await execa(python, ['-c', PROGRAM], { input: JSON.stringify(reports) });
  return stdout.split('\n');
}
