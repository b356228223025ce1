// The calls to an endpoint, also where a search found none: then each fails with what the search came to.
import type { Failure } from '../evidence/observation.js';
import { isUnresolved, type Targets } from '../targets/types.js';
import { ObservationFailed } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { SwiftClient } from './swift-client.js';
import { TillerClient } from './tiller-client.js';

export type TillerCalls = Pick<TillerClient, 'getVersion' | 'list' | 'unary' | 'close'>;
export type SwiftCalls = Pick<
  SwiftClient,
  'liveness' | 'tillerVersion' | 'list' | 'dryRun' | 'close'
>;

export function tillerCalls(target: Targets['tiller'], run: Run): TillerCalls {
  if (!isUnresolved(target)) return new TillerClient(target, run);
  const fail = failing(target.unfound);
  return { getVersion: fail, list: fail, unary: fail, close: () => undefined };
}

export function swiftCalls(target: Targets['swift'], run: Run): SwiftCalls {
  if (!isUnresolved(target)) return new SwiftClient(target, run);
  const fail = failing(target.unfound);
  const close = () => Promise.resolve();
  return { liveness: fail, tillerVersion: fail, list: fail, dryRun: fail, close };
}

function failing(failure: Failure): () => Promise<never> {
  return () => Promise.reject(new ObservationFailed(failure));
}
