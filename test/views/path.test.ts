// The hops of a call: what is known of each, and what is not.
import { describe, expect, it } from 'vitest';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { hopLimits } from '../../src/views/limits.js';
import { pathOf } from '../../src/views/path.js';
import { cases as STORAGE_CASES } from '../../src/checks/storage-driver-differs/cases.js';
import {
  SEED,
  SMALL,
  atSwift,
  atTiller,
  behindApiServer,
  cutList,
  direct,
  evidence,
  failed,
  ok,
  shown,
  swiftError,
  tillerError,
  tillerUnanswered,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0' },
  directList: ok(direct([SEED])),
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const judged = (overrides: Overrides) => judge(evidence(overrides));

describe('the path', () => {
  const hopOf = (overrides: Overrides, hop: string) => {
    const { viaSwift, direct: straight, storage } = pathOf(judged(overrides));
    return [...viaSwift, straight, storage].find((each) => each?.hop === hop);
  };

  it('marks the hop that fails, with the recorded numbers', () => {
    const failing = hopOf(INCIDENT, 'swift->tiller');
    expect(failing?.findings.map(({ code }) => code)).toContain('list-over-receive-limit');
    expect(failing).toMatchObject({
      limit: { kind: 'bytes', bytes: 4_194_304 },
      largest: { bytes: 4_195_325, how: 'refused' },
    });
    expect(hopOf(INCIDENT, 'swiftcheck->tiller')).toMatchObject({
      findings: [],
      limit: { kind: 'bytes', bytes: 20_971_520 },
      largest: { bytes: 4_195_325, how: 'measured' },
    });
    // Nothing came as far as the gateway.
    expect(hopOf(INCIDENT, 'gateway->swift')).toMatchObject({ findings: [], largest: null });
  });

  it('distinguishes a hop where some calls fail from one where the run fails, and shows the size', () => {
    const cured = hopOf({ swift: '0.11.1', tiller: 'v2.13.0', stored: SEED }, 'gateway->swift');
    if (!cured) throw new Error('there is such a hop');
    expect(cured).toMatchObject({ state: 'warns', predicted: true });
    // The release of 4,194,652 bytes with a tag and four bytes of length; the list itself is small.
    expect(cured).toMatchObject({
      limit: { kind: 'bytes', bytes: 4_194_304 },
      largest: { bytes: 4_194_657, how: 'content of a release, computed' },
    });
  });

  it('marks both calls to a Tiller that cannot send its list, and whose limit it is', () => {
    const text = 'trying to send message larger than max (23069092 vs. 20971520)';
    const over: Overrides = {
      ...{ swift: '0.9.0', tiller: 'v2.10.0' },
      directList: { ...tillerError(8, text) },
      swiftList: swiftError(403, 8, text),
    };
    for (const hop of ['swift->tiller', 'swiftcheck->tiller']) {
      const facts = hopOf(over, hop);
      expect(facts?.findings.map(({ code }) => code)).toEqual(['list-over-send-limit']);
      expect(facts).toMatchObject({
        limit: { kind: 'bytes', bytes: 20_971_520 },
        largest: { bytes: 23_069_092, how: 'refused' },
      });
    }
    expect(hopOf(over, 'swift->tiller')?.receiveLimit).toEqual({ kind: 'bytes', bytes: 4_194_304 });
  });

  it('leads on to the storage only if the report says something about the storage', () => {
    const [{ raisedBy, notBy }] = STORAGE_CASES;
    const hop = hopOf(raisedBy, 'tiller->storage');
    expect(hop?.findings.map(({ code }) => code)).toEqual(['storage-driver-differs']);
    expect(hopOf(notBy, 'tiller->storage')).toBeUndefined();
  });

  it('computes what Swift makes of a list that passes', () => {
    const passes = hopOf({ stored: SMALL }, 'gateway->swift');
    // Three summaries of 120 bytes, each framed by two.
    expect(passes?.largest).toEqual({ bytes: 366, how: 'computed' });
  });

  it('names no limit where the releases that Swift may be differ', () => {
    expect(hopOf({ swift: null }, 'swift->tiller')?.limit.kind).toBe('unknown');
    expect(hopLimits(judged({ swift: '0.6.0' }).analysis).receive).toEqual({ kind: 'none' });
  });

  const states = (overrides: Overrides) => {
    const { viaSwift, direct: straight } = pathOf(judged(overrides));
    return [...viaSwift, straight].map(({ state }) => state);
  };

  it('calls a hop sound only if a call passed the hop', () => {
    expect(states({})).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(states({ ...atSwift('refused'), ...atTiller('refused') })).toEqual([
      ...['fails', 'not-checked', 'not-checked', 'fails'],
    ]);
    // The API server answered for a Service without a pod.
    expect(states(behindApiServer(503, 'no endpoints available for service "swift"'))).toEqual([
      ...['ok', 'fails', 'not-checked', 'not-checked', 'ok'],
    ]);
    // Swift's own words about Tiller came through the gateway.
    const unanswered = (message: string) =>
      states(tillerUnanswered('swift-error', { httpStatus: 500, grpcCode: 14, message }));
    expect(unanswered('dial tcp 10.0.0.1:44134: connect: connection refused')).toEqual([
      ...['ok', 'ok', 'fails', 'ok'],
    ]);
    // Silence: the gateway answers, and nothing says how far the call came.
    expect(states(tillerUnanswered('no-answer'))).toEqual([
      ...['ok', 'not-checked', 'fails', 'ok'],
    ]);
  });

  it('calls no hop broken where the call passed, or was not made', () => {
    expect(states(cutList(2_000))).toEqual(['ok', 'ok', 'ok', 'warns']);
    expect(states({ directList: ok(direct([[...SMALL, ...SMALL]])) }).at(-1)).not.toBe('fails');
    const late: Overrides = { directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }) };
    expect(judged(late).findings.map(({ code }) => code)).toContain('out-of-time');
    expect(states(late).at(-1)).toBe('ok');
  });

  it('draws the path of each finding: broken, passed with a wrong answer, or predicted', () => {
    const pathsOf = (overrides: Overrides) =>
      Object.fromEntries(
        judged(overrides)
          .findings.filter(isRaised)
          .map(({ code, path }) => [code, path]),
      );
    expect(pathsOf(INCIDENT)).toMatchObject({
      'list-over-receive-limit': 'swiftcheck -> Swift gateway -> Swift -X-> Tiller',
      'content-over-limit': 'swiftcheck -> Swift gateway -> Swift -X-> Tiller (predicted)',
      'pair-undocumented': null,
    });
    expect(pathsOf(cutList(2_000))).toMatchObject({ 'list-truncated': 'swiftcheck -!-> Tiller' });
  });

  it('takes the size of an error for no size of a list', () => {
    const http = { status: 403, bodyBytes: 83, corsHeaders: false };
    const list = { ...tooLarge(4_195_325, 4_194_304), http };
    expect(hopOf({ ...INCIDENT, swiftList: list }, 'swiftcheck->swift')?.largest).toBeNull();
    const passed = hopOf({ swiftList: { ...shown(SMALL), http } }, 'swiftcheck->swift');
    expect(passed?.largest).toEqual({ bytes: 83, how: 'measured' });
  });

  it('begins with the API server if the run connects through the API server', () => {
    const { viaSwift } = pathOf(judged({ viaApiServer: true }));
    expect(viaSwift.map(({ from, to }) => `${from} ${to}`).slice(0, 2)).toEqual([
      'swiftcheck API server',
      'API server Swift gateway',
    ]);
  });
});
