// What Tiller does with UninstallRelease.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { decode, encode } from '../wire/encode.js';
import { valueOf, withField } from '../wire/fields.js';
import { CallError } from './call-error.js';
import { quoted } from './go-text.js';
import { fromEncoded, ReleaseStatus, withStatus } from './stored-release.js';
import { checkName, type TillerContext } from './tiller-context.js';

interface UninstallRequest {
  readonly name: string;
  readonly purge: boolean;
  readonly description: string;
}

/** @throws CallError as Tiller ends the call. */
export function uninstall(request: Buffer, { store }: TillerContext): Buffer {
  const { name, purge, description } = decode(
    'hapi.services.tiller.UninstallReleaseRequest',
    request,
  ) as UninstallRequest;
  checkName(name);
  const revisions = store.history(name);
  const [latest] = revisions;
  const isDeleted = latest.status === ReleaseStatus.DELETED;
  if (isDeleted && !purge) {
    const message = `the release named ${quoted(name)} is already deleted`;
    throw new CallError(GrpcCode.UNKNOWN, message);
  }
  const deleted = isDeleted
    ? latest
    : deletedRelease(withStatus(latest, ReleaseStatus.DELETED).encoded, description);
  if (purge) for (const revision of revisions) store.remove(revision);
  else store.put(deleted);
  return withField(Buffer.alloc(0), 1, deleted.encoded);
}

function deletedRelease(release: Buffer, description: string) {
  const info = valueOf(release, 2) ?? Buffer.alloc(0);
  const now = encode('google.protobuf.Timestamp', {
    seconds: Math.floor(Date.now() / 1000),
    nanos: 0,
  });
  const text = Buffer.from(description || 'Deletion complete');
  return fromEncoded(withField(release, 2, withField(withField(info, 4, now), 5, text)));
}
