// Plain objects to messages and back. proto3 leaves a scalar at its default out, which protobufjs
// does not do by itself; sizes would be off without it.
import type protobuf from 'protobufjs/light.js';
import { messageType } from './proto.js';

/** Fields by their names in the .proto files; a missing or null field is not set. */
export type MessageObject = Readonly<Record<string, unknown>>;

/** Encodes `object` as the message `typeName`; `{}` for a message field is an empty message. */
export function encode(typeName: string, object: MessageObject): Buffer {
  const type = messageType(typeName);
  return Buffer.from(type.encode(type.fromObject(withoutDefaults(type, object))).finish());
}

/** Decodes with all defaults filled in: enums and int64 as numbers, unset messages as null. */
export function decode(typeName: string, bytes: Uint8Array): object {
  const type = messageType(typeName);
  return type.toObject(type.decode(bytes), { longs: Number, defaults: true });
}

function withoutDefaults(type: protobuf.Type, object: MessageObject): MessageObject {
  const kept: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const value = object[field.name];
    if (value === undefined || value === null) continue;
    const nested = field.resolvedType && 'fields' in field.resolvedType ? field.resolvedType : null;
    if (nested && !field.map) {
      kept[field.name] = Array.isArray(value)
        ? value.map((item: MessageObject) => withoutDefaults(nested, item))
        : withoutDefaults(nested, value as MessageObject);
    } else if (field.repeated || field.map || !isDefault(value, field)) {
      kept[field.name] = value;
    }
  }
  return kept;
}

function isDefault(value: unknown, field: protobuf.Field): boolean {
  if (value === 0 || value === '' || value === false) return true;
  if (value instanceof Uint8Array) return value.length === 0;
  const { resolvedType } = field;
  return (
    resolvedType !== null && 'values' in resolvedType && resolvedType.values[value as string] === 0
  );
}
