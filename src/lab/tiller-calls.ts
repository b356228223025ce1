// Tiller's calls: an encoded request in, an encoded answer out.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { statusNotFound } from '../knowledge/tiller-text.js';
import type { TillerRelease } from '../knowledge/types.js';
import { decode, encode } from '../wire/encode.js';
import { frame, valueOf, withField } from '../wire/fields.js';
import { CallError } from './call-error.js';
import type { Message } from './grpc-server.js';
import { objectsOf, statusTable } from './status-table.js';
import { ReleaseStatus, type StoredRelease } from './stored-release.js';
import { checkName, type TillerContext } from './tiller-context.js';
import { install } from './tiller-install.js';
import { listMessages, selectReleases, type ListRequest } from './tiller-list.js';
import { uninstall } from './tiller-uninstall.js';

type UnaryCall = (request: Buffer, context: TillerContext) => Buffer;

export const unaryCalls: Readonly<Record<string, UnaryCall>> = {
  GetVersion: (_request, { release }) =>
    encode('hapi.services.tiller.GetVersionResponse', {
      Version: { sem_ver: `v${release.version}` },
    }),
  GetReleaseStatus: getStatus,
  GetReleaseContent: (request, { store }) => {
    const { name, version } = decode(
      'hapi.services.tiller.GetReleaseContentRequest',
      request,
    ) as Revision;
    checkName(name);
    return asField(1, [store.get(name, version)]);
  },
  GetHistory: (request, { store }) => {
    const { name, max } = decode('hapi.services.tiller.GetHistoryRequest', request) as {
      name: string;
      max: number;
    };
    checkName(name);
    return asField(1, store.history(name).slice(0, Math.max(0, max)));
  },
  InstallRelease: install,
  UninstallRelease: uninstall,
  UpdateRelease: unimplemented('upgrade'),
  RollbackRelease: unimplemented('roll back'),
};

export function listCall(request: Buffer, { store, release }: TillerContext): Iterable<Message> {
  const list = decode('hapi.services.tiller.ListReleasesRequest', request) as ListRequest;
  return listMessages(selectReleases(store.all(), list, release), release);
}

interface Revision {
  readonly name: string;
  /** 0 is the latest. */
  readonly version: number;
}

function getStatus(request: Buffer, { store, release }: TillerContext): Buffer {
  const { name, version } = decode(
    'hapi.services.tiller.GetReleaseStatusRequest',
    request,
  ) as Revision;
  checkName(name);
  const [found] = store.find(name).filter(({ revision }) => version <= 0 || revision === version);
  if (!found) throw new CallError(GrpcCode.UNKNOWN, statusNotFound(name, Math.max(0, version)));
  const info = valueOf(found.encoded, 2) ?? Buffer.alloc(0);
  const stands = found.status !== ReleaseStatus.DELETED && found.status !== ReleaseStatus.FAILED;
  return Buffer.concat([
    ...field(1, Buffer.from(found.name)),
    ...field(2, stands ? withTable(info, found, release) : info),
    ...field(3, Buffer.from(found.namespace)),
  ]);
}

/** `info` with the state of the release's objects in its status. */
function withTable(info: Buffer, found: StoredRelease, release: TillerRelease): Buffer {
  const manifest = valueOf(found.encoded, 5)?.toString() ?? '';
  const objects = objectsOf(manifest);
  if (objects.length === 0) throw new CallError(GrpcCode.UNKNOWN, 'no objects visited');
  const age = Date.now() / 1000 - found.lastDeployed;
  const table = statusTable(objects, age, release.statusTable);
  const status = valueOf(info, 1) ?? Buffer.alloc(0);
  return withField(info, 1, withField(status, 3, Buffer.from(table)));
}

/** Releases as the repeated field `id` of an answer. */
function asField(id: number, releases: readonly StoredRelease[]): Buffer {
  return Buffer.concat(releases.flatMap(({ encoded }) => field(id, encoded)));
}

function field(id: number, value: Buffer): Buffer[] {
  return value.length === 0 ? [] : [frame(id, value.length), value];
}

function unimplemented(what: string): UnaryCall {
  return () => {
    throw new CallError(GrpcCode.UNIMPLEMENTED, `the lab does not ${what} releases`);
  };
}
