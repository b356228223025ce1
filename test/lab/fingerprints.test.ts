// Every recorded odd request to real Swifts, with status, headers and body, asked of the lab.
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SwiftRelease } from '../../src/knowledge/types.js';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.js';
import { http } from '../support/lab-client.js';

interface Row {
  readonly swift: string;
  readonly probe: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly body: string;
}

const rows = readFileSync('fixtures/ground-truth/fingerprints.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const swifts = [...new Set(rows.map(({ swift }) => swift))];

const running: Lab[] = [];
async function start(swift: string, options: Partial<LabOptions> = {}): Promise<Lab> {
  const [swiftRelease, tillerRelease] = [findSwift(swift), findTiller('2.9.1')];
  if (!swiftRelease || !tillerRelease) throw new Error('no such release');
  const data = dataSet('small');
  const lab = await startLab({ swift: swiftRelease, tiller: tillerRelease, data, ...options });
  running.push(lab);
  return lab;
}
async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((lab) => lab.close()));
}

describe.each(swifts)('Swift %s', (swift) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await start(swift);
  });
  afterAll(stopAll);

  const recorded = rows.filter((row) => row.swift === swift && row.probe !== 'tiller_down');

  it('has 25 recorded probes', () => {
    expect(recorded).toHaveLength(25);
  });

  it.each(recorded.map((row) => [row.probe, row] as const))('%s', async (_, row) => {
    // The recorder's client closes the connection after a HEAD, as it says beforehand.
    const headers = row.headers['connection'] === 'close' ? { connection: 'close' } : {};
    const answer = await http(`${lab.swiftUrl}${row.path}`, {
      method: row.method,
      headers: { connection: 'keep-alive', ...headers },
    });
    const { date, ...others } = answer.headers;
    expect(date).toBeDefined();
    expect(others).toEqual(row.headers);
    expect(answer.status).toBe(row.status);
    expect(answer.body).toHaveLength(row.bytes);
    const whole = !row.body.endsWith('…');
    const expected = whole ? row.body : row.body.slice(0, -1);
    expect(answer.body.toString().slice(0, whole ? undefined : expected.length)).toBe(expected);
  });
});

describe('Tiller stopped', () => {
  afterEach(stopAll);

  const release = (version: string): SwiftRelease => {
    const found = findSwift(version);
    if (!found) throw new Error('no such release');
    return found;
  };
  const down = (row: Row) => row.probe === 'tiller_down';
  const answered = rows.filter((row) => down(row) && 'status' in row);
  const hanging = rows.filter((row) => down(row) && !('status' in row));

  it('was recorded for every Swift', () => {
    expect([answered.length, hanging.length]).toEqual([2, 4]);
  });

  it.each(answered.map((row) => [row.swift, row] as const))('%s says so', async (swift, row) => {
    expect(release(swift).tillerDialTimeoutSeconds).toBe(5);
    const lab = await start(swift, { tillerDown: true, swiftTimeouts: { dialMs: 50 } });
    const answer = await http(`${lab.swiftUrl}/tiller/v2/version/json`);
    expect(answer.headers).toMatchObject(row.headers);
    expect({ status: answer.status, body: answer.body.toString() }).toEqual({
      status: row.status,
      body: row.body,
    });
  });

  it.each(hanging.map(({ swift }) => swift))(
    '%s leaves the client waiting, and answers what needs no Tiller',
    async (swift) => {
      const lab = await start(swift, { tillerDown: true });
      const patience = new AbortController();
      let answer: unknown = 'none yet';
      const waiting = http(`${lab.swiftUrl}/tiller/v2/version/json`, { signal: patience.signal });
      const over = waiting.then(
        (early) => (answer = early),
        (error: unknown) => (answer = error),
      );
      expect((await http(lab.swiftUrl)).status).toBe(501);
      expect((await http(`${lab.swiftUrl}/tiller/v2/releases/json?all=maybe`)).status).toBe(400);
      expect(answer).toBe('none yet');
      patience.abort();
      await over;
      expect(answer).toMatchObject({ name: 'AbortError' });
    },
  );

  it.each(hanging.map(({ swift }) => swift))(
    '%s closes the connection where its write timeout is over first',
    async (swift) => {
      const { tillerDialTimeoutSeconds, httpWriteTimeoutSeconds } = release(swift);
      expect(tillerDialTimeoutSeconds).toBeGreaterThan(httpWriteTimeoutSeconds);
      const lab = await start(swift, {
        tillerDown: true,
        swiftTimeouts: { dialMs: 60, writeMs: 1 },
      });
      await expect(http(`${lab.swiftUrl}/tiller/v2/version/json`)).rejects.toThrow(
        'socket hang up',
      );
    },
  );

  it.each(hanging.map(({ swift }) => swift))('%s says so with a shorter timeout', async (swift) => {
    const lab = await start(swift, { tillerDown: true, swiftTimeouts: { dialMs: 50 } });
    const answer = await http(`${lab.swiftUrl}/tiller/v2/version/json`);
    const { httpStatus, grpcCode, message } = release(swift).dialTimedOut;
    expect(answer.status).toBe(httpStatus);
    expect(JSON.parse(answer.body.toString())).toEqual({ code: grpcCode, message });
  });
});
