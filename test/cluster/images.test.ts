// Image names as pods carry them, and what they claim.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageBaseName, imageClaim, parseImage } from '../../src/cluster/images.js';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('an image name', () => {
  it.each([
    ['tiller', 'tiller', null],
    ['appscode/swift:0.9.0', 'appscode/swift', '0.9.0'],
    ['gcr.io/kubernetes-helm/tiller:v2.10.0', 'kubernetes-helm/tiller', 'v2.10.0'],
    ['localhost/tiller', 'tiller', null],
    ['Registry/tiller', 'tiller', null],
    ['registry:5000/tiller', 'tiller', null],
    ['registry:5000/a/swift:0.9.0', 'a/swift', '0.9.0'],
    ['[fd00::1]:5000/swift:0.9.0', 'swift', '0.9.0'],
    [`quay.io/x/tiller@${DIGEST}`, 'x/tiller', null],
    [`x/tiller:v2.9.1@${DIGEST}`, 'x/tiller', 'v2.9.1'],
  ])('%s', (text, repository, tag) => {
    expect(parseImage(text)).toEqual({ repository, tag });
  });

  it.each(['', ' ', 'a/B', 'a//b', 'a/', '/a', 'a:', 'a:b:c', 'a@sha256:12', 'a b', 'https://a/b'])(
    '%j is none',
    (text) => {
      expect(parseImage(text)).toBeNull();
      expect(imageClaim(text)).toEqual({ image: text, version: null });
    },
  );

  it('is read as it was put together', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
    const registry = fc.constantFrom(null, 'gcr.io', 'localhost', 'registry:5000', 'r.example:443');
    const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/));
    const digest = fc.constantFrom(null, DIGEST);
    const repository = fc
      .array(part, { minLength: 1, maxLength: 3 })
      // A first part with a dot would be a host.
      .map((parts) => parts.map((one, index) => (index === 0 ? one.replace('.', '-') : one)))
      .map((parts) => parts.join('/'))
      .filter((path) => !path.startsWith('localhost/'));
    fc.assert(
      fc.property(registry, repository, tag, digest, (host, path, label, sum) => {
        const text = [
          host === null ? '' : `${host}/`,
          path,
          label === null ? '' : `:${label}`,
          sum === null ? '' : `@${sum}`,
        ].join('');
        expect(parseImage(text)).toEqual({ repository: path, tag: label });
        expect(imageBaseName(text)).toBe(path.split('/').at(-1));
      }),
    );
  });

  it('of any text is an answer, never an exception', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(imageClaim(text).image).toBe(text);
      }),
    );
  });
});

describe('the version that an image claims', () => {
  it.each([
    ['gcr.io/kubernetes-helm/tiller:v2.10.0', 'v2.10.0'],
    ['registry:5000/team/swift:0.11.1', '0.11.1'],
    ['rancher/tiller:v2.14.3-rancher1', 'v2.14.3-rancher1'],
    ['appscode/swift:v0.12.1', 'v0.12.1'],
    [`ghcr.io/helm/tiller:v2.17.0@${DIGEST}`, 'v2.17.0'],
    ['appscode/swift:latest', null],
    ['registry:5000/swift', null],
    [`ghcr.io/helm/tiller@${DIGEST}`, null],
    ['appscode/swift:canary', null],
    ['appscode/swift:9', null],
  ])('%s: %s', (image, version) => {
    expect(imageClaim(image)).toEqual({ image, version });
  });
});
