// The text form of OpenMetrics 1.0. Every family is a gauge: so it is also Prometheus' older text format,
// which is all that a textfile collector and a push gateway read.
// https://prometheus.io/docs/specs/om/open_metrics_spec/

import { visible } from '../util/safe-text.js';

export interface Family {
  /** Ends with the unit, if the family has a unit. */
  readonly name: string;
  readonly unit?: 'bytes' | 'seconds' | 'ratio';
  /** A sentence of ours, without line breaks, quotes and backslashes. */
  readonly help: string;
}

export interface Sample {
  readonly family: Family;
  /** Values are made safe and escaped here. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Samples by family, families in the order of their first sample. The first of equal series counts. */
export function exposition(samples: readonly Sample[]): string {
  const families = new Map<Family, Map<string, number>>();
  for (const { family, labels, value } of samples) {
    const series = families.get(family) ?? new Map<string, number>();
    families.set(family, series);
    const name = `${family.name}${labelSet(labels)}`;
    if (!series.has(name)) series.set(name, value);
  }
  const lines = [...families].flatMap(([{ name, unit, help }, series]) => [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...[...series].map(([identity, value]) => `${identity} ${value}`),
  ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function labelSet(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return visible(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
