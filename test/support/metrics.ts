// What a parser of Prometheus' text format makes of a report. It is not ours.
import parse from 'parse-prometheus-text-format';

export interface Metric {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Every series with its value. */
export function metricsOf(report: string): Metric[] {
  return parse(report).flatMap(({ name, metrics }) =>
    metrics.map(({ value, labels = {} }) => ({ name, labels, value: Number(value) })),
  );
}
