// The .proto files of the package, loaded once and only when something is to be sent or read.
import { fileURLToPath } from 'node:url';
import { loadSync, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const PROTO_DIR = fileURLToPath(new URL('../../proto', import.meta.url));

const FILES = ['hapi/tiller.proto', 'grpc/health.proto', 'swift/swift.proto'];

/** Form of decoded messages: original field names, enums by name, int64 as number, all defaults. */
const OBJECT_FORM = { keepCase: true, longs: Number, enums: String, defaults: true } as const;

let definitions: PackageDefinition | undefined;
let types: protobuf.Root | undefined;

/** hapi.services.tiller.ReleaseService, for a client or a server of @grpc/grpc-js. */
export function tillerService(): ServiceDefinition {
  definitions ??= loadSync(FILES, { ...OBJECT_FORM, includeDirs: [PROTO_DIR] });
  const service = definitions['hapi.services.tiller.ReleaseService'];
  if (!service || 'format' in service) throw new Error('the proto files lack the service');
  return service;
}

/**
 * Encodes and decodes single messages, by full name: `hapi.release.Release`. Throws where there is
 * no such message.
 */
export function messageType(name: string): protobuf.Type {
  types ??= loadTypes();
  return types.lookupType(name);
}

function loadTypes(): protobuf.Root {
  const root = new protobuf.Root();
  // protobufjs carries google/protobuf/*.proto itself; every other import is in PROTO_DIR.
  root.resolvePath = (_origin, target) =>
    target.startsWith('google/protobuf/') ? target : `${PROTO_DIR}/${target}`;
  root.loadSync(FILES, { keepCase: true });
  root.resolveAll();
  return root;
}
