import { expect, it } from 'vitest';
import {
  nameInUse,
  notFound,
  objectionToName,
  offsetNotFound,
  statusNotFound,
} from '../../src/knowledge/tiller-text.js';

it.each(['a', 'A1', 'harbor', 'a.b_c-d', 'a'.repeat(53)])('takes the name %s', (name) => {
  expect(objectionToName(name)).toBeNull();
});

it.each(['-a', 'a-', '.a', 'a b', 'ä', 'a'.repeat(54), `${'a'.repeat(52)}!`])(
  'objects to the name %s',
  (name) => {
    expect(objectionToName(name)).toBe(
      'invalid release name, must match regex ^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])+$ and the length must not longer than 53',
    );
  },
);

it('misses a name', () => {
  expect(objectionToName('')).toBe('no release provided');
});

it('says what it did not find', () => {
  expect(notFound('nope')).toBe('release: "nope" not found');
  expect(notFound('alpha', 7)).toBe('release: "alpha.v7" not found');
  expect(statusNotFound('nope')).toBe('getting deployed release "nope": release: "nope" not found');
  expect(statusNotFound('alpha', 7)).toBe(
    `getting release 'alpha' (v7): release: "alpha.v7" not found`,
  );
  expect(offsetNotFound('app-2')).toBe('offset "app-2" not found');
});

it('says that a name is in use, with advice', () => {
  expect(nameInUse('alpha').split('\n')).toEqual([
    'a release named alpha already exists.',
    'Run: helm ls --all alpha; to check the status of the release',
    'Or run: helm del --purge alpha; to delete it',
  ]);
});
