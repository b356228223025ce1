import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/wire/encode.js';
import { fieldsOf, frame, valueOf, varintOf } from '../../src/wire/fields.js';

describe('encode', () => {
  it('leaves scalars at their default out and keeps empty messages', () => {
    const bytes = encode('hapi.release.Release', {
      name: '',
      info: { status: { code: 'UNKNOWN' }, Description: '' },
      config: {},
      version: 0,
      namespace: 'n',
    });
    expect(bytes.toString('hex')).toBe('12020a00' + '2200' + '42016e');
  });

  it('keeps defaults where they are elements', () => {
    const bytes = encode('hapi.services.tiller.ListReleasesRequest', { status_codes: [0, 1] });
    const request = decode('hapi.services.tiller.ListReleasesRequest', bytes);
    expect(request).toMatchObject({ status_codes: [0, 1] });
  });

  it('gives a map and bytes back', () => {
    const chart = {
      metadata: { name: 'c', annotations: { a: 'b' } },
      templates: [{ name: 't', data: Buffer.from('x') }],
    };
    const back = decode('hapi.chart.Chart', encode('hapi.chart.Chart', chart)) as typeof chart;
    expect(back.metadata.annotations).toEqual({ a: 'b' });
    expect(back.templates[0]?.data.toString()).toBe('x');
  });
});

describe('fields', () => {
  const bytes = encode('hapi.release.Release', { name: 'r', version: 300, namespace: 'ns' });

  it('are cut out as they stand', () => {
    expect(fieldsOf(bytes).map(({ id }) => id)).toEqual([1, 7, 8]);
    expect(Buffer.concat(fieldsOf(bytes).map(({ whole }) => whole)).equals(bytes)).toBe(true);
    expect(valueOf(bytes, 8)?.toString()).toBe('ns');
    expect(valueOf(bytes, 3)).toBeUndefined();
    expect(varintOf(bytes, 7)).toBe(300);
    expect(varintOf(bytes, 9)).toBe(0);
  });

  it('are framed with tag and length', () => {
    expect(frame(4, 300).toString('hex')).toBe('22ac02');
  });

  it('of a message cut short are refused', () => {
    expect(() => fieldsOf(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
  });
});
