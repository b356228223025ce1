// Numbers and times of evidence and reports, with their bounds. The published schema is made of these types
// (`npm run generate`), and evidence that is read from a file is held against the schema.

/**
 * Bytes.
 * @asType integer
 * @minimum 0
 * @maximum 9007199254740991
 */
export type Bytes = number;

/**
 * Bytes of a message of gRPC, or of a part of it: its length has 32 bits. So sums of as many as evidence holds stay exact.
 * @asType integer
 * @minimum 0
 * @maximum 4294967295
 */
export type MessageBytes = number;

/**
 * How many.
 * @asType integer
 * @minimum 0
 * @maximum 9007199254740991
 */
export type Count = number;

/**
 * Milliseconds.
 * @minimum 0
 * @maximum 9007199254740991
 */
export type Milliseconds = number;

/**
 * An int32 of a message, or a status code.
 * @asType integer
 * @minimum -2147483648
 * @maximum 2147483647
 */
export type Int32 = number;

/**
 * An int64 of a message.
 * @asType integer
 * @minimum -9223372036854775808
 * @maximum 9223372036854775807
 */
export type Int64 = number;

/**
 * RFC 3339, in UTC.
 * @pattern ^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?Z$
 */
export type UtcTime = string;
