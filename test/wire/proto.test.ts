import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { descriptors, messageType, tillerCall } from '../../src/wire/proto.js';
import { serviceDefinition } from '../../src/wire/service.js';

describe('proto files', () => {
  it('are what the descriptors hold', () => {
    const folder = fileURLToPath(new URL('proto', PACKAGE_ROOT));
    const root = new protobuf.Root();
    root.resolvePath = (_origin, target) =>
      target.startsWith('google/protobuf/') ? target : `${folder}/${target}`;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    root.loadSync(
      names.filter((name) => name.endsWith('.proto')),
      { keepCase: true },
    );
    const { nested: read } = root.resolveAll().toJSON();
    const { nested } = descriptors();
    expect(nested).toEqual(read);
  });

  it('give Tiller its calls under the paths that Helm uses', () => {
    const service = serviceDefinition('hapi.services.tiller.ReleaseService');
    expect(Object.keys(service)).toHaveLength(10);
    expect(service['ListReleases']).toMatchObject({
      path: '/hapi.services.tiller.ReleaseService/ListReleases',
      requestStream: false,
      responseStream: true,
    });
    for (const [name, { path }] of Object.entries(service)) {
      expect(tillerCall(name).path).toBe(path);
    }
  });

  it('read and write an answer for clients as for servers', () => {
    const method = serviceDefinition('hapi.services.tiller.ReleaseService')['GetVersion'];
    const answer = { Version: { sem_ver: 'v2.13.0', git_commit: '', git_tree_state: 'clean' } };
    const bytes = method?.responseSerialize(answer);
    expect(tillerCall('GetVersion').decode(bytes ?? Buffer.alloc(0))).toEqual(answer);
    const asked = tillerCall('ListReleases').encode({ status_codes: ['DEPLOYED'], limit: 3 });
    expect(asked.toString('hex')).toBe('0803320101');
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
    expect(() => tillerCall('Nothing')).toThrow('ReleaseService has no method Nothing');
    expect(() => serviceDefinition('hapi.Nothing')).toThrow('no service hapi.Nothing');
  });
});
