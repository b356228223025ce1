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
  return service('hapi.services.tiller.ReleaseService');
}

/** grpc.health.v1.Health. */
export function healthService(): ServiceDefinition {
  return service('grpc.health.v1.Health');
}

/** The service inside Swift that Swift's HTTP gateway calls. */
export function swiftService(): ServiceDefinition {
  return service('swift.v2.ReleaseService');
}

/**
 * Encodes and decodes single messages, by full name: `hapi.release.Release`. Throws where there is
 * no such message.
 */
export function messageType(name: string): protobuf.Type {
  types ??= loadTypes();
  return types.lookupType(name);
}

/** Likewise for an enum: `hapi.release.Status.Code`. */
export function enumType(name: string): protobuf.Enum {
  types ??= loadTypes();
  return types.lookupEnum(name);
}

function service(name: string): ServiceDefinition {
  definitions ??= loadSync(FILES, { ...OBJECT_FORM, includeDirs: [PROTO_DIR] });
  const definition = definitions[name];
  if (!definition || 'format' in definition) throw new Error(`no service ${name}`);
  return definition;
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
