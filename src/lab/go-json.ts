// Messages as the JSON that grpc-gateway makes of them: original field names, defaults left out, int64
// as strings, bytes as base64, timestamps as RFC 3339, text escaped as Go escapes it.
import protobuf from 'protobufjs/light.js';
import { messageType } from '../wire/proto.js';

/** Decodes the message `typeName` and writes it as JSON. */
export function goJson(typeName: string, bytes: Uint8Array): string {
  const type = messageType(typeName);
  return writeMessage(type, type.decode(bytes));
}

const ESCAPED: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

export function goJsonString(text: string): string {
  return JSON.stringify(text)
    .replace(/[<>&\u2028\u2029]/g, (character) => ESCAPED[character] ?? character)
    .replace(/\\[bf\\"]/g, (escape) =>
      escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape,
    );
}

/** An error as Swift's gateway writes it. */
export function goJsonError(code: number, message: string): string {
  return `{"code":${code},"message":${goJsonString(message)}}`;
}

type Fields = Readonly<Record<string, unknown>>;

function writeMessage(type: protobuf.Type, message: unknown): string {
  const fields = message as Fields;
  if (type.fullName === '.google.protobuf.Timestamp') return writeTimestamp(fields);
  const members: string[] = [];
  for (const field of type.fieldsArray) {
    // Unset fields are defaults on the prototype.
    if (!Object.hasOwn(fields, field.name)) continue;
    const value = fields[field.name];
    const json = writeField(field, value);
    if (json !== null) members.push(`"${field.name}":${json}`);
  }
  return `{${members.join(',')}}`;
}

/** `null` for a field at its default. */
function writeField(field: protobuf.Field, value: unknown): string | null {
  if (field instanceof protobuf.MapField) {
    const entries = Object.entries(value as Fields).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return null;
    return `{${entries.map(([key, item]) => `${goJsonString(key)}:${writeValue(field, item)}`).join(',')}}`;
  }
  if (field.repeated) {
    const items = value as readonly unknown[];
    if (items.length === 0) return null;
    return `[${items.map((item) => writeValue(field, item)).join(',')}]`;
  }
  return isDefault(value) ? null : writeValue(field, value);
}

function writeValue(field: protobuf.Field, value: unknown): string {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) return writeMessage(resolvedType, value);
  if (resolvedType instanceof protobuf.Enum) {
    const name = resolvedType.valuesById[Number(value)];
    return name === undefined ? String(value) : `"${name}"`;
  }
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `"${bytes.toString('base64')}"`;
  }
  if (typeof value === 'string') return goJsonString(value);
  return field.type.endsWith('64') ? `"${String(value)}"` : String(value);
}

function isDefault(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length === 0;
  // An int64 is an object of its own kind where it is large.
  return value === false || value === null || Number(value) === 0;
}

function writeTimestamp(timestamp: Fields): string {
  const seconds = new Date(Number(timestamp['seconds']) * 1000).toISOString().slice(0, 19);
  const nanos = String(timestamp['nanos']).padStart(9, '0');
  const fraction = nanos.replace(/(000){1,3}$/, '');
  return `"${seconds}${fraction === '' ? '' : `.${fraction}`}Z"`;
}
