// proto/descriptors.json: the .proto files as JSON, so that no run parses their text.
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const PROTO_DIR = fileURLToPath(new URL('../proto', import.meta.url));
const FILES = ['hapi/tiller.proto', 'grpc/health.proto', 'swift/swift.proto'];

export function descriptors() {
  const root = new protobuf.Root();
  // protobufjs carries google/protobuf/*.proto itself; every other import is in PROTO_DIR.
  root.resolvePath = (_origin, target) =>
    target.startsWith('google/protobuf/') ? target : `${PROTO_DIR}/${target}`;
  return root.loadSync(FILES, { keepCase: true }).resolveAll().toJSON();
}
