import { expect, it } from 'vitest';
import { isGrpcCode } from '../../src/knowledge/grpc-text.js';

it.each([
  [-1, false],
  [0, true],
  [1, true],
  [15, true],
  [16, true],
  [17, false],
  [8.5, false],
  ['8', false],
  [null, false],
])('%j is a status code of gRPC: %s', (code, expected) => {
  expect(isGrpcCode(code)).toBe(expected);
});
