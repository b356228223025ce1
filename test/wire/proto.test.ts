import { describe, expect, it } from 'vitest';
import { messageType, tillerService } from '../../src/wire/proto.js';

describe('proto files', () => {
  it('give Tiller its calls under the paths that Helm uses', () => {
    const service = tillerService();
    expect(Object.keys(service)).toHaveLength(10);
    expect(service['ListReleases']).toMatchObject({
      path: '/hapi.services.tiller.ReleaseService/ListReleases',
      requestStream: false,
      responseStream: true,
    });
  });

  it('encode as Helm does', () => {
    const release = messageType('hapi.release.Release');
    const encoded = release
      .encode(release.fromObject({ name: 'a', info: { status: { code: 'DEPLOYED' } }, version: 3 }))
      .finish();
    expect(Buffer.from(encoded).toString('hex')).toBe('0a016112040a0208013803');
    expect(release.toObject(release.decode(encoded), { enums: String })).toEqual({
      name: 'a',
      info: { status: { code: 'DEPLOYED' } },
      version: 3,
    });
  });

  it('keep the two capitalised field names', () => {
    expect(messageType('hapi.release.Info').fieldsById[5]?.name).toBe('Description');
    expect(messageType('hapi.services.tiller.GetVersionResponse').fieldsById[1]?.name).toBe(
      'Version',
    );
  });

  it('hold no message by a name that is wrong', () => {
    expect(() => messageType('hapi.release.Nothing')).toThrow('Nothing');
  });
});
