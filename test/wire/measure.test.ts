import { describe, expect, it, vi } from 'vitest';
import { encode } from '../../src/wire/encode.js';
import { measureListMessage, measureRelease } from '../../src/wire/measure.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('measureListMessage', () => {
  it('measures each release by itself', () => {
    const releases = [
      {
        name: 'a',
        version: 3,
        namespace: 'ns',
        manifest: 'm'.repeat(200),
        info: { status: { code: 'FAILED', notes: 'n'.repeat(9) }, last_deployed: { seconds: 7 } },
        chart: { metadata: { name: 'c' }, templates: [{ name: 't', data: Buffer.from('x') }] },
        hooks: [{ name: 'h' }, { name: 'hh' }],
      },
      { name: 'b', version: 1, config: { raw: 'r' } },
    ];
    const whole = encode('hapi.services.tiller.ListReleasesResponse', {
      ...{ count: 2, next: 'c', total: 2 ** 40 + 5 },
      releases,
    });
    const alone = releases.map((release) =>
      measureRelease(encode('hapi.release.Release', release)),
    );
    expect(measureListMessage(whole)).toEqual({
      ...{ bytes: whole.length, count: 2, next: 'c', total: 2 ** 40 + 5, releases: alone },
    });
    expect(alone).toMatchObject([
      {
        ...{ name: 'a', revision: 3, namespace: 'ns', status: 'FAILED', lastDeployedSeconds: 7 },
        parts: { manifestBytes: 200, notesBytes: 9, hooksBytes: 3 + 4, chartMetadataBytes: 3 },
      },
      { name: 'b', revision: 1, namespace: '', status: 'UNKNOWN', parts: { configBytes: 3 } },
    ]);
    expect(alone[1]).not.toHaveProperty('lastDeployedSeconds');
  });

  it('makes no buffer, whatever a message holds', () => {
    const releases = Array.from({ length: 50 }, (_, version) => ({
      ...{ name: `r${version}`, version, namespace: 'ns' },
      info: { status: { code: 'DEPLOYED' }, last_deployed: { seconds: 7 } },
      chart: { metadata: { name: 'c' }, templates: [{ name: 't', data: Buffer.alloc(4096) }] },
    }));
    const message = encode('hapi.services.tiller.ListReleasesResponse', { releases });
    const made = (['from', 'alloc', 'allocUnsafe', 'concat', 'copyBytesFrom'] as const).map(
      (name) => vi.spyOn(Buffer, name),
    );
    const cut = (['slice', 'subarray', 'copy'] as const).map((name) =>
      vi.spyOn(Buffer.prototype, name),
    );
    const { releases: measured } = measureListMessage(message);
    const calls = [...made, ...cut].map(({ mock }) => mock.calls.length);
    vi.restoreAllMocks();
    expect(measured).toHaveLength(50);
    expect(calls).toEqual(calls.map(() => 0));
  });

  it('takes the last of a field that stands twice, as a whole', () => {
    const info = (code: string, rest: object) =>
      encode('hapi.release.Release', { info: { status: { code, ...rest } } });
    const twice = Buffer.concat([
      info('FAILED', { notes: 'nn' }),
      encode('hapi.release.Release', { info: { Description: 'd' } }),
    ]);
    expect(measureRelease(twice)).toMatchObject({
      ...{ status: 'UNKNOWN', infoBytes: 3, parts: { notesBytes: 0 } },
    });
  });

  it.each([
    ['a number that goes on in what follows', '22 03 38 80 80 08 01'],
    ['a number in a message within that goes on in what follows', '22 07 12 04 0a 02 08 80 38 05'],
    ['a time that goes on in what follows', '22 09 12 05 1a 03 08 80 80 38 05'],
    ['a name that goes on in what follows', '22 03 0a 05 61 08 01'],
    ['a name whose length goes on in what follows', '22 02 0a 80 00 08 01'],
    ['a release that is longer than its message', '22 05 0a 01 61'],
    ['a field of number 0', '22 02 00 00'],
  ])('refuses %s', (_what, bytes) => {
    expect(() => measureListMessage(hex(bytes))).toThrow(RangeError);
  });
});
