import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNATURES } from '../../src/signatures/all.js';
import { recognise } from '../../src/signatures/recognise.js';
import { RESPONSES } from '../support/recorded.js';

const EXAMPLES = SIGNATURES.flatMap(({ id, examples }) =>
  examples.map((example) => [id, example] as const),
);
const first = (text: string) => recognise(text)[0]?.signature.id;

describe('signatures', () => {
  it('have each a slug of its own, an example, a cause and something to do', () => {
    const ids = SIGNATURES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, examples, hops, next } of SIGNATURES) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const list of [examples, hops, next]) expect(list).not.toHaveLength(0);
    }
  });

  it.each(EXAMPLES)('%s is the first to recognise %j', (id, example) => {
    expect(first(example)).toBe(id);
  });

  it.each(SIGNATURES.flatMap(({ id, not = [] }) => not.map((text) => [id, text] as const)))(
    '%s does not take %j for its own',
    (id, text) => {
      expect(first(text)).not.toBe(id);
    },
  );

  it('keep no state from one text to the next', () => {
    for (const { pattern } of SIGNATURES) expect(pattern.flags).not.toMatch(/[gy]/);
  });
});

describe('recognising a pasted text', () => {
  it.each(EXAMPLES)(
    '%s: in a log line, coloured, wrapped, or inside a JSON string',
    (id, example) => {
      const forms = [
        `W1124 10:00:00.1 1 server.go:99] ${example}`,
        `\u001b[31m${example}\u001b[0m`,
        example.replace(/ /g, '\r\n'),
        JSON.stringify({ log: example }),
      ];
      // What stands at the start of a line is meant to; the rest is found anywhere.
      const anywhere = id !== 'next-page' && !/^(?:Error: )?EOF$/.test(example);
      for (const form of anywhere ? forms : forms.slice(1, 2)) {
        expect(recognise(form).map(({ signature }) => signature.id)).toContain(id);
      }
    },
  );

  it('explains every size, every empty list and every wrong pair that was recorded', () => {
    const errors = RESPONSES.filter(({ status, body }) => status >= 400 && body);
    expect(errors.length).toBeGreaterThan(100);
    const unknown = errors.filter(({ body }) => recognise(body).length === 0);
    expect([...new Set(unknown.map(({ body }) => body))]).toEqual([]);
  });

  it('shows nothing but what it recognised', () => {
    const [found] = recognise(
      'curl -H "Authorization: Bearer s3cret" … {"code":11,"message":"EOF"}',
    );
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => {
        for (const { matched, cause } of recognise(noise)) {
          expect(`${matched}${cause}`).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });

  it('is quick whatever is pasted', () => {
    const started = process.cpuUsage().user;
    for (const piece of [
      'Get https://',
      'x509: certificate is valid for ',
      '{"kind":"Status"',
      'a ',
    ]) {
      recognise(piece.repeat(40_000));
    }
    expect(process.cpuUsage().user - started).toBeLessThan(20_000_000);
  });
});
