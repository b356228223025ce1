// The services of the .proto files, for servers of @grpc/grpc-js. Clients use ./proto.ts: @grpc/proto-loader
// describes every message again, which takes longer than a call.
import { fromJSON, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import { descriptors, OBJECT_FORM } from './proto.js';

let definitions: PackageDefinition | undefined;

/** By full name: `hapi.services.tiller.ReleaseService`. Throws if there is no such service. */
export function serviceDefinition(name: string): ServiceDefinition {
  definitions ??= fromJSON(descriptors(), OBJECT_FORM);
  const service = definitions[name];
  if (!service || 'format' in service) throw new Error(`the proto files have no service ${name}`);
  return service;
}
