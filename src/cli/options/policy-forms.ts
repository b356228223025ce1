// What the configuration file writes in another form than the command line: releases that may run, and
// findings that are accepted.
import type { Ignore, RequiredPair, Requirements } from '../../evidence/policy.js';
import { isRange } from '../../knowledge/versions.js';
import { codeProblem } from '../../policy/ignores.js';
import { DATE_FORMS, isDay, RANGE_FORMS } from '../../policy/values.js';
import { asList, asText, identity, textSchema, type Codec, type Schema } from './codec.js';

const text = (description: string, form?: string, example?: string): Schema => ({
  ...{ description, ...textSchema(form) },
  ...(example !== undefined && { examples: [example] }),
});

const mapping = (properties: Readonly<Record<string, Schema>>): Schema => ({
  ...{ type: 'object', additionalProperties: false, properties },
});

const closed = (properties: Readonly<Record<string, Schema>>): Schema => ({
  ...{ type: 'object', additionalProperties: false },
  ...{ required: Object.keys(properties), properties },
});

function field(value: unknown, key: string): unknown {
  return isMapping(value) ? value[key] : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const pair = (value: unknown): RequiredPair => ({
  swift: asText(field(value, 'swift')),
  tiller: asText(field(value, 'tiller')),
});

export const REQUIREMENTS: Codec<Requirements> = {
  parse: (value) => {
    const [swift, tiller, pairs] = ['swift', 'tiller', 'pairs'].map((key) => field(value, key));
    return {
      ...(swift !== undefined && { swift: asText(swift) }),
      ...(tiller !== undefined && { tiller: asText(tiller) }),
      ...(pairs !== undefined && { pairs: asList(pairs).map(pair) }),
    };
  },
  format: identity,
  checks: { range: (value) => (isRange(value) ? null : `Ranges are written ${RANGE_FORMS}.`) },
  schema: mapping({
    swift: text("Range for Swift's release.", 'range', '>=0.11.1'),
    tiller: text("Range for Tiller's release.", 'range', '>=2.13.0'),
    pairs: {
      description: 'One of these has to be what runs.',
      ...{ type: 'array', minItems: 1 },
      items: closed({
        swift: text('Range for Swift.', 'range'),
        tiller: text('Range for Tiller.', 'range'),
      }),
    },
  }),
};

export interface PlacedIgnore extends Ignore {
  /** `FILE:LINE`, or `--ignore`. */
  readonly place: string;
}

export const IGNORES: Codec<readonly PlacedIgnore[]> = {
  parse: (value, source) =>
    asList(value).map((entry, index) => ({
      code: asText(field(entry, 'code')),
      reason: asText(field(entry, 'reason')),
      expires: asText(field(entry, 'expires')),
      place: source.entry(index).at ?? '',
    })),
  format: (entries) => entries.map(({ place: _place, ...entry }) => entry),
  checks: {
    code: codeProblem,
    day: (value) => (isDay(value) ? null : `Dates are written ${DATE_FORMS}.`),
  },
  schema: {
    type: 'array',
    items: closed({
      code: text('Code of the finding.', 'code', 'helm-library-differs'),
      reason: text('Why it is accepted.', undefined, 'Until Swift is moved'),
      expires: text('The last day on which it is ignored, in UTC.', 'day', '2027-03-31'),
    }),
  },
};
