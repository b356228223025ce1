// How many bytes fields of a protobuf message take.

/** Every field number that is sized here is below 16. */
export const TAG_BYTES = 1;

/** Bytes of a varint; `value` is a whole number up to 2^53-1. */
export function varintBytes(value: number): number {
  if (value < 0) return 10; // proto3 widens a negative int32 to 64 bits
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** A field that frames `payloadBytes` with its tag and length, also when it is empty. */
export function lengthDelimitedBytes(payloadBytes: number): number {
  return TAG_BYTES + varintBytes(payloadBytes) + payloadBytes;
}
