// A release in the lab: what Tiller looks at to find and sort it, and the encoded whole.
import { encode, type MessageObject } from '../wire/encode.js';
import { valueOf, varintOf } from '../wire/fields.js';

export interface StoredRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** Number of hapi.release.Status.Code. */
  readonly status: number;
  /** Seconds since 1970 of `info.last_deployed`. */
  readonly lastDeployed: number;
  readonly chartName: string;
  /** hapi.release.Release, encoded. */
  readonly encoded: Buffer;
}

/** Encodes a hapi.release.Release given as fields. */
export function storedRelease(release: MessageObject): StoredRelease {
  const encoded = encode('hapi.release.Release', release);
  const info = valueOf(encoded, 2) ?? Buffer.alloc(0);
  const metadata = valueOf(valueOf(encoded, 3) ?? Buffer.alloc(0), 1) ?? Buffer.alloc(0);
  return {
    name: text(encoded, 1),
    namespace: text(encoded, 8),
    revision: varintOf(encoded, 7),
    status: varintOf(valueOf(info, 1) ?? Buffer.alloc(0), 1),
    lastDeployed: varintOf(valueOf(info, 3) ?? Buffer.alloc(0), 1),
    chartName: text(metadata, 1),
    encoded,
  };
}

function text(message: Buffer, id: number): string {
  return valueOf(message, id)?.toString() ?? '';
}
