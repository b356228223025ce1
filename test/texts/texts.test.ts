import { stepTexts } from '../support/findings.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/checks/registry.js';
import { MOST_CHARACTERS } from '../../src/texts/forms.js';
import { PHRASES } from '../../src/texts/phrases/all.js';
import { recognise } from '../../src/texts/recognise.js';
import { FINGERPRINTS, RESPONSES } from '../support/recorded.js';
import { sampled } from '../support/sampled.js';
import { TEXTS } from './examples.js';
import { anyCharacter } from '../support/any-character.js';

const EXAMPLES = Object.entries(TEXTS).flatMap(([id, { examples }]) =>
  examples.map((example) => [id, example] as const),
);
/** Words too short to mean anything unless they are the whole text. */
const ONLY_ALONE = ['EOF', '{}', 'next: tiny-256'];
const ANYWHERE = EXAMPLES.filter(([, example]) => !ONLY_ALONE.includes(example));

const all = (text: string) => recognise(text).map(({ id }) => id);
const first = (text: string) => all(text)[0];

describe('the catalogue', () => {
  it('has a slug of its own for each phrase, and an example', () => {
    const ids = PHRASES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(Object.keys(TEXTS)).toContain(id);
  });

  it('knows a hop, a cause, something to do and the codes of each example', () => {
    for (const [, example] of EXAMPLES) {
      for (const { id, hops, steps, cause, findings } of recognise(example)) {
        expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        for (const list of [hops, steps, cause]) expect(list).not.toHaveLength(0);
        for (const code of findings) expect(FINDING_CODES).toContain(code);
      }
    }
  });

  it.each(EXAMPLES.filter(([, example]) => example !== 'EOF'))(
    '%s is the first to recognise %j',
    (id, example) => {
      expect(first(example)).toBe(id);
    },
  );

  it('names both programs where a bare text can be of either', () => {
    expect(all('EOF')).toEqual(['list-eof', 'client-list-eof']);
    expect(all('grpc: received message larger than max (4693470 vs. 4194304)')).toEqual([
      'received-over-4-mib',
      'client-received-over-4-mib',
    ]);
  });

  it.each(
    Object.entries(TEXTS).flatMap(([id, { not = [] }]) => not.map((text) => [id, text] as const)),
  )('%s does not take %j for its own', (id, text) => {
    expect(all(text)).not.toContain(id);
  });

  it('keeps no state from one text to the next', () => {
    for (const { pattern } of PHRASES) expect(pattern.flags).not.toMatch(/[gy]/);
  });

  it('says of each example what it is, without a gap', () => {
    for (const [, example] of EXAMPLES) {
      for (const { cause, steps, saidBy } of recognise(example)) {
        const said = [cause, saidBy, ...stepTexts(steps)];
        for (const text of said)
          expect(text).not.toMatch(/undefined|NaN|\[object|(?:Swift|Tiller) none|^\s*$/);
      }
    }
  });
});

describe('recognising a pasted text', () => {
  it.each(ANYWHERE)('%s: as terminals, logs and mails leave it', (id, example) => {
    const middle = Math.floor(example.length / 2);
    for (const form of [
      `W1124 10:00:00.1 1 server.go:99] ${example}`,
      `\u001b[31m${example}\u001b[0m`,
      example.replace(/ /g, '\r\n'),
      example.replace(/ /g, '\n    '),
      // What is of several lines keeps its own breaks only if no other is put in.
      example.includes('\n') ? example : `${example.slice(0, middle)}\n${example.slice(middle)}`,
      JSON.stringify({ log: example }),
      JSON.stringify({ log: JSON.stringify({ error: example }) }),
      `${'x'.repeat(2 * MOST_CHARACTERS)}\n${example}`,
    ]) {
      expect(all(form)).toContain(id);
    }
  });

  it('finds it in any noise', () => {
    const noise = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(noise, fc.constantFrom(...ANYWHERE), noise, (before, [id, example], after) => {
        expect(all(`${before}\n${example}\n${after}`)).toContain(id);
      }),
      { numRuns: 500 },
    );
  });

  it('explains every error that was recorded', () => {
    const bodies = [...RESPONSES, ...FINGERPRINTS]
      .filter(({ status, body }) => status >= 400 && body)
      .map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(200);
    expect([...new Set(bodies.filter((body) => recognise(body).length === 0))]).toEqual([]);
  });

  it('reads the codes that stand around it', () => {
    const [curl] = recognise(
      'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n{"code": 8, "message": "grpc: received message larger than max (4639744 vs. 4194304)"}',
    );
    expect(curl).toMatchObject({ httpStatus: 403, grpcCode: 8 });
    expect(recognise('rpc error: code = Internal desc = transport is closing')[0]).toMatchObject({
      grpcCode: 13,
    });
    const [bare] = recognise('trying to send message larger than max (66452461 vs. 20971520)');
    expect(bare).not.toHaveProperty('grpcCode');
    expect(bare).not.toHaveProperty('httpStatus');
  });

  it("distinguishes Swift's 403 for size from the API server's 403 for RBAC", () => {
    const rbac =
      '{"kind":"Status","status":"Failure","message":"services \\"helm-api:http\\" is forbidden: User \\"jane\\" cannot get resource \\"services/proxy\\"","reason":"Forbidden","code":403}';
    const swift =
      '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}';
    const findings = (text: string) => recognise(text).flatMap((found) => found.findings);
    expect(findings(`HTTP/1.1 403 Forbidden\n${rbac}`)).toEqual(['forbidden-by-rbac']);
    expect(findings(`HTTP/1.1 403 Forbidden\n${swift}`)).not.toContain('forbidden-by-rbac');
  });

  it.each([
    'admission webhook \\"policy\\" denied the request: not allowed',
    'exceeded quota: objects, requested: pods=1, used: pods=9, limited: pods=9',
  ])('takes no refusal of another kind for one of RBAC: %s', (message) => {
    const text = `{"kind":"Status","status":"Failure","message":"${message}","reason":"Forbidden","code":403}`;
    expect(recognise(text).flatMap(({ findings }) => findings)).not.toContain('forbidden-by-rbac');
  });

  it('ends a reason with the message of the body', () => {
    const message = 'admission webhook \\"policy\\" denied the request: not allowed';
    for (const rest of ['', ',"details":[]']) {
      const [found] = recognise(`{"error":"${message}","code":2,"message":"${message}"${rest}}`);
      expect(found?.cause).toContain('refuses an object: not allowed.');
    }
    const [found] = recognise(`HTTP 500, gRPC code 2: "${message.replaceAll('\\', '')}"`);
    expect(found?.cause).toContain('refuses an object: not allowed.');
  });

  it("takes the status of Swift's answer for none of the server before Tiller", () => {
    const page =
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure';
    for (const text of [
      `HTTP 500, gRPC code 2: "${page}"`,
      `HTTP/1.1 500 Internal Server Error\r\nserver: nginx\r\n\r\n{"code":2,"message":"${page}"}`,
    ]) {
      const [found] = recognise(text);
      expect(found?.cause).toMatch(/^Envoy.*, with HTTP 503: it does not reach Tiller behind it/);
    }
  });

  it.each([
    'Get https://api.example.com/api/v1/namespaces/kube-system/configmaps: dial tcp 192.0.2.4:443: i/o timeout',
    'the server has received too many requests and has asked us to try again later (get configmaps)',
  ])('knows that a status of gRPC has the words of Tiller: %s', (message) => {
    const [found] = recognise(`Error: rpc error: code = Unknown desc = ${message}`);
    expect(found?.hops).toEqual(['tiller->storage']);
    expect(recognise(`Error: ${message}`)[0]?.hops).not.toEqual(['tiller->storage']);
  });

  it('leaves out what a longer text contains', () => {
    const own =
      '{"code":14,"message":"all SubConns are in TransientFailure, latest connection error: connection error: desc = \\"transport: authentication handshake failed: x509: certificate signed by unknown authority\\""}';
    expect(all(own)).toEqual(['gateway-distrusts-itself']);
    expect(all(`${own}\nx509: certificate signed by unknown authority`)).toContain(
      'unknown-authority',
    );
  });

  it.each([
    ['The node was low on resource: memory.', 'ended the pod', true],
    ['The node was low on resource: inodes.', 'ended the pod', false],
    ['The node had condition: [MemoryPressure].', 'did not take the pod', false],
  ])('advises a request of memory if the pod ended for memory: %s', (text, cause, hasAdvice) => {
    const [said] = recognise(text);
    expect(said?.cause).toContain(cause);
    expect(said?.steps.some((step) => step.text.includes('request the memory'))).toBe(hasAdvice);
  });

  it('keeps the general words where they stand for themselves too', () => {
    const own = '{"code":14,"message":"transport is closing"}';
    expect(all(own)).not.toContain('transport-is-closing');
    expect(all(`${own}\nError: transport is closing`)).toContain('transport-is-closing');
  });
});

describe('what is shown again of a pasted text', () => {
  it.each([
    [1, 'error: You must be logged in to the server (Unauthorized)'],
    [
      1,
      'dial tcp 10.0.0.7:44134: connect: connection refused\ndial tcp 10.0.0.8:44134: connect: connection refused',
    ],
    [2, 'Error: could not find a ready tiller pod\nError: could not find a ready tiller pod'],
  ])('counts the same words alone: %i', (count, text) => {
    expect(recognise(text)).toEqual([expect.objectContaining({ count })]);
  });

  const shown = (text: string) => JSON.stringify(recognise(text));

  it.each([
    (secret: string) => `curl -H "Authorization: Bearer ${secret}" … {"code":11,"message":"EOF"}`,
    (secret: string) => `> authorization: Basic ${secret}\n> \n{"code":11,"message":"EOF"}`,
    (secret: string) =>
      `{"code":2,"message":"Get https://admin:${secret}@10.0.0.1/api/v1/services: dial tcp 10.0.0.1:443: i/o timeout"}`,
    (secret: string) =>
      `{"code":2,"message":"Get https://10.0.0.1/api/v1/services?token=${secret}: dial tcp 10.0.0.1:443: i/o timeout"}`,
    (secret: string) =>
      `multiple tiller services found: a/b, --token ${secret} password: ${secret}`,
    (secret: string) => `multiple tiller services found: a/b "token":"${secret}" Bearer ${secret}`,
  ])('%#: never holds a credential', (paste) => {
    const secret = 's3cretS3cret';
    expect(recognise(paste(secret))).not.toHaveLength(0);
    expect(shown(paste(secret))).not.toContain(secret);
  });

  it('is safe for a terminal, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.constantFrom(...EXAMPLES.map(([, example]) => example)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        for (const { matched, cause } of recognise(pieces.join(''))) {
          expect(`${matched}${cause}`).not.toMatch(/\p{Cc}|\p{Cf}/u);
        }
      }),
    );
  });

  it('comes soon, whatever is repeated', () => {
    const texts = sampled(10, [
      ...PHRASES.map(({ id }) => id),
      ...EXAMPLES.map(([, example]) => `${example.slice(0, example.length / 2)} `),
    ]);
    // A pattern that backtracks without end fails by the time-out.
    for (const piece of ['\\', '"', '-', 'token', 'a=a;', '://', ...texts]) {
      const found = recognise(piece.repeat(MOST_CHARACTERS / 16));
      expect(new Set(found).size).toBe(found.length);
    }
    for (const blank of [' ', '\t', '| ', ' \u2502', ' |', '"error": "', "''a ", '\\\\x00']) {
      const blanks = blank.repeat((MOST_CHARACTERS - 2) / blank.length);
      expect(recognise(`${blanks}x`)).toEqual([]);
      expect(recognise(`a${blanks}x`)).toEqual([]);
    }
  });
});
