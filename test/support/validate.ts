// What others say of our reports: schemas and parsers that are not ours. Each gives its complaints.
import { readFileSync } from 'node:fs';
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
  if (sarif(JSON.parse(report))) return [];
  return (sarif.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
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
