// The settings of the configuration file, derived from the table of options.
import { isAbsolute, join } from 'node:path';
import type { Config } from '../../policy/config-file.js';
import type { ConfigPath, TextChecks } from '../../policy/config-problem.js';
import type { Codec, Schema, Source } from './codec.js';
import { namesOf } from './option.js';
import { IGNORES, REQUIREMENTS } from './policy-forms.js';
import { ENDPOINTS, TABLE, type OptionName, type OptionValues } from './table.js';

export interface Setting {
  /** The name of the option. */
  readonly name: OptionName;
  readonly key: string;
  readonly section: 'endpoints' | null;
  /** In the file. */
  readonly path: ConfigPath;
}

/** In the order of the file. */
export const SETTINGS: readonly Setting[] = namesOf(TABLE).flatMap((name) => {
  const { inFile, key = name } = TABLE[name];
  if (inFile === undefined) return [];
  const section = Object.hasOwn(ENDPOINTS, name) ? 'endpoints' : null;
  return { name, key, section, path: section === null ? [key] : [section, key] };
});

const codecs = SETTINGS.map(({ name }) => TABLE[name].codec);

/** What is wrong with the texts of the file, by the `format` of its schema. */
export const TEXT_CHECKS: TextChecks = Object.fromEntries(
  [...codecs, REQUIREMENTS, IGNORES].flatMap(({ checks = {} }) => Object.entries(checks)),
);

export function sourceIn(config: Config, path: ConfigPath): Source & { readonly at: string } {
  return {
    resolve: (name) => (isAbsolute(name) ? name : join(config.folder, name)),
    at: `${config.file}:${config.lineOf(path)}`,
    entry: (index) => sourceIn(config, [...path, index]),
  };
}

type Writable<N extends OptionName> = { -readonly [K in N]?: OptionValues[K] };

/** Puts what the file says among the values. */
export function readInto<N extends OptionName>(
  values: Writable<N>,
  name: N,
  value: unknown,
  source: Source,
): void {
  values[name] = TABLE[name].codec.parse(value, source);
}

/** A value as the file holds it; `undefined`: the option has none. */
export function formatOf<N extends OptionName>(values: Readonly<Writable<N>>, name: N): unknown {
  return formatted(TABLE[name].codec, values[name]);
}

function formatted<T>(codec: Codec<T>, value: NoInfer<T> | undefined): unknown {
  return value === undefined ? undefined : codec.format(value);
}

/** What the file says; `undefined`: nothing. */
export function inFile<T>(config: Config | null, path: ConfigPath, codec: Codec<T>): T | undefined {
  const value = config?.value(path);
  return config && value !== undefined ? codec.parse(value, sourceIn(config, path)) : undefined;
}

const OWN_FORMS: Partial<Record<OptionName, Schema>> = {
  require: REQUIREMENTS.schema,
  ignore: IGNORES.schema,
};

function propertiesOf(section: Setting['section']): Record<string, Schema> {
  const settings = SETTINGS.filter((setting) => setting.section === section);
  return Object.fromEntries(
    settings.map(({ name, key }) => {
      const { codec, help, inFile, example } = TABLE[name];
      const examples = example === undefined ? {} : { examples: [example] };
      const description = typeof inFile === 'string' ? inFile : `${help}.`;
      return [key, { description, ...(OWN_FORMS[name] ?? codec.schema), ...examples }];
    }),
  );
}

/** docs/config.schema.json. */
export function configSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'swiftcheck-config-1',
    title: 'swiftcheck configuration',
    description:
      'swiftcheck.config.yaml or swiftcheck.config.json: endpoints and reports of `swiftcheck versions`, `probe` and `preflight`, and the policy of `preflight`. Flags win over this file.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'For editors.', type: 'string' },
      ...propertiesOf(null),
      endpoints: {
        description:
          'The endpoints. swiftcheck searches the cluster for what is not given. Paths are relative to this file.',
        type: 'object',
        additionalProperties: false,
        properties: propertiesOf('endpoints'),
      },
    },
  };
}
