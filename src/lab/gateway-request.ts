// Query parameters and JSON bodies as the fields of a gRPC request, with the gateway's errors.
import protobuf from 'protobufjs/light.js';
import type { MessageObject } from '../wire/encode.js';
import { messageType } from '../wire/proto.js';
import { isObject } from '../util/json.js';
import { parseBoolean, parseInteger } from './go-text.js';
import { own } from '../util/own.js';

/**
 * Parameters that the message does not know are passed over.
 * @throws Error with the gateway's text for a value that its field cannot take.
 */
export function fieldsOfQuery(typeName: string, query: URLSearchParams): MessageObject {
  const type = messageType(typeName);
  const fields: Record<string, unknown> = {};
  for (const key of new Set(query.keys())) {
    const field = own(type.fields, key);
    if (!field) continue;
    field.resolve();
    if (field.resolvedType instanceof protobuf.Type) continue;
    const values = query.getAll(key).map((value) => parseValue(field, value));
    fields[key] = field.repeated ? values : values[0];
  }
  return fields;
}

function parseValue(field: protobuf.Field, value: string): unknown {
  if (field.resolvedType instanceof protobuf.Enum) return parseEnum(field.resolvedType, value);
  if (field.type === 'bool') return parseBoolean(value);
  if (field.type === 'int32') return Number(parseInteger(value, 32));
  if (field.type === 'int64') return parseInteger(value, 64).toString();
  return value;
}

function parseEnum({ name, parent, values }: protobuf.Enum, value: string): number {
  const named = own(values, value);
  if (named !== undefined) return named;
  const number = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (Object.values(values).includes(number)) return number;
  throw new Error(`${value} is not a valid v2.${parent?.name ?? ''}_${name}`);
}

/** @throws Error for a body that is no JSON of the message, in Go's words where they are few. */
export function fieldsOfBody(typeName: string, body: string): MessageObject {
  if (body.trim() === '') throw new Error('EOF');
  const object = JSON.parse(body) as unknown;
  checkBody(messageType(typeName), object);
  return object;
}

function checkBody(type: protobuf.Type, value: unknown): asserts value is MessageObject {
  if (!isObject(value)) throw mismatch(value, `v2.${type.name}`);
  for (const [key, member] of Object.entries(value)) {
    const field = own(type.fields, key);
    if (!field) throw new Error(`unknown field "${key}" in v2.${type.name}`);
    if (member === null || field.map) continue;
    if (!field.repeated) checkMember(field, member);
    else if (!Array.isArray(member)) throw mismatch(member, `[]${field.type}`);
    else for (const item of member) checkMember(field, item);
  }
}

function checkMember(field: protobuf.Field, value: unknown): void {
  field.resolve();
  if (field.resolvedType instanceof protobuf.Type) checkBody(field.resolvedType, value);
  const expected = { bool: 'boolean', string: 'string', bytes: 'string' }[field.type];
  if (expected !== undefined && typeof value !== expected) throw mismatch(value, field.type);
}

function mismatch(value: unknown, goType: string): Error {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return new Error(`json: cannot unmarshal ${kind} into Go value of type ${goType}`);
}
