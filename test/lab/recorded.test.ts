// Every recorded answer of real Swifts in front of real Tillers, asked of the lab over real sockets.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { dataSet, type DataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { fieldsOf } from '../../src/wire/fields.js';
import { http, listMessage, TillerClient } from '../support/lab-client.js';

interface SwiftRow {
  readonly tiller: string;
  readonly dataset: string;
  readonly swift: string;
  readonly request: string;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  /** The names, or how many if there are many. */
  readonly names?: readonly string[] | number;
  /** At most 600 characters; with `…` at its end where it was longer. */
  readonly body: string;
}

interface DirectRow {
  readonly tiller: string;
  readonly dataset: string;
  readonly direct: {
    readonly sizes?: readonly number[];
    readonly names?: readonly string[] | number;
    readonly relSizes?: readonly number[];
    readonly next?: string;
    readonly count?: number;
    readonly total?: number;
    readonly code?: number;
    readonly details?: string;
    readonly partial?: { readonly sizes: readonly number[]; readonly names: readonly string[] };
  };
}

const rows = readFileSync('fixtures/ground-truth/responses.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SwiftRow | DirectRow);
const swiftRows = rows.filter((row) => 'swift' in row);
const directRows = rows.filter((row) => 'direct' in row);

/**
 * The one volatile thing in an answer is the age of the objects in a status, and sizes that depend on
 * it. It is not excused: the clock is set to when the row was recorded, so that the age is the same.
 * A row whose body does not show the age has it from another one of the same status.
 */
function setClock(row: SwiftRow): void {
  const shown = swiftRows.find(
    (other) =>
      other.tiller === row.tiller &&
      other.path === row.path &&
      (other === row || !showsAge(row)) &&
      showsAge(other),
  );
  const [, minutes] = AGE.exec(shown?.body ?? '') ?? [];
  const [, deployed] = /"last_deployed":"([^"]+)"/.exec(shown?.body ?? '') ?? [];
  if (minutes === undefined) throw new Error(`no age is recorded for ${row.path}`);
  const name = row.path.split('/')[1] ?? '';
  const seconds =
    deployed === undefined ? deployedAt(row.dataset, name) : Date.parse(deployed) / 1000;
  vi.setSystemTime((seconds + Number(minutes) * 60 + 1) * 1000);
}

const AGE = /AGE\\n\S+ +\d+ +(\d+)m\\n/;
const showsAge = (row: SwiftRow) => AGE.test(row.body);

function deployedAt(dataset: string, name: string): number {
  const release = sets.get(dataset)?.releases.find((other) => other.name === name);
  if (!release) throw new Error(`no ${name} in ${dataset}`);
  return release.lastDeployed;
}

const sets = new Map<string, DataSet>();
function set(name: string): DataSet {
  const known = sets.get(name) ?? dataSet(name);
  sets.set(name, known);
  return known;
}

function start(swift: string, tiller: string, data: string): Promise<Lab> {
  const [swiftRelease, tillerRelease] = [findSwift(swift), findTiller(tiller)];
  if (!swiftRelease || !tillerRelease) throw new Error('no such release');
  return startLab({ swift: swiftRelease, tiller: tillerRelease, data: set(data) });
}

function namesIn(body: Buffer): string[] {
  const { releases = [] } = JSON.parse(body.toString()) as { releases?: { name: string }[] };
  return releases.map(({ name }) => name);
}

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe('through Swift', () => {
  const combinations = new Set(
    swiftRows.map(({ swift, tiller, dataset }) => `${swift} ${tiller} ${dataset}`),
  );
  it('covers what was recorded', () => {
    expect(swiftRows.length + directRows.length).toBe(700);
    expect(combinations.size).toBe(6 * 2 * 8);
  });

  // Where tests do not run at length: each data set with each Tiller and one Swift, which changes from set to set.
  const swifts = new Set(swiftRows.map(({ swift }) => swift)).size;
  const tried = [...combinations].filter(
    (_, index) => inject('thorough') || (index + Math.floor(index / swifts)) % swifts === 0,
  );
  it.each(tried)('%s', async (combination) => {
    const [swift = '', tiller = '', data = ''] = combination.split(' ');
    const lab = await start(swift, tiller, data);
    try {
      for (const row of swiftRows) {
        if (row.swift !== swift || row.tiller !== tiller || row.dataset !== data) continue;
        if (row.request === 'status') setClock(row);
        const answer = await http(`${lab.swiftUrl}/tiller/v2/${row.path}`);
        const expected = row.body.endsWith('…') ? row.body.slice(0, -1) : row.body;
        expect(
          {
            status: answer.status,
            bytes: answer.body.length,
            body: answer.body.subarray(0, Buffer.byteLength(expected)).toString(),
          },
          row.request,
        ).toEqual({ status: row.status, bytes: row.bytes, body: expected });
        if (!row.body.endsWith('…')) expect(answer.body.toString()).toBe(row.body);
        if (row.names === undefined) continue;
        const names = namesIn(answer.body);
        expect(typeof row.names === 'number' ? names.length : names, row.request).toEqual(
          row.names,
        );
      }
    } finally {
      await lab.close();
    }
  });
});

describe('straight to Tiller', () => {
  const ALL_STATUSES = [0, 1, 2, 3, 4, 5, 6, 7, 8];

  it.each(directRows.map((row) => [`${row.tiller} ${row.dataset}`, row] as const))(
    '%s',
    async (_, { tiller, dataset, direct }) => {
      const lab = await start('0.12.1', tiller, dataset);
      const client = new TillerClient(lab.tillerAddress, `v${tiller}`);
      try {
        const list = await client.list({ status_codes: ALL_STATUSES });
        expect({ code: list.code, details: list.details }).toEqual({
          code: direct.code ?? 0,
          details: direct.details ?? '',
        });
        const { sizes, names } = direct.partial ?? direct;
        expect(list.messages.map((message) => message.length)).toEqual(sizes);
        const decoded = list.messages.map(listMessage);
        const given = decoded.flatMap(({ releases }) => releases.map(({ name }) => name));
        expect(typeof names === 'number' ? given.length : given).toEqual(names);
        for (const { count, next, total } of decoded) {
          if (direct.partial) continue;
          expect({ count, next, total }).toEqual({
            count: direct.count,
            next: direct.next,
            total: direct.total,
          });
        }
        expect(sizesOf(list.messages).slice(0, direct.relSizes?.length ?? 0)).toEqual(
          direct.relSizes ?? [],
        );
      } finally {
        client.close();
        await lab.close();
      }
    },
  );
});

function sizesOf(messages: readonly Buffer[]): number[] {
  return messages.flatMap((message) =>
    fieldsOf(message)
      .filter(({ id }) => id === 4)
      .map(({ value }) => value.length),
  );
}
