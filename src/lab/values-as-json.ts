// Swift's `format_values_as_json`: the YAML of a release's values and of its chart's values as JSON.
import { parse } from 'yaml';
import { valueOf, withField } from '../wire/fields.js';
import { goJsonString } from './go-json.js';

const [RELEASE, CHART, CONFIG, CHART_VALUES, RAW] = [1, 3, 4, 4, 1];

/** `answer` is a GetReleaseContentResponse. Values that are no YAML stay as they are. */
export function valuesAsJson(answer: Buffer): Buffer {
  const release = valueOf(answer, RELEASE) ?? Buffer.alloc(0);
  const chart = valueOf(release, CHART) ?? Buffer.alloc(0);
  const withConfig = withField(release, CONFIG, formatted(valueOf(release, CONFIG)));
  const changed = withField(chart, CHART_VALUES, formatted(valueOf(chart, CHART_VALUES)));
  return withField(answer, RELEASE, withField(withConfig, CHART, changed));
}

function formatted(config: Buffer = Buffer.alloc(0)): Buffer {
  const raw = valueOf(config, RAW)?.toString() ?? '';
  let values: unknown;
  try {
    values = parse(raw, { version: '1.1', logLevel: 'error' });
  } catch {
    return config;
  }
  return withField(config, RAW, Buffer.from(toJson(values)));
}

/** Compact, with keys in order, as Go writes it. */
function toJson(value: unknown): string {
  if (typeof value === 'string') return goJsonString(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${goJsonString(key)}:${toJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
