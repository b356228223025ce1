// The check of evidence against the published schema. The build puts the compiled check in place of this file:
// compiling the schema takes many times as long as a check.
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageText } from '../util/package-info.js';

const ajv = new Ajv2020({ allErrors: false });
ajv.addSchema(JSON.parse(packageText('docs/report.schema.json')) as object, 'report');

export const isEvidence: ValidateFunction = (() => {
  const validate = ajv.getSchema('report#/$defs/Evidence');
  if (!validate) throw new Error('the schema of the package has no definition of evidence');
  return validate;
})();
