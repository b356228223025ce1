// The published schemas of reports, of `diff`, `explain` and `plan`, made of the types. The compiler of the project has no
// interface for programs, so that ts-json-schema-generator brings another one.
import { createGenerator } from 'ts-json-schema-generator';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The schemas by their files, and the sources that they were made of. */
export function schemas() {
  const generator = createGenerator({
    path: 'src/{reports/json,reports/explain-form,plan/types,diff/types}.ts',
    tsconfig: 'tsconfig.json',
    // `npm run types` does that.
    skipTypeCheck: true,
    topRef: false,
    encodeRefs: false,
  });
  const { JsonReport, JsonSet, ...rest } = definitionsOf(generator, 'JsonSet');
  return {
    'docs/report.schema.json': {
      ...{ $schema: DRAFT, $id: 'swiftcheck-report-1', title: 'swiftcheck report' },
      ...withRoot(JsonReport, 'JsonReport'),
      $defs: withRoot({ JsonSet, ...rest }, 'JsonReport'),
    },
    'docs/explain.schema.json': schemaOf(generator, 'ExplainForm', 'swiftcheck explain'),
    'docs/diff.schema.json': schemaOf(generator, 'DiffReport', 'swiftcheck diff'),
    'docs/plan.schema.json': schemaOf(generator, 'PlanForm', 'swiftcheck plan'),
  };
}

function schemaOf(generator, root, title) {
  const { [root]: whole, ...rest } = definitionsOf(generator, root);
  return { ...{ $schema: DRAFT, title, ...whole }, $defs: rest };
}

function definitionsOf(generator, root) {
  const { $schema: _draft, definitions, ...schema } = generator.createSchema(root);
  const names = new Map(
    Object.entries(definitions).map(([name, definition]) => [name, nameOf(name, definition)]),
  );
  return Object.fromEntries(
    Object.entries({ ...definitions, [root]: schema })
      .map(([name, definition]) => [names.get(name) ?? name, plain(definition, names)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** `Observation<Certificate>` -> `ObservationOfCertificate`; a list has no name of its own in the brackets. */
function nameOf(name, { allOf = [] }) {
  const item = allOf[0]?.then.properties?.value?.items?.$ref;
  const found = item
    ? `ObservationOf${item.replace('#/definitions/', '')}List`
    : name.replace(/<(\w+)>/g, (_all, of) => `Of${of}`);
  if (!/^\w+$/.test(found)) throw new Error(`the schema needs an exported name for ${name}`);
  return found;
}

/** References as the draft has them, and each description on one line. */
function plain(schema, names) {
  if (Array.isArray(schema)) return schema.map((each) => plain(each, names));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === '$ref') return [key, `#/$defs/${names.get(value.replace('#/definitions/', ''))}`];
      if (key === 'description' && typeof value === 'string')
        return [key, value.replace(/\s*\n\s*/g, ' ')];
      return [key, plain(value, names)];
    }),
  );
}

/** What refers to the definition refers to the whole schema. */
function withRoot(schema, name) {
  return JSON.parse(JSON.stringify(schema).replaceAll(`"#/$defs/${name}"`, '"#"'));
}
