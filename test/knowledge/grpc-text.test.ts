import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readSizeError,
  receivedTooLarge,
  sendingTooLarge,
  type SizeError,
} from '../../src/knowledge/grpc-text.js';

const received = (messageBytes: number, limitBytes: number): SizeError => ({
  ...{ direction: 'receive', messageBytes, limitBytes },
});
const sent = (messageBytes: number): SizeError => ({
  ...{ direction: 'send', messageBytes, limitBytes: 20_971_520 },
});

describe('readSizeError', () => {
  it.each([
    // From Swift: either hop.
    [
      'grpc: received message larger than max (4639744 vs. 4194304)',
      received(4_639_744, 4_194_304),
    ],
    // From a client on gRPC's C core.
    ['Received message larger than max (4693470 vs. 4194304)', received(4_693_470, 4_194_304)],
    // From Tiller, about a request, and from a client with Tiller's limit.
    [
      'grpc: received message larger than max (79313648 vs. 20971520)',
      received(79_313_648, 20_971_520),
    ],
    // From Tiller, about its own message: a stream, then a single answer.
    ['trying to send message larger than max (23069092 vs. 20971520)', sent(23_069_092)],
    ['grpc: trying to send message larger than max (22395781 vs. 20971520)', sent(22_395_781)],
    // From a Tiller before 2.8.
    [
      'grpc: received message length 337346954 exceeding the max size 10485760',
      received(337_346_954, 10_485_760),
    ],
    // Wrapped by the program that passed it on.
    [
      'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (4195325 vs. 4194304)',
      received(4_195_325, 4_194_304),
    ],
    [
      '{"code":8,"message":"trying to send message larger than max (23069092 vs. 20971520)"}',
      sent(23_069_092),
    ],
    ['Received message larger than max (5 vs 4)', received(5, 4)],
  ])('reads %j', (text, expected) => {
    expect(readSizeError(text)).toEqual(expected);
  });

  it.each([
    '',
    'EOF',
    'runtime error: invalid memory address or nil pointer dereference',
    'context deadline exceeded',
    'grpc: received message larger than max',
    'ConfigMap "a.v1" is invalid: []: Too long: must have at most 1048576 characters',
  ])('finds none in %j', (text) => {
    expect(readSizeError(text)).toBeNull();
  });
});

it('reads back what is written', () => {
  const size = fc.nat(100_000_000);
  fc.assert(
    fc.property(size, size, fc.constantFrom('unary', 'stream'), (bytes, limit, call) => {
      expect(readSizeError(receivedTooLarge(bytes, limit))).toEqual(received(bytes, limit));
      expect(readSizeError(sendingTooLarge(call, bytes, limit))).toEqual({
        ...sent(bytes),
        limitBytes: limit,
      });
    }),
  );
});
