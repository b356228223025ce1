// What the library refuses: a value that its types allow, or a program without types gives, and that cannot be used.
import { describe, expect, it } from 'vitest';
import { gather, judge, render, UsageError, type GatherOptions } from '../../src/index.js';
import { dataSet } from '../../src/lab/index.js';
import { evidence } from '../judge/evidence.js';

const ENDPOINTS = {
  tiller: { address: '127.0.0.1:1' },
  swift: { url: 'http://127.0.0.1:1' },
} satisfies GatherOptions;

describe('gather', () => {
  const swift = (more: Partial<GatherOptions['swift']>) => ({
    swift: { ...ENDPOINTS.swift, ...more },
  });
  it.each<[string, Partial<GatherOptions>, RegExp]>([
    ['an address without port', { tiller: { address: 'a' } }, /^tiller\.address/],
    ['a URL of another scheme', swift({ url: 'ftp://a' }), /^swift\.url/],
    ['a version that is none', swift({ version: 'latest' }), /^swift\.version takes a version/],
    [
      'a header with a line break',
      swift({ headers: { a: 'SECRET\nb: c' } }),
      /^swift\.headers a: /,
    ],
    ['a header without a name', swift({ headers: { 'a b': 'SECRET' } }), /^swift\.headers: /],
    [
      'a header of the connection',
      swift({ headers: { Upgrade: 'SECRET' } }),
      /^swift\.headers upg/,
    ],
    [
      'a token in plaintext',
      swift({ url: 'http://s', headers: { cookie: 'SECRET' } }),
      /plaintext/i,
    ],
    ['no time', { timeoutMs: 0 }, /^timeoutMs takes a whole number from 1 to 2147483647\.$/],
    ['a part of a millisecond', { timeoutMs: 0.5 }, /^timeoutMs/],
    ['a time beyond all timers', { maxTimeMs: 2 ** 31 }, /^maxTimeMs/],
    ['a ceiling that is no number', { ceilingBytes: Number.NaN }, /^ceilingBytes/],
    [
      'an empty dry run',
      { dryRunBytes: 0 },
      /^dryRunBytes takes a whole number from 1 to 20971520/,
    ],
    ['a dry run that no Tiller sends', { dryRunBytes: 20_971_521 }, /^dryRunBytes/],
  ])('refuses %s', async (_what, given, words) => {
    const refused = await gather({ ...ENDPOINTS, ...given }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(refused).toHaveProperty('message', expect.stringMatching(words));
    expect(String(refused)).not.toContain('SECRET');
  });

  it('takes the largest and the smallest of each number, and makes an endpoint that fails evidence', async () => {
    const limits = { timeoutMs: 2 ** 31 - 1, maxTimeMs: 2 ** 31 - 1, ceilingBytes: 1 };
    const found = await gather({ ...ENDPOINTS, ...limits, dryRunBytes: 20_971_520 });
    expect(found.tiller.version).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect(found.payload).toMatchObject({ kind: 'dry-run', sizeBytes: 20_971_520 });
  });
});

it.each(['pdf', 'constructor'])('render names the formats in place of %s', async (format) => {
  const asked = render(judge(evidence({})), format as 'text').catch((error: unknown) => error);
  expect(await asked).toBeInstanceOf(UsageError);
  expect(String(await asked)).toMatch(/the formats are text, .*openmetrics/);
});

it('names the file of a data set that is not there, and no flag', () => {
  expect(() => dataSet('nowhere.yaml')).toThrow(
    /^data set nowhere\.yaml: there is no such file\.$/,
  );
});
