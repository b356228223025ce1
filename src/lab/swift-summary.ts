// The answer to a list that Swift makes of Tiller's messages.
import { fieldsOf, frame, LENGTH_DELIMITED, valueOf } from '../wire/fields.js';

/** Fields of hapi.release.Release by their numbers, and what they are in a ReleaseSummary. */
const KEPT: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 7: 5, 8: 6 };
const CHART = 3;
const RELEASES = 4;

/** SummarizeReleasesResponse for the releases of some ListReleasesResponse messages. */
export function summarize(messages: readonly Buffer[]): Buffer {
  const parts = messages
    .flatMap((message) => fieldsOf(message).filter(({ id }) => id === RELEASES))
    .flatMap(({ value }) => {
      const summary = summaryOf(value);
      return [frame(RELEASES, summary.length), summary];
    });
  return Buffer.concat(parts);
}

function summaryOf(release: Buffer): Buffer {
  const parts = fieldsOf(release).flatMap((field) => {
    const id = KEPT[field.id];
    if (id === undefined) return [];
    const value = field.id === CHART ? valueOf(field.value, 1) : field.value;
    if (!value) return [];
    return field.wireType === LENGTH_DELIMITED
      ? [frame(id, value.length), value]
      : [Buffer.from([(id << 3) | field.wireType]), value];
  });
  return Buffer.concat(parts);
}
