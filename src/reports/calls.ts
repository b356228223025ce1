// The calls of a run, in words.
import type { Observation } from '../evidence/observation.js';
import type { Evidence, InstallPayload } from '../evidence/types.js';

export interface NamedCall {
  readonly name: string;
  readonly observation: Observation<unknown>;
}

/** Those that were made. */
export function callsOf({ tiller, swift, payload }: Evidence): NamedCall[] {
  const named: [string, Observation<unknown> | undefined][] = [
    ['Tiller: version', tiller.version],
    ['Tiller: list', tiller.list],
    ['Tiller: list of every revision', tiller.fullList],
    ['Swift: liveness', swift.liveness],
    ['Swift: without credentials', swift.withoutCredentials],
    ["Swift: Tiller's version", swift.tillerVersion],
    ['Swift: pending installs', swift.pendingInstalls],
    ['Swift: list', swift.list],
    ...payloadCalls(payload),
  ];
  return named.flatMap(([name, observation]) =>
    observation && (observation.ok || observation.failure.kind !== 'not-attempted')
      ? [{ name, observation }]
      : [],
  );
}

function payloadCalls(payload: Evidence['payload']): [string, Observation<unknown> | undefined][] {
  switch (payload?.kind) {
    case 'dry-run':
      return [
        ['Tiller: dry run', payload.direct],
        ['Swift: dry run', payload.viaSwift],
      ];
    case 'install':
      return [
        ['Tiller: install', payload.installed],
        ['Tiller: list while stored', payload.whileStored?.tiller],
        ['Swift: list while stored', payload.whileStored?.swift],
        ['Tiller: release status', payload.stored],
        ['Tiller: purge', nothingStored(payload) ? undefined : payload.purged],
      ];
    default:
      return [];
  }
}

/** Then the release is gone without a purge. */
export function nothingStored({ stored }: InstallPayload): boolean {
  return stored?.ok === true && stored.value === 'none';
}
