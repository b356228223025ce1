// Every Tiller 2.x release, as read from the tagged sources; the record is
// fixtures/ground-truth/versions.json, and a test holds the two equal. Releases share their facts by
// era; each era says what changed against the one before it.
import { DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_LIST_LIMIT, TILLER_MESSAGE_LIMIT } from './limits.js';
import type { TillerRelease } from './types.js';

type Era = Omit<TillerRelease, 'version' | 'date'>;

/** 2.0.0 and 2.0.1: gRPC's defaults. */
const fourMebibytes: Era = {
  receiveLimitBytes: DEFAULT_GRPC_RECEIVE_LIMIT,
  sendLimitBytes: null,
  listDelivery: 'one message',
  chunkBufferReuse: false,
  defaultListLimit: TILLER_LIST_LIMIT,
  sortsByChartName: false,
  requestRefusal: 'length exceeding the max size',
  namesRefusedVersions: false,
  statusTable: 'kubectl before 1.12',
};

/** 2.0.2 to 2.3.0: requests up to 10 MiB. */
const tenMebibytes: Era = { ...fourMebibytes, receiveLimitBytes: 10 * 1024 * 1024 };

/** 2.2.0 to 2.3.0: a client that is refused learns both versions. */
const namedVersions: Era = { ...tenMebibytes, namesRefusedVersions: true };

/** 2.3.1 to 2.7.2: requests up to 20 MiB. */
const twentyMebibytes: Era = { ...namedVersions, receiveLimitBytes: TILLER_MESSAGE_LIMIT };

/** 2.8.0: a newer gRPC library, with other words for a request that is too large. */
const unboundedSend: Era = { ...twentyMebibytes, requestRefusal: 'larger than max' };

/** 2.8.1 and 2.8.2: answers, too, up to 20 MiB. */
const boundedSend: Era = { ...unboundedSend, sendLimitBytes: TILLER_MESSAGE_LIMIT };

/** 2.9.0 to 2.10.0: a long list comes in chunks, which overwrite each other. */
const sharedChunkBuffer: Era = { ...boundedSend, listDelivery: 'chunks', chunkBufferReuse: true };

/** 2.11.0: each chunk has a buffer of its own; lists can be sorted by the chart's name. */
const chunks: Era = { ...sharedChunkBuffer, chunkBufferReuse: false, sortsByChartName: true };

/** 2.12.0 and newer: tables as kubectl 1.12 prints them. */
const newerTables: Era = { ...chunks, statusTable: 'kubectl 1.12' };

/** In the order of their version numbers. */
export const TILLER_RELEASES: readonly TillerRelease[] = [
  { ...fourMebibytes, version: '2.0.0', date: '2016-11-16' },
  { ...fourMebibytes, version: '2.0.1', date: '2016-12-01' },
  { ...tenMebibytes, version: '2.0.2', date: '2016-12-06' },
  { ...tenMebibytes, version: '2.1.0', date: '2016-12-13' },
  { ...tenMebibytes, version: '2.1.1', date: '2016-12-20' },
  { ...tenMebibytes, version: '2.1.2', date: '2016-12-20' },
  { ...tenMebibytes, version: '2.1.3', date: '2016-12-22' },
  { ...namedVersions, version: '2.2.0', date: '2017-02-14' },
  { ...namedVersions, version: '2.2.1', date: '2017-02-24' },
  { ...namedVersions, version: '2.2.2', date: '2017-03-06' },
  { ...namedVersions, version: '2.2.3', date: '2017-03-16' },
  { ...namedVersions, version: '2.3.0', date: '2017-04-06' },
  { ...twentyMebibytes, version: '2.3.1', date: '2017-04-13' },
  { ...twentyMebibytes, version: '2.4.0', date: '2017-05-02' },
  { ...twentyMebibytes, version: '2.4.1', date: '2017-05-03' },
  { ...twentyMebibytes, version: '2.4.2', date: '2017-05-17' },
  { ...twentyMebibytes, version: '2.5.0', date: '2017-06-19' },
  { ...twentyMebibytes, version: '2.5.1', date: '2017-07-24' },
  { ...twentyMebibytes, version: '2.6.0', date: '2017-08-16' },
  { ...twentyMebibytes, version: '2.6.1', date: '2017-08-31' },
  { ...twentyMebibytes, version: '2.6.2', date: '2017-09-18' },
  { ...twentyMebibytes, version: '2.7.0', date: '2017-10-23' },
  { ...twentyMebibytes, version: '2.7.1', date: '2017-11-14' },
  { ...twentyMebibytes, version: '2.7.2', date: '2017-11-15' },
  { ...unboundedSend, version: '2.8.0', date: '2018-01-22' },
  { ...boundedSend, version: '2.8.1', date: '2018-02-08' },
  { ...boundedSend, version: '2.8.2', date: '2018-03-09' },
  { ...sharedChunkBuffer, version: '2.9.0', date: '2018-04-26' },
  { ...sharedChunkBuffer, version: '2.9.1', date: '2018-05-14' },
  { ...sharedChunkBuffer, version: '2.10.0', date: '2018-08-08' },
  { ...chunks, version: '2.11.0', date: '2018-09-19' },
  { ...newerTables, version: '2.12.0', date: '2018-12-05' },
  { ...newerTables, version: '2.12.1', date: '2018-12-19' },
  { ...newerTables, version: '2.12.2', date: '2019-01-14' },
  { ...newerTables, version: '2.12.3', date: '2019-01-22' },
  { ...newerTables, version: '2.13.0', date: '2019-02-20' },
  { ...newerTables, version: '2.13.1', date: '2019-03-08' },
  { ...newerTables, version: '2.14.0', date: '2019-05-09' },
  { ...newerTables, version: '2.14.1', date: '2019-05-19' },
  { ...newerTables, version: '2.14.2', date: '2019-03-30' },
  { ...newerTables, version: '2.14.3', date: '2019-07-26' },
  { ...newerTables, version: '2.15.0', date: '2019-10-18' },
  { ...newerTables, version: '2.15.1', date: '2019-10-18' },
  { ...newerTables, version: '2.15.2', date: '2019-10-29' },
  { ...newerTables, version: '2.16.0', date: '2019-10-23' },
  { ...newerTables, version: '2.16.1', date: '2019-11-06' },
  { ...newerTables, version: '2.16.2', date: '2019-11-06' },
  { ...newerTables, version: '2.16.3', date: '2020-02-13' },
  { ...newerTables, version: '2.16.4', date: '2020-03-20' },
  { ...newerTables, version: '2.16.5', date: '2020-03-25' },
  { ...newerTables, version: '2.16.6', date: '2020-03-30' },
  { ...newerTables, version: '2.16.7', date: '2020-04-28' },
  { ...newerTables, version: '2.16.8', date: '2020-06-10' },
  { ...newerTables, version: '2.16.9', date: '2020-06-15' },
  { ...newerTables, version: '2.16.10', date: '2020-08-11' },
  { ...newerTables, version: '2.16.11', date: '2020-09-17' },
  { ...newerTables, version: '2.16.12', date: '2020-09-18' },
  { ...newerTables, version: '2.17.0', date: '2020-10-19' },
];
