// The form of fixtures/ground-truth/datasets.json: protobuf fields as JSON, where
// `{"repeat": c, "bytes": n}` stands for n times that byte and `\0` for the zero byte.
import type { MessageObject } from '../wire/encode.js';
import { messageType } from '../wire/proto.js';

/** Turns a recorded message into the fields that `encode` takes. */
export function fromRecorded(typeName: string, recorded: MessageObject): MessageObject {
  const fields: Record<string, unknown> = {};
  for (const field of messageType(typeName).fieldsArray) {
    const value = recorded[field.name];
    if (value === undefined) continue;
    const nested = field.resolvedType && 'fields' in field.resolvedType ? field.resolvedType : null;
    const convert = (item: unknown): unknown => {
      if (nested) return fromRecorded(nested.fullName, item as MessageObject);
      return field.type === 'bytes' ? expandBytes(item) : expandText(item);
    };
    fields[field.name] = Array.isArray(value) ? value.map(convert) : convert(value);
  }
  return fields;
}

interface Repeated {
  readonly repeat: string;
  readonly bytes: number;
}

function isRepeated(value: unknown): value is Repeated {
  return typeof value === 'object' && value !== null && 'repeat' in value && 'bytes' in value;
}

function characterOf(value: Repeated): string {
  return value.repeat === '\\0' ? '\0' : value.repeat;
}

function expandBytes(value: unknown): Buffer {
  return isRepeated(value)
    ? Buffer.alloc(value.bytes, characterOf(value))
    : Buffer.from(String(value));
}

function expandText(value: unknown): unknown {
  return isRepeated(value) ? characterOf(value).repeat(value.bytes) : value;
}
