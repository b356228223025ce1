// How bad a finding is, in numbers that a later run is held against: the larger, the worse. What is
// counted by a name (a pair, a release) is new where the earlier run did not have that name. A code that
// does not stand here says it all by itself. Times are no measure: they differ from run to run.
import type { Measures } from '../evidence/policy.js';
import { DEFINITIONS } from '../checks/registry.js';
import { share } from '../predict/headroom.js';
import type { FactsOf, Finding, FindingCode } from './catalogue.js';
import { oversizedMeasures } from '../checks/shared/large-releases.js';
import type { Facts } from './types.js';

type Table = { readonly [C in FindingCode]?: (facts: FactsOf<C>) => Measures };

const message = ({ messageBytes }: { readonly messageBytes: number }): Measures => ({
  'message, in bytes': messageBytes,
});
const rows = ({ rows }: FactsOf<'near-limit' | 'headroom-too-small'>): Measures =>
  Object.fromEntries(rows.map((row) => [row.what, share(row)]));
const found = ({ found: release }: FactsOf<'swift-release-not-allowed'>): Measures => ({
  [release]: 1,
});
const pair = ({
  swift,
  tiller,
}: {
  readonly swift: string;
  readonly tiller: string;
}): Measures => ({
  [`Swift ${swift}, Tiller ${tiller}`]: 1,
});
const each = (names: readonly string[]): Measures =>
  Object.fromEntries(names.map((name) => [name, 1]));

const MEASURES: Table = {
  'list-over-receive-limit': message,
  'list-over-gateway-limit': message,
  'list-over-send-limit': message,
  'list-over-unknown-limit': message,
  'content-over-limit': oversizedMeasures,
  'release-too-large': oversizedMeasures,
  'headroom-too-small': rows,
  'list-truncated': ({ total, given }) => ({ 'revisions left out': total - given }),
  'list-first-message-only': ({ sent, shown }) => ({ 'revisions left out': sent - shown }),
  'list-corrupted': ({ missing }) => ({ 'revisions missing': missing }),
  'list-differs': ({ onlyDirect, onlySwift }) => each([...onlyDirect, ...onlySwift]),
  'pending-releases-hidden': ({ names }) => each(names),
  'default-namespace-only': ({ hidden }) => ({ 'revisions hidden': hidden }),
  'pair-undocumented': pair,
  'pair-not-allowed': pair,
  'swift-release-not-allowed': found,
  'tiller-release-not-allowed': found,
  'tillers-differ': ({ direct, viaSwift }) => each([`${direct}, ${viaSwift}`]),
  'tiller-fork': ({ tiller }) => each([tiller]),
  'tiller-version-unknown': ({ tiller }) => each([tiller]),
  'storage-near-limit': ({ records }) =>
    Object.fromEntries(
      records.map(({ release, revision, bytes }) => [`${release}.v${revision}`, bytes]),
    ),
  'record-unreadable': ({ records }) =>
    each(records.map(({ name, revision }) => `${name}.v${revision}`)),
  'history-unbounded': ({ revisions }) => ({ revisions }),
  'ignore-expired': ({ entries }) => each(entries.map(({ code }) => code)),
};

/** What of a raised finding is held against a baseline, beside its code. */
export function measuresOf({ code, facts }: Finding): Measures {
  // A code's facts are of the shape that it declares (see `raise`).
  const measure = (DEFINITIONS.get(code)?.measures ?? MEASURES[code]) as
    ((facts: Facts) => Measures) | undefined;
  return measure?.(facts) ?? {};
}
