// Parts of a run that ask nobody: the throwaway release, the direct list, the targets, texts of versions.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directList, overCeiling } from '../../src/gather/direct-list.js';
import { swiftTarget, tillerTarget } from '../../src/gather/targets.js';
import {
  expectedRelease,
  installRequest,
  isMarked,
  largestInstallFile,
  newThrowaway,
} from '../../src/gather/throwaway.js';
import { requestBytes } from '../../src/gather/tiller-client.js';
import { isVersionText } from '../../src/gather/version-text.js';
import { TILLER_MESSAGE_LIMIT } from '../../src/knowledge/limits.js';
import type { SwiftEndpoint, TillerEndpoint } from '../../src/targets/types.js';
import { release } from '../judge/evidence.js';

describe('the throwaway release', () => {
  it('has a name and a mark of its own, by which it is known', () => {
    const [one, other] = [newThrowaway(), newThrowaway()];
    expect(one.name).not.toBe(other.name);
    expect(one.notes).not.toBe(other.notes);
    expect(isMarked(one.name, one.notes)).toBe(true);
    // Its mark is that of some run: the name does not decide which.
    expect(isMarked(other.name, one.notes)).toBe(true);
  });

  it.each([
    ['another name', 'alpha', (notes: string) => notes],
    ['a name that only begins so', 'swiftcheck-probe-x', (notes: string) => notes],
    ['no mark', null, () => ''],
    ['words before the mark', null, (notes: string) => ` ${notes}`],
    ['words behind the mark', null, (notes: string) => `${notes} more`],
    ['words before its number', null, (notes: string) => notes.replace(' run ', ' run a')],
    ['a mark without its number', null, (notes: string) => notes.replace(/[0-9a-f]{32}/, '')],
    ['a number that is too short', null, (notes: string) => notes.replace(/[0-9a-f]\.$/, '.')],
  ])('is not known by %s', (_what, name, changed) => {
    const throwaway = newThrowaway();
    expect(isMarked(name ?? throwaway.name, changed(throwaway.notes))).toBe(false);
  });

  it('has a file of exactly the size, and no object', () => {
    const { chart, values } = installRequest(newThrowaway(), 5);
    expect(chart.files.map(({ value }) => value.length)).toEqual([5]);
    expect(chart.templates.map(({ name }) => name)).toEqual(['templates/NOTES.txt']);
    expect(values).toEqual({});
  });

  it('can be as large as a request that Tiller takes, and not a byte larger', () => {
    const most = largestInstallFile();
    const bytes = (file: number) =>
      requestBytes('InstallRelease', installRequest(newThrowaway(), file));
    expect(bytes(most)).toBe(TILLER_MESSAGE_LIMIT);
    expect(bytes(most + 1)).toBe(TILLER_MESSAGE_LIMIT + 1);
  });

  it('is expected as Tiller stores it', () => {
    const throwaway = newThrowaway();
    const stored = expectedRelease(throwaway, 1000);
    expect(stored).toMatchObject({ name: throwaway.name, revision: 1, status: 'FAILED' });
    expect(stored.parts.notesBytes).toBeGreaterThanOrEqual(throwaway.notes.length);
    expect(stored.parts.chartFilesBytes).toBeGreaterThan(1000);
    expect(expectedRelease(throwaway, 1001).bytes - stored.bytes).toBe(1);
  });
});

describe('the direct list', () => {
  const message = (names: readonly string[], header: Partial<Record<string, unknown>> = {}) => ({
    ...{ bytes: 100, count: names.length, total: 3, next: '' },
    releases: names.map((name) => release(name)),
    ...header,
  });

  it('has the header of its last message, and all releases in their order', () => {
    const list = directList([
      message(['a', 'b'], { count: 2, next: 'c' }),
      message(['c'], { bytes: 50, count: 3 }),
    ]);
    expect(list).toMatchObject({
      messages: [
        { bytes: 100, releases: 2 },
        { bytes: 50, releases: 1 },
      ],
      ...{ count: 3, total: 3, next: '' },
    });
    expect(list.releases.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(directList([])).toEqual({ messages: [], releases: [], count: 0, total: 0, next: '' });
  });

  it('keeps headers only where they differ, each once and at most eight', () => {
    expect(directList([message(['a']), message(['b'])])).not.toHaveProperty('headers');
    const two = [message(['a']), message(['b'], { total: 4 }), message(['c'])];
    expect(directList(two).headers).toEqual([
      { count: 1, total: 3, next: '' },
      { count: 1, total: 4, next: '' },
    ]);
    const many = Array.from({ length: 12 }, (_, total) => message(['a'], { total }));
    expect(directList(many).headers).toHaveLength(8);
  });

  it.each([
    [{ bytes: 10, releases: 0 }, 0, null],
    [{ bytes: 11, releases: 0 }, 0, /larger than swiftcheck reads \(--ceiling 10 B\)/],
    [{ bytes: 0, releases: 100_000 }, 0, null],
    [{ bytes: 0, releases: 100_000 }, 1, /more than 100,000 entries/],
    [{ bytes: 0, releases: 0 }, 100_001, /entries/],
  ])('of %j in %i messages is above a ceiling of 10 bytes: %s', (seen, messages, words) => {
    const said = overCeiling(seen, messages, 10);
    if (words === null) expect(said).toBeNull();
    else expect(said).toMatch(words);
  });
});

describe('what of a target is kept', () => {
  const tls = { verify: true };
  const tiller: TillerEndpoint = { host: 'tiller', port: 44134, tls: null, source: 'flag' };

  it('is the address of Tiller as it was dialled, or what was forwarded', () => {
    expect(tillerTarget(tiller)).toEqual({ address: 'tiller:44134', tls: 'off', source: 'flag' });
    expect(tillerTarget({ ...tiller, host: '::1', tls }).address).toBe('[::1]:44134');
    expect(tillerTarget({ ...tiller, tls }).tls).toBe('verified');
    expect(tillerTarget({ ...tiller, tls: { verify: false } }).tls).toBe('unverified');
  });

  it('is the URL of Swift, and no header of it', () => {
    const swift = (href: string): SwiftEndpoint => ({
      ...{ url: new URL(href), tls, credentials: 'token', declaredVersion: null },
      ...{ headers: { authorization: 'Bearer secret' } },
    });
    expect(swiftTarget(swift('http://swift:9855/'))).toEqual({
      ...{ url: 'http://swift:9855', tls: 'off', credentials: 'token' },
      ...{ viaApiServer: false, declaredVersion: null },
    });
    expect(swiftTarget(swift('https://swift:9856/a')).tls).toBe('verified');
    expect(swiftTarget({ ...swift('https://swift:9856/a'), tls: { verify: false } }).tls).toBe(
      'unverified',
    );
    expect(swiftTarget({ ...swift('http://swift:9855'), source: 'cluster' }).source).toBe(
      'cluster',
    );
    const proxied = 'https://10.0.0.1/api/v1/namespaces/a/services/swift:9855/proxy/';
    expect(swiftTarget(swift(proxied)).viaApiServer).toBe(true);
  });
});

describe('the text of a version', () => {
  it('is short, and printable ASCII without a space at either end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x1e, max: 0x80 }), { maxLength: 300 }), (codes) => {
        const printable = codes.every((code) => code >= 0x20 && code <= 0x7e);
        const text = String.fromCodePoint(...codes);
        expect(isVersionText(text)).toBe(codes.length <= 128 && printable && text.trim() === text);
      }),
    );
    expect(isVersionText('v'.repeat(128))).toBe(true);
    expect(isVersionText('v'.repeat(129))).toBe(false);
    expect(isVersionText('v2\n')).toBe(false);
    expect(isVersionText('')).toBe(true);
    expect(isVersionText(' v2.13.0')).toBe(false);
    expect(isVersionText('v2.13.0 (a fork)')).toBe(true);
  });
});
