// What every call of the lab's Tiller works on.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { objectionToName } from '../knowledge/tiller-text.js';
import type { TillerRelease } from '../knowledge/types.js';
import { CallError } from './call-error.js';
import type { ReleaseStore } from './release-store.js';

export interface TillerContext {
  readonly store: ReleaseStore;
  readonly release: TillerRelease;
}

/** @throws CallError for a name that Tiller does not even look for. */
export function checkName(name: string): void {
  const objection = objectionToName(name);
  if (objection !== null) throw new CallError(GrpcCode.UNKNOWN, objection);
}
