// What can be done about a list that Tiller cut at its own limit: what the finding list-truncated says
// is held here to `predict` and the lab.
import { expect, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { startLab } from '../../src/lab/lab.js';
import { fromFields } from '../../src/lab/stored-release.js';
import type { ListRequest } from '../../src/predict/types.js';
import { measured, throughSwift } from './answers.js';

it('comes whole with limit=TOTAL; from offset=NEXT on, revisions of that name are skipped', async () => {
  const [swift, tiller] = [findSwift('0.11.1'), findTiller('2.13.0')];
  if (!swift || !tiller) throw new Error('no such pair');
  const entry = (name: string, version: number) =>
    fromFields({ name, version, namespace: 'default', info: { status: { code: 1 } } });
  const names = Array.from({ length: 511 }, (_, index) => `app-${1000 + index}`);
  // In storage order web.v1 is the 512th entry, the last that is given.
  const revisions = [1, 2, 3].map((revision) => entry('web', revision));
  const releases = [...names.map((name) => entry(name, 1)), ...revisions];
  const stored = measured(releases);
  const lab = await startLab({ swift, tiller, data: { name: 'cut', releases } });
  const shown = async (request: Omit<ListRequest, 'kind'>) => {
    const asked: ListRequest = { kind: 'list', all: true, ...request };
    const both = await throughSwift(asked, [swift, tiller], stored, lab.swiftUrl);
    expect(both.seen).toEqual(both.predicted);
    return both.seen.entries;
  };
  try {
    expect((await shown({}))?.at(-1)).toBe('web.v1');
    expect(await shown({ offset: 'web' })).toEqual(['web.v3']);
    expect(await shown({ limit: releases.length })).toHaveLength(releases.length);
  } finally {
    await lab.close();
  }
});
