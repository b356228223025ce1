// What a run reports of a list while it comes: one event for each message, or part of a body.
import { expect, it } from 'vitest';
import type { Call, Progress } from '../../src/evidence/calls.js';
import { labPair } from '../../src/cli/parse.js';
import { gather } from '../../src/gather/gather.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { labTargets } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

/** The evidence of a probe of a lab, and the events of its calls. */
async function probe(pair: string, data: string) {
  const lab = await startLab({ ...labPair(pair), data: dataSet(data) });
  try {
    const run = testRun();
    const targets = labTargets(lab);
    const evidence = await gather({ command: 'probe', targets, lab: null, payload: null }, run);
    return { evidence, calls: run.calls };
  } finally {
    await lab.close();
  }
}

function progress(calls: readonly Call[], name: string): Progress[] {
  return calls.flatMap((call) =>
    call.name === name && call.phase === 'progress' ? [call.progress] : [],
  );
}

it('reports each message of the direct list, and how many releases are to come', async () => {
  const { evidence, calls } = await probe('swift@0.11.1,tiller@2.13.0', 'chunks');
  const list = evidence.tiller.list;
  if (!list?.ok) throw new Error('the direct list failed');
  const events = progress(calls, 'Tiller ListReleases');
  expect(events.length).toBe(list.value.messages.length);
  expect(events.length).toBeGreaterThan(1);
  let [bytes, releases] = [0, 0];
  list.value.messages.forEach((message, index) => {
    bytes += message.bytes;
    releases += message.releases;
    expect(events[index]).toEqual({ bytes, releases, total: 6 });
  });
  expect(releases).toBe(6);
});

it('expects what Tiller gives, not what matches beyond its limit', async () => {
  const { calls } = await probe('swift@0.11.1,tiller@2.13.0', 'many');
  expect(progress(calls, 'Tiller ListReleases').at(-1)).toMatchObject({
    ...{ releases: 512, total: 512 },
  });
});

it("reports the parts of Swift's body, and does not guess what is to come", async () => {
  const { evidence, calls } = await probe('swift@0.11.1,tiller@2.13.0', 'many');
  const list = evidence.swift.list;
  const events = progress(calls, 'Swift list of all releases');
  expect(events.at(-1)).toEqual({ bytes: list?.http?.bodyBytes, releases: 512, total: null });
  events.reduce((before, after) => {
    expect(after.bytes).toBeGreaterThan(before.bytes);
    expect(after.releases).toBeGreaterThanOrEqual(before.releases);
    return after;
  });
});

it('names each call by itself, on its hop, from its start to its end', async () => {
  const { calls } = await probe('swift@0.9.0,tiller@2.10.0', 'seed');
  const phases = new Map<number, Call[]>();
  for (const call of calls) phases.set(call.id, [...(phases.get(call.id) ?? []), call]);
  for (const events of phases.values()) {
    expect(events[0]?.phase).toBe('started');
    expect(events.at(-1)?.phase).toBe('ended');
    expect(events.slice(1, -1).every(({ phase }) => phase === 'progress')).toBe(true);
    expect(new Set(events.map(({ name, hop }) => `${name} ${hop}`)).size).toBe(1);
  }
  const failed = calls.filter((call) => call.phase === 'ended' && !call.ok);
  expect(failed.map(({ name, hop }) => [name, hop])).toEqual([
    ['Swift list of all releases', 'swiftcheck->swift'],
  ]);
});
