// Every recorded answer of the real programs, predicted.
import { describe, expect, it } from 'vitest';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest, Prediction, PredictionRequest } from '../../src/predict/types.js';
import {
  dataSet,
  recordedLists,
  recordedResponses,
  swiftOf,
  tillerOf,
  type RecordedResponse,
} from './ground-truth.js';

const responses = recordedResponses();
const lists = recordedLists();

it('covers the whole record', () => {
  expect(responses.length + lists.length).toBe(700);
});

/**
 * The table of objects in a status is Kubernetes' and Tiller's matter; its width changes with the
 * age of the objects. The prediction is given its length as recorded: in the body, or where that
 * is an error, in the body of another Swift in front of the same Tiller.
 */
function recordedTable({ tiller, dataset, body }: RecordedResponse): number {
  const bodies = [
    body,
    ...responses
      .filter((other) => {
        return other.request === 'status' && other.tiller === tiller && other.dataset === dataset;
      })
      .map((other) => other.body),
  ];
  for (const text of bodies) {
    const table = /"resources":("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
    if (table !== undefined) return Buffer.byteLength(JSON.parse(table) as string);
  }
  throw new Error('no table on record');
}

function requestOf(line: RecordedResponse): PredictionRequest {
  const url = new URL(line.path, 'http://swift');
  const query = url.searchParams;
  if (url.pathname === '/version/json') return { kind: 'version' };
  if (url.pathname === '/releases/json') {
    const sortBy = query.get('sort_by');
    return {
      kind: 'list',
      all: query.get('all') === 'true',
      limit: Number(query.get('limit') ?? 0),
      offset: query.get('offset') ?? '',
      namespace: query.get('namespace') ?? '',
      ...(sortBy === null ? {} : { sortBy: sortBy as NonNullable<ListRequest['sortBy']> }),
    };
  }
  const [, name = '', kind] =
    /^\/releases\/([^/]+)\/(?:(content|status)\/)?json$/.exec(url.pathname) ?? [];
  if (kind === 'content') return { kind, name };
  if (kind === 'status') return { kind, name, tableBytes: recordedTable(line) };
  return { kind: 'history', name, max: Number(query.get('max')) };
}

/** What of a body a prediction says something about. */
function seen(line: RecordedResponse): unknown {
  if (line.status !== 200) return JSON.parse(line.body) as unknown;
  if (line.names !== undefined) return line.names;
  return /^\{(?:"release":\{)?"name":"([^"]+)"/.exec(line.body)?.[1] ?? line.body;
}

function said({ failure, releases, tillerVersion }: Prediction, line: RecordedResponse): unknown {
  if (failure) return { code: failure.grpcCode, message: failure.message };
  if (tillerVersion !== null) return JSON.stringify({ Version: { sem_ver: tillerVersion } });
  if (typeof line.names === 'number') return releases.length;
  const names = releases.map(({ name }) => name);
  return line.names ? names : names[0];
}

describe.each(responses.map((line) => [line.swift, line.tiller, line.dataset, line.path, line]))(
  'Swift %s, Tiller %s, %s: %s',
  (swift, tiller, dataset, _path, line) => {
    it('is predicted', () => {
      const request = requestOf(line);
      const prediction = predict(request, swiftOf(swift), tillerOf(tiller), dataSet(dataset));
      expect(prediction.httpStatus).toBe(line.status);
      expect(said(prediction, line)).toEqual(seen(line));
      expect(prediction.certain).toBe(true);
    });
  },
);

describe.each(lists)('Tiller $tiller, $dataset: a direct list', ({ tiller, dataset, direct }) => {
  it('is predicted', () => {
    const request: ListRequest = { kind: 'list', all: true };
    const prediction = predict(request, null, tillerOf(tiller), dataSet(dataset));
    const sizes = prediction.messages.map(({ size }) => size);
    const releases = prediction.messages.flatMap((message) => message.releases);
    const names = releases.map(({ name }) => name);
    expect(prediction.httpStatus).toBeNull();
    expect(prediction.releases).toEqual(releases);
    expect(sizes.every(({ min, max }) => min === max)).toBe(true);
    if ('code' in direct) {
      expect(prediction.grpcCode).toBe(direct.code);
      expect(prediction.failure?.message).toBe(direct.details);
      expect({ sizes: sizes.map(({ bytes }) => bytes), names }).toEqual(direct.partial);
      return;
    }
    expect(prediction.failure).toBeNull();
    expect(sizes.map(({ bytes }) => bytes)).toEqual(direct.sizes);
    expect(typeof direct.names === 'number' ? names.length : names).toEqual(direct.names);
    const sample = releases.slice(0, direct.relSizes.length);
    expect(sample.map(({ bytes }) => bytes)).toEqual(direct.relSizes);
    const { next, count, total } = direct;
    expect(prediction.list ?? { next: '', count: 0, total: 0 }).toEqual({ next, count, total });
  });
});
