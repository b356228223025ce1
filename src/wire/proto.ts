// The messages and calls of the .proto files, from descriptors that `npm run generate` makes of them: no run
// parses their text.
import protobuf from 'protobufjs/light.js';
import { packageText } from '../util/package-info.js';

/** Form of decoded messages: enums by name, int64 as number, all defaults. */
export const OBJECT_FORM = { longs: Number, enums: String, defaults: true } as const;

/** A call of a service as a client makes it: its path, and messages as plain objects. */
export interface Call {
  readonly path: string;
  readonly encode: (request: object) => Buffer;
  /** @throws Error where the bytes are not the message */
  readonly decode: (response: Uint8Array) => object;
}

let root: protobuf.Root | undefined;

/** What proto/descriptors.json holds: the .proto files as protobufjs writes them in JSON. */
export function descriptors(): protobuf.INamespace {
  return JSON.parse(packageText('proto/descriptors.json')) as protobuf.INamespace;
}

/**
 * Encodes and decodes single messages, by full name: `hapi.release.Release`. Throws if there is
 * no such message.
 */
export function messageType(name: string): protobuf.Type {
  return loaded().lookupType(name);
}

/** A method of hapi.services.tiller.ReleaseService. Throws if there is no such method. */
export function tillerCall(name: string): Call {
  const service = loaded().lookupService('hapi.services.tiller.ReleaseService');
  const method = service.methods[name];
  const { resolvedRequestType: request, resolvedResponseType: response } = method ?? {};
  if (!request || !response) throw new Error(`ReleaseService has no method ${name}`);
  return {
    path: `/${service.fullName.slice(1)}/${name}`,
    encode: (object) => Buffer.from(request.encode(request.fromObject({ ...object })).finish()),
    decode: (bytes) => response.toObject(response.decode(bytes), OBJECT_FORM),
  };
}

function loaded(): protobuf.Root {
  if (root === undefined) {
    root = protobuf.Root.fromJSON(descriptors());
    root.resolveAll();
  }
  return root;
}
