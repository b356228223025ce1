// What the library for gRPC words as if Tiller had said so, and what of it is Tiller's own word.
import { describe, expect, it } from 'vitest';
import { grpcFault, statusFailure } from '../../src/gather/tiller-faults.js';

const CEILING = 64 * 1024 * 1024;
const fault = (details: string, type: string | null = 'application/grpc') =>
  grpcFault('GetVersion', details, type, CEILING);

describe('the end of a gRPC call', () => {
  it.each([
    'release: "alpha" not found',
    'transport is closing',
    'Received RST_STREAM',
    'a Connection dropped',
    'Connection dropped by me',
    'see: Failed to decompress',
    'a stream with Received HTTP status code 200',
    'said: Received message larger than max (5 vs. 4)',
    '',
  ])('is the word of Tiller: %j', (details) => {
    expect(fault(details)).toBeNull();
  });

  it.each([
    ['Received RST_STREAM with code 2', 'closed'],
    ['Connection dropped', 'closed'],
    ['Stream refused by server', 'closed'],
    ['Call cancelled', 'closed'],
    ['Bandwidth exhausted or memory limit exceeded', 'closed'],
    ['Protocol not secure enough', 'closed'],
    ['read ECONNRESET', 'closed'],
    ['write EPIPE', 'closed'],
    ['Write error: This socket has been ended by the other party', 'closed'],
    ['No connection established', 'closed'],
    ['No connection established. Last error: null. Resolution note: ', 'closed'],
    ['Name resolution failed for target dns:tiller.example:44134', 'unresolvable'],
    [
      'Received RST_STREAM with code 2 triggered by internal client error: Protocol error',
      'unreadable',
    ],
    ['Response message parsing error: index out of range', 'unreadable'],
    ['Failed to decompress response', 'unreadable'],
    ['Received message compressed with unsupported encoding', 'unreadable'],
    ['No status information received', 'unreadable'],
    ['No message received', 'unreadable'],
    ['Too many responses received', 'unreadable'],
    ['Received HTTP status code 502', 'other-protocol'],
  ])('is the word of the library: %j: %s', (details, kind) => {
    expect(fault(details)?.kind).toBe(kind);
  });

  it('keeps the words of the library where the answer was not gRPC, or broke off', () => {
    expect(fault('Received HTTP status code 502')).toEqual({
      kind: 'other-protocol',
      message: 'An HTTP server answered with status 502; Tiller speaks gRPC.',
      transportError: 'Received HTTP status code 502',
    });
    expect(fault('read ECONNRESET')).toEqual({
      kind: 'closed',
      message:
        "The connection broke while waiting for Tiller's answer to GetVersion: read ECONNRESET",
      transportError: 'read ECONNRESET',
    });
    expect(fault('No connection established')?.message).toBe(
      'The call GetVersion got no connection to Tiller.',
    );
    expect(fault('No message received')).toEqual({
      kind: 'unreadable',
      message: 'The answer to GetVersion cannot be read: No message received',
    });
  });

  it('is an answer without a status where HTTP and its type say nothing else', () => {
    expect(fault('Received HTTP status code 200')).toEqual({
      kind: 'unreadable',
      message: 'The answer to GetVersion ends without a grpc-status.',
    });
    expect(fault('Received HTTP status code 200', null)?.kind).toBe('other-protocol');
    expect(fault('Received HTTP status code 200', 'text/html')?.kind).toBe('other-protocol');
  });

  it('names the error of the socket or of TLS that ended the stream', () => {
    const ended = 'Received RST_STREAM with code 2 triggered by internal client error';
    const tls =
      '80CC330FFB7F0000:error:0A000119:SSL routines:ssl3_get_record:bad record mac:../ssl/record.c:616:\n';
    expect(fault(`${ended}: write EPIPE`)?.transportError).toBe('write EPIPE');
    expect(fault(`${ended}: ${tls}`)?.transportError).toBe(
      'error:0A000119:SSL routines:ssl3_get_record:bad record mac',
    );
    expect(
      fault(
        'No connection established. Last error: read ECONNRESET (2026-11-28T20:15:16.182Z). Resolution note: ',
      ),
    ).toEqual({
      kind: 'closed',
      message: 'The call GetVersion got no connection to Tiller: read ECONNRESET',
      transportError: 'read ECONNRESET',
    });
  });

  it.each([
    ['application/grpc', true],
    ['application/grpc+proto', true],
    ['application/grpc;charset=x', true],
    ['Application/gRPC', true],
    ['application/grpc-web', false],
    ['text/html', false],
    ['', false],
  ])('is of gRPC where the type is %j: %s', (type, isGrpc) => {
    const found = fault('no', type);
    expect(found === null).toBe(isGrpc);
    if (found) expect(found.message).toContain(type === '' ? 'has no type' : `of the type ${type}`);
  });

  it('names a message above the ceiling, and text that stands where its length should', () => {
    expect(fault(`Received message larger than max (67108865 vs. ${CEILING})`)).toEqual({
      kind: 'over-ceiling',
      message:
        'Tiller sent a message of 67,108,865 bytes, more than swiftcheck reads (--ceiling 64 MiB).',
    });
    expect(
      fault('Received message that decompresses to a size larger than 67108864'),
    ).toMatchObject({
      kind: 'over-ceiling',
      message: expect.stringContaining('a compressed message') as string,
    });
    const bytes = Buffer.from('HTTP').readUInt32BE();
    expect(fault(`Received message larger than max (${bytes} vs. ${CEILING})`)).toEqual({
      kind: 'other-protocol',
      message:
        'The answer to GetVersion is text: it has "HTTP" where gRPC has the length of a message.',
    });
    for (const odd of ['\u0001TTP', 'HTT\u0001', '\u007fTTP', 'HTT\u007f']) {
      const length = Buffer.from(odd).readUInt32BE();
      expect(fault(`Received message larger than max (${length} vs. ${CEILING})`)?.kind).toBe(
        'over-ceiling',
      );
    }
  });
});

describe('the status of a gRPC call', () => {
  const GRPC = 'application/grpc';
  const failure = (code: number | undefined, details?: string, type: string | null = GRPC) =>
    statusFailure('GetVersion', { code, details }, type, CEILING);

  it('is the word of Tiller with its code, whichever it is', () => {
    for (const code of [1, 2, 16, 17, 2 ** 31 - 1]) {
      expect(failure(code, 'no')).toEqual({ kind: 'grpc-status', message: 'no', grpcCode: code });
    }
    expect(failure(2, 'x'.repeat(5000)).message).toHaveLength(4096);
  });

  it.each([undefined, ''])('has no message where it is %j', (details) => {
    expect(failure(2, details)).toEqual({
      ...{ kind: 'grpc-status', message: 'gRPC code 2 without a readable message.', grpcCode: 2 },
    });
  });

  it('is that of the library where the words are', () => {
    expect(failure(14, 'read ECONNRESET')).toMatchObject({ kind: 'closed' });
    expect(failure(14, 'read ECONNRESET')).not.toHaveProperty('grpcCode');
    expect(failure(2, 'no', 'text/html')).toMatchObject({ kind: 'other-protocol' });
  });

  it.each([NaN, 0, -1, 1.5, 2 ** 31])('does not exist in gRPC: %d', (code) => {
    expect(failure(code, 'no')).toEqual({
      kind: 'unreadable',
      message: 'The answer to GetVersion ended with a grpc-status that gRPC does not have.',
    });
  });

  it('is missing where the library could not read the answer', () => {
    expect(failure(undefined, 'no')).toMatchObject({
      kind: 'unreadable',
      message: expect.stringContaining('could not be read') as string,
    });
  });
});
