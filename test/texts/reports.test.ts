// Texts from reports: who asked whom, why, and what must not be said.
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/texts/recognise.js';
import { stepTexts } from '../support/findings.js';
import { OF_OTHERS, PASTED } from './pasted-threads.js';
import { FIRST_SIGHT } from './first-sight.js';
import { OF_OTHER_SYSTEMS, PERHAPS_OF_OTHERS, PUBLIC_THREADS } from './public-threads.js';
import { REPORTS } from './reports.js';
import { THREADS } from './threads.js';

describe('a text that was met', () => {
  it.each(
    [...REPORTS, ...THREADS, ...PUBLIC_THREADS, ...FIRST_SIGHT].map(
      (report) => [report.text, report] as const,
    ),
  )('%j', (text, report) => {
    const found = recognise(text);
    const [first] = found;
    expect(first).toMatchObject({ id: report.id, hops: report.hops });
    expect(first?.cause).toMatch(report.cause);
    for (const { cause, steps } of found) {
      const said = [cause, ...stepTexts(steps)].join('\n');
      if (report.not) expect(said).not.toMatch(report.not);
      expect(said).not.toMatch(/undefined/);
    }
  });
});

describe('a text as it was pasted', () => {
  it.each(PASTED.map((pasted) => [pasted.text, pasted] as const))(
    '%j has its code, and what decides between its hops',
    (text, { code, decides, hops }) => {
      const [first] = recognise(text);
      expect(first).toMatchObject({ hops, ...(code !== undefined && { grpcCode: code }) });
      if (decides) expect(first?.decides).toMatch(decides);
      if (hops.length === 1) expect(first).not.toHaveProperty('decides');
    },
  );

  it.each(OF_OTHERS)('of another program or no failure means nothing: %j', (text) => {
    expect(recognise(text)).toEqual([]);
  });

  it.each(OF_OTHER_SYSTEMS)('of another system means nothing (%s): %j', (_from, text) => {
    expect(recognise(text)).toEqual([]);
  });
});

it.each(PERHAPS_OF_OTHERS)('is certain of nothing that others say, too (%s): %j', (_from, text) => {
  const certainties = recognise(text).map(({ certainty }) => certainty);
  expect(certainties).not.toEqual([]);
  expect(certainties).not.toContain('certain');
});

it('says nothing of the URL of another system', () => {
  const text =
    'Error response from daemon: Get https://gcr.io/v2/: dial tcp: lookup gcr.io: no such host';
  expect(recognise(text)).toEqual([]);
});

describe('a log', () => {
  const line = (second: number, text: string) =>
    `W1119 10:00:${String(second).padStart(2, '0')}.000000 1 clientconn.go:1208] ${text}`;
  const log = Array.from({ length: 40 }, (_, second) => [
    line(second, 'Failed to extract ServerMetadata from context'),
    line(
      second,
      'grpc: addrConn.createTransport failed to connect to {tiller-deploy:44134 0  <nil>}. Err :connection error: desc = "transport: Error while dialing dial tcp 10.0.0.7:44134: connect: connection refused". Reconnecting...',
    ),
    line(second, 'http: response {"code":4,"message":"context deadline exceeded"}'),
  ])
    .flat()
    .join('\n');

  it('yields each problem once, with its number, the cause before what follows from it', () => {
    expect(recognise(log).map(({ id, count }) => [id, count])).toEqual([
      ['refused', 40],
      ['swift-deadline', 40],
      ['gateway-note', 40],
    ]);
  });

  it('keeps the lines of two programs apart', () => {
    const found = recognise(
      [
        line(
          1,
          'Get https://192.0.2.1/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 192.0.2.1:443: i/o timeout',
        ),
        line(
          2,
          'list: failed to list: Get https://10.0.0.1:443/api/v1/namespaces/kube-system/secrets?labelSelector=OWNER%3DTILLER: dial tcp 10.0.0.1:443: i/o timeout',
        ),
      ].join('\n'),
    );
    expect(found.map(({ hops }) => hops)).toEqual([['client->kubernetes'], ['tiller->storage']]);
  });
});
