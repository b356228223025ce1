// `probe --install` if another user stored a release with the very name of the throwaway release, or if the
// owner of this release is unknown: swiftcheck purges only a release that this run stored.
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/wire/encode.js';
import type { Interfere, Refusal } from '../support/fronts.js';
import { TillerClient } from '../support/lab-client.js';
import { afterwards } from '../support/afterwards.js';
import { interfered, lab, NAME, probe, storedNames } from '../support/install-lab.js';

const CURED = 'swift@0.11.1,tiller@2.13.0';
const SMALL = ['alpha', 'beta', 'gamma'];
const never = new Promise<never>(() => undefined);

/** A lab, a client that stores a release of a name in that lab, and a Tiller in front that interferes. */
async function shared(interfere: (store: (name: string) => Promise<unknown>) => Interfere) {
  const running = await lab(CURED);
  const somebody = new TillerClient(running.tillerAddress, 'v2.13.0');
  afterwards(() => somebody.close());
  const store = (name: string) => somebody.answer('InstallRelease', release(name));
  return interfered(running, interfere(store));
}

/** The name in a request of that method. */
function named(method: string, request: Buffer): string {
  return (decode(`hapi.services.tiller.${method}Request`, request) as { name: string }).name;
}

/** A release of another client, with an object that a purge would delete. */
function release(name: string) {
  const data = Buffer.from('kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: theirs\n');
  const notes = Buffer.from('A throwaway release of "swiftcheck probe --install", run 0.');
  const templates = [
    { name: 'templates/cm.yaml', data },
    { name: 'templates/NOTES.txt', data: notes },
  ];
  const metadata = { name: 'swiftcheck-probe', version: '1.0.0' };
  return { name, namespace: 'default', chart: { metadata, templates } };
}

it('is not installed where the name is taken before it', async () => {
  let looks = 0;
  const front = await shared((store) => async (method, request) => {
    if (method === 'GetReleaseStatus' && (looks += 1) === 1) await store(named(method, request));
    return null;
  });
  const { payload, found, stderr, exitCode } = await probe(front);
  expect(front.asked).not.toContain('InstallRelease');
  expect(front.asked).not.toContain('UninstallRelease');
  expect(payload.installed).toMatchObject({ ok: false, failure: { kind: 'not-attempted' } });
  expect(found('payload-not-tried')).toMatchObject({
    facts: {
      message: `A release named ${payload.releaseName} is stored already, so nothing was installed.`,
    },
  });
  expect(found('probe-release-left')).toMatchObject({ outcome: 'skipped' });
  expect(stderr).not.toContain('helm');
  expect(exitCode).toBe(3);
  expect(await storedNames(front)).toEqual([...SMALL, payload.releaseName]);
});

interface Race {
  /** The outcome of the install, after another client has stored a release of that name. */
  readonly what: string;
  readonly end: Refusal | null | Promise<never>;
  readonly more?: readonly string[];
}

const RACES: readonly Race[] = [
  { what: 'Tiller says that the name exists', end: null },
  {
    what: 'the connection breaks',
    end: { code: status.UNAVAILABLE, details: 'transport is closing' },
  },
  { what: 'Tiller gives no answer', end: never, more: ['--timeout', '1s'] },
  {
    what: 'the answer is odd',
    end: { code: status.INTERNAL, details: 'Response message parsing error' },
  },
  {
    what: 'Tiller says that it stored the release',
    end: { code: status.UNKNOWN, details: 'release failed: no objects visited' },
  },
  { what: 'the call is cancelled', end: { code: status.CANCELLED, details: 'cancelled' } },
];

describe.each(RACES)('a release of another client is there, and $what', ({ end, more = [] }) => {
  it('leaves that release alone, and says so', async () => {
    const front = await shared((store) => async (method, request) => {
      if (method !== 'InstallRelease') return null;
      await store(named(method, request));
      return end;
    });
    const { payload, found, stderr } = await probe(front, ...more);
    const { releaseName } = payload;
    expect(front.asked).toContain('InstallRelease');
    expect(front.asked).not.toContain('UninstallRelease');
    expect(payload.stored).toMatchObject({ ok: true, value: 'another' });
    expect(payload.purged).toMatchObject({ ok: false, failure: { kind: 'not-attempted' } });
    expect(found('probe-release-left')).toMatchObject({ outcome: 'skipped' });
    expect(stderr).toContain(
      `The release ${releaseName} that is stored now is not the one that this run sent; swiftcheck left that release as it is. Do not use the command above.`,
    );
    expect(await storedNames(front)).toEqual([...SMALL, releaseName]);
  });
});

it('does not purge twice if another client takes the name after the purge', async () => {
  const front = await shared((store) => {
    let purged = false;
    return async (method, request) => {
      if (method === 'UninstallRelease')
        return {
          code: status.UNAVAILABLE,
          details: 'transport is closing',
          passedOn: (purged = true),
        };
      if (method === 'GetReleaseStatus' && purged) await store(named(method, request));
      return null;
    };
  });
  const { payload, found } = await probe(front);
  expect(front.asked.filter((method) => method === 'UninstallRelease')).toHaveLength(1);
  expect(payload.purged).toMatchObject({ ok: true });
  expect(found('probe-release-left')).toMatchObject({ outcome: 'pass' });
  expect(await storedNames(front)).toEqual([...SMALL, payload.releaseName]);
});

describe('if the owner is unknown', () => {
  const forbidden = { code: status.UNKNOWN, details: 'configmaps is forbidden' };
  it.each<{ what: string; end: Refusal | Promise<never>; more?: readonly string[] }>([
    { what: 'is refused', end: forbidden },
    { what: 'breaks', end: { code: status.UNAVAILABLE, details: 'transport is closing' } },
    { what: 'has no answer', end: never, more: ['--timeout', '1s'] },
  ])('nothing is purged: the question $what', async ({ end, more = [] }) => {
    let sent = false;
    const front = await shared(() => (method) => {
      if (method === 'InstallRelease') sent = true;
      return method === 'GetReleaseStatus' && sent ? end : null;
    });
    const { payload, found, stderr, exitCode } = await probe(front, ...more);
    const { releaseName } = payload;
    expect(front.asked).not.toContain('UninstallRelease');
    const command = `helm --host ${front.tillerAddress} delete --purge ${releaseName}`;
    expect(found('probe-release-left')).toMatchObject({
      outcome: 'fail',
      facts: { name: releaseName, command, ownerKnown: false },
    });
    expect(stderr).toContain(
      `The throwaway release ${releaseName} was not purged: whether the release of that name is the one of this run is not known.`,
    );
    expect(stderr.trimEnd().endsWith(command)).toBe(true);
    expect(exitCode).toBe(1);
    expect(await storedNames(front)).toEqual([...SMALL, releaseName]);
  });

  it('nothing is installed: the question has no answer before the install', async () => {
    const front = await shared(
      () => (method) =>
        method === 'GetReleaseStatus'
          ? { code: status.UNIMPLEMENTED, details: 'unknown method' }
          : null,
    );
    const { found, stderr, exitCode } = await probe(front);
    expect(front.asked).not.toContain('InstallRelease');
    expect(found('payload-not-tried')).toMatchObject({ facts: { message: 'unknown method' } });
    expect(stderr).not.toContain('helm');
    expect(exitCode).toBe(3);
  });
});

describe('a release of this run is known by its mark, and purged', () => {
  it('where Tiller stores the release and gives no answer', async () => {
    const front = await shared(
      () => (method) =>
        method === 'InstallRelease'
          ? { code: status.UNAVAILABLE, details: 'transport is closing', passedOn: true }
          : null,
    );
    const { payload } = await probe(front);
    expect(payload).toMatchObject({
      installed: { ok: false },
      stored: { value: 'this-run' },
      purged: { ok: true },
    });
    expect(await storedNames(front)).toEqual(SMALL);
  });

  it('where Tiller has no status of it, because the install was cut off', async () => {
    let sent = false;
    const front = await shared(() => (method) => {
      if (method === 'InstallRelease') sent = true;
      return method === 'GetReleaseStatus' && sent
        ? { code: status.UNKNOWN, details: 'no objects visited' }
        : null;
    });
    const { payload } = await probe(front);
    expect(front.asked).toContain('GetReleaseContent');
    expect(payload).toMatchObject({ stored: { value: 'this-run' }, purged: { ok: true } });
    expect(payload.releaseName).toMatch(NAME);
    expect(await storedNames(front)).toEqual(SMALL);
  });
});
