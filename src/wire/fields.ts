// Protobuf messages as the bytes that they are: fields cut out and put together without decoding what
// is in them. A release of many megabytes is encoded once and then only passed on.
import protobuf from 'protobufjs/minimal.js';

/** Wire type of strings, bytes and messages. */
export const LENGTH_DELIMITED = 2;

/** One field as it stands in a message; both buffers are views on the message's memory. */
export interface Field {
  readonly id: number;
  readonly wireType: number;
  /** Tag, length and value. */
  readonly whole: Buffer;
  /** The value alone; of a length-delimited field without its length. */
  readonly value: Buffer;
}

/** The fields of a message in their order on the wire. Throws RangeError if it is cut short. */
export function fieldsOf(message: Buffer): Field[] {
  const reader = protobuf.Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    let valueStart = reader.pos;
    if ((tag & 7) === LENGTH_DELIMITED) {
      const bytes = reader.uint32();
      valueStart = reader.pos;
      reader.skip(bytes);
    } else {
      reader.skipType(tag & 7);
    }
    fields.push({
      id: tag >>> 3,
      wireType: tag & 7,
      whole: message.subarray(start, reader.pos),
      value: message.subarray(valueStart, reader.pos),
    });
  }
  return fields;
}

/** The value of the last length-delimited field `id`, which is the one that counts. */
export function valueOf(message: Buffer, id: number): Buffer | undefined {
  return fieldsOf(message).findLast(
    (field) => field.id === id && field.wireType === LENGTH_DELIMITED,
  )?.value;
}

/** The varint field `id` as a number; 0 where the message has none. */
export function varintOf(message: Buffer, id: number): number {
  const field = fieldsOf(message).findLast((other) => other.id === id && other.wireType === 0);
  return field ? Number(protobuf.Reader.create(field.value).int64()) : 0;
}

/** Tag and length that go before a length-delimited value of `bytes` bytes. */
export function frame(id: number, bytes: number): Buffer {
  return Buffer.from(
    protobuf.Writer.create()
      .uint32((id << 3) | LENGTH_DELIMITED)
      .uint32(bytes)
      .finish(),
  );
}

/** `message` with its length-delimited field `id` set to `value`, in ascending order of fields. */
export function withField(message: Buffer, id: number, value: Buffer): Buffer {
  const others = fieldsOf(message).filter((field) => field.id !== id);
  const wholes = (fields: readonly Field[]) => fields.map(({ whole }) => whole);
  return Buffer.concat([
    ...wholes(others.filter((field) => field.id < id)),
    frame(id, value.length),
    value,
    ...wholes(others.filter((field) => field.id > id)),
  ]);
}
