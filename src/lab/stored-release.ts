// A release in the lab: what Tiller looks at to find and sort it, and the encoded whole.
import { encode, type MessageObject } from '../wire/encode.js';
import { fieldsOf, valueOf, varintOf, withField } from '../wire/fields.js';

/** hapi.release.Status.Code, as far as the lab sets or asks for it. */
export const ReleaseStatus = {
  DEPLOYED: 1,
  DELETED: 2,
  SUPERSEDED: 3,
  FAILED: 4,
  PENDING_INSTALL: 6,
} as const;

export type ReleaseStatus = (typeof ReleaseStatus)[keyof typeof ReleaseStatus];

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

/** A hapi.release.Release given as fields. */
export function fromFields(release: MessageObject): StoredRelease {
  return fromEncoded(encode('hapi.release.Release', release));
}

/** A hapi.release.Release as it is on the wire. */
export function fromEncoded(encoded: Buffer): StoredRelease {
  const info = message(encoded, 2);
  return {
    name: text(encoded, 1),
    namespace: text(encoded, 8),
    revision: varintOf(encoded, 7),
    status: varintOf(message(info, 1), 1),
    lastDeployed: varintOf(message(info, 3), 1),
    chartName: text(message(message(encoded, 3), 1), 1),
    encoded,
  };
}

export function withStatus({ encoded }: StoredRelease, status: ReleaseStatus): StoredRelease {
  const info = message(encoded, 2);
  const code = encode('hapi.release.Status', { code: status });
  const others = fieldsOf(message(info, 1)).filter(({ id }) => id !== 1);
  const changed = Buffer.concat([code, ...others.map(({ whole }) => whole)]);
  return fromEncoded(withField(encoded, 2, withField(info, 1, changed)));
}

function message(parent: Buffer, id: number): Buffer {
  return valueOf(parent, id) ?? Buffer.alloc(0);
}

function text(parent: Buffer, id: number): string {
  return message(parent, id).toString();
}
