// The look into a connection ends with the run, and then has nothing to add.
import { afterEach, expect, it } from 'vitest';
import { diagnoseConnection } from '../../src/net/connection-diagnosis.js';
import { startSilent, type FaultServer } from '../support/fault-server.js';
import { testRun } from '../support/run.js';

let mute: FaultServer | null = null;
afterEach(() => mute?.close());

async function look(run: ReturnType<typeof testRun>) {
  mute = await startSilent();
  const { port } = mute;
  const target = { hop: 'swiftcheck->tiller', host: '127.0.0.1', port, protocol: 'grpc' } as const;
  return diagnoseConnection({ ...target, tls: null }, run);
}

it('finds nothing where --max-time is over before', async () => {
  expect((await look(testRun({ maxTimeMs: 30 }))).found).toBeNull();
});

it('says that it was interrupted', async () => {
  const interrupt = new AbortController();
  const found = look(testRun({ interrupted: interrupt.signal }));
  setImmediate(() => interrupt.abort());
  expect((await found).found?.kind).toBe('interrupted');
});

it('has time of its own, beside that of the call', async () => {
  const { found, ms } = await look(testRun({ timeoutMs: 40 }));
  expect(found?.message).toContain('within 40 ms');
  expect(ms).toBeGreaterThan(30);
});

it('takes no more than the time of a call, and never more than 5 s', () => {
  expect(testRun({ timeoutMs: 60_000 }).diagnosisMs).toBe(5_000);
  expect(testRun({ timeoutMs: 4_999 }).diagnosisMs).toBe(4_999);
});
