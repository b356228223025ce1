// Every release of Swift, as read from its tagged sources and recorded from running releases; the
// record is fixtures/ground-truth/versions.json, and a test holds the two equal. Releases share
// their facts by era; each era says what changed against the one before it.
import { DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_MESSAGE_LIMIT } from './limits.js';
import type { SwiftRelease } from './types.js';

type Era = Omit<
  SwiftRelease,
  'version' | 'date' | 'documentedTiller' | 'helmLibrary' | 'grpcLibrary'
>;

const CLOSED_INTERNAL = { httpStatus: 500, grpcCode: 13, message: 'transport is closing' };
const CLOSED_UNAVAILABLE = { httpStatus: 503, grpcCode: 14, message: 'transport is closing' };

/** 0.1.0 to 0.4.0: gRPC without limits; a list without `namespace` shows namespace `default`. */
const defaultNamespaceOnly: Era = {
  tillerReceiveLimitBytes: null,
  gatewayReceiveLimitBytes: null,
  requestLimitBytes: DEFAULT_GRPC_RECEIVE_LIMIT,
  requestRefusal: 'length exceeding the max size',
  readsWholeListStream: false,
  allIncludesPendingStatuses: false,
  unsetNamespaceMeans: 'default',
  knowsAllReleaseFields: false,
  tlsToTiller: false,
  tillerDialTimeoutSeconds: 5,
  httpWriteTimeoutSeconds: 30,
  emptyStream: { httpStatus: 400, grpcCode: 11, message: 'EOF' },
  dialTimedOut: { httpStatus: 408, grpcCode: 4, message: 'context deadline exceeded' },
  tillerSpeaksTls: CLOSED_INTERNAL,
  connectionClosed: CLOSED_INTERNAL,
  corsHeaders: false,
};

/** 0.5.0 to 0.6.0: a list without `namespace` shows all namespaces. */
const unlimited: Era = { ...defaultNamespaceOnly, unsetNamespaceMeans: 'all namespaces' };

/** 0.7.0: a newer gRPC library whose default, 4 MiB, Swift did not raise on either hop. TLS to Tiller. */
const fourMebibytes: Era = {
  ...unlimited,
  tillerReceiveLimitBytes: DEFAULT_GRPC_RECEIVE_LIMIT,
  gatewayReceiveLimitBytes: DEFAULT_GRPC_RECEIVE_LIMIT,
  requestRefusal: 'larger than max',
  tlsToTiller: true,
  tillerSpeaksTls: CLOSED_UNAVAILABLE,
  connectionClosed: CLOSED_UNAVAILABLE,
  corsHeaders: null,
};

/** 0.7.1 to 0.10.0: `--tiller-timeout`, five minutes by default, ten times Swift's own limit. */
const longDial: Era = { ...fourMebibytes, tillerDialTimeoutSeconds: 300 };

/** 0.7.3: as before; from here on the CORS headers are on record. */
const cors: Era = { ...longDial, corsHeaders: true };

/** 0.8.0 to 0.10.0: a Helm library (2.9 and newer) that knows all there is in a release. */
const allFields: Era = { ...cors, knowsAllReleaseFields: true };

/** 0.11.0 and 0.11.1: the whole stream, 20 MiB from Tiller, and a nil pointer where it is empty. */
const wholeStream: Era = {
  ...allFields,
  tillerReceiveLimitBytes: TILLER_MESSAGE_LIMIT,
  readsWholeListStream: true,
  allIncludesPendingStatuses: true,
  emptyStream: {
    httpStatus: 500,
    grpcCode: 13,
    message: 'runtime error: invalid memory address or nil pointer dereference',
  },
};

/** 0.12.0 and 0.12.1: a failed dial is a plain error instead of a gRPC status. */
const plainErrors: Era = {
  ...wholeStream,
  dialTimedOut: { httpStatus: 500, grpcCode: 2, message: 'context deadline exceeded' },
  tillerSpeaksTls: { httpStatus: 500, grpcCode: 2, message: 'context deadline exceeded' },
};

/** Oldest first. */
export const SWIFT_RELEASES: readonly SwiftRelease[] = [
  {
    ...defaultNamespaceOnly,
    version: '0.1.0',
    date: '2017-08-06',
    documentedTiller: '2.5.x, 2.6.x',
    helmLibrary: 'v2.5',
    grpcLibrary: '1.3.0',
  },
  {
    ...defaultNamespaceOnly,
    version: '0.2.0',
    date: '2017-09-08',
    documentedTiller: '2.5.x, 2.6.x',
    helmLibrary: 'v2.5',
    grpcLibrary: '1.3.0',
  },
  {
    ...defaultNamespaceOnly,
    version: '0.3.0',
    date: '2017-09-20',
    documentedTiller: null,
    helmLibrary: 'v2.6',
    grpcLibrary: '1.3.0',
  },
  {
    ...defaultNamespaceOnly,
    version: '0.3.1',
    date: '2017-09-21',
    documentedTiller: null,
    helmLibrary: 'v2.6',
    grpcLibrary: '1.3.0',
  },
  {
    ...defaultNamespaceOnly,
    version: '0.3.2',
    date: '2018-05-15',
    documentedTiller: '2.5.x, 2.6.x',
    helmLibrary: 'v2.6',
    grpcLibrary: '1.3.0',
  },
  {
    ...defaultNamespaceOnly,
    version: '0.4.0',
    date: '2017-10-24',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.3.0',
  },
  {
    ...unlimited,
    version: '0.5.0',
    date: '2017-10-29',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.3.0',
  },
  {
    ...unlimited,
    version: '0.5.1',
    date: '2017-11-27',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.3.0',
  },
  {
    ...unlimited,
    version: '0.5.2',
    date: '2018-01-06',
    documentedTiller: '2.7.0',
    helmLibrary: 'v2.7',
    grpcLibrary: '1.3.0',
  },
  {
    ...unlimited,
    version: '0.6.0',
    date: '2018-01-23',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.3.0',
    corsHeaders: null,
  },
  {
    ...fourMebibytes,
    version: '0.7.0',
    date: '2018-02-14',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.9.2',
  },
  {
    ...longDial,
    version: '0.7.1',
    date: '2018-04-21',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.9.2',
  },
  {
    ...longDial,
    version: '0.7.2',
    date: '2018-04-21',
    documentedTiller: null,
    helmLibrary: 'v2.7',
    grpcLibrary: '1.9.2',
  },
  {
    ...cors,
    version: '0.7.3',
    date: '2018-04-21',
    documentedTiller: '2.8.0',
    helmLibrary: 'v2.7',
    grpcLibrary: '1.9.2',
  },
  {
    ...allFields,
    version: '0.8.0',
    date: '2018-04-28',
    documentedTiller: null,
    helmLibrary: 'v2.9',
    grpcLibrary: '1.9.2',
  },
  {
    ...allFields,
    version: '0.8.1',
    date: '2018-05-11',
    documentedTiller: '2.9.0',
    helmLibrary: 'v2.9',
    grpcLibrary: '1.9.2',
  },
  {
    ...allFields,
    version: '0.9.0',
    date: '2018-12-03',
    documentedTiller: '2.11.0',
    helmLibrary: 'v2.11',
    grpcLibrary: '1.9.2',
  },
  {
    ...allFields,
    version: '0.10.0',
    date: '2018-12-08',
    documentedTiller: '2.12.0',
    helmLibrary: 'v2.11',
    grpcLibrary: '1.9.2',
  },
  {
    ...wholeStream,
    version: '0.11.0',
    date: '2019-03-04',
    documentedTiller: null,
    helmLibrary: 'v2.13',
    grpcLibrary: '1.9.2',
  },
  {
    ...wholeStream,
    version: '0.11.1',
    date: '2019-04-12',
    documentedTiller: '2.13.0',
    helmLibrary: 'v2.13',
    grpcLibrary: '1.9.2',
  },
  {
    ...plainErrors,
    version: '0.12.0',
    date: '2019-07-22',
    documentedTiller: null,
    helmLibrary: 'v2.14',
    grpcLibrary: '1.20.1',
  },
  {
    ...plainErrors,
    version: '0.12.1',
    date: '2019-09-22',
    documentedTiller: '2.14.0',
    helmLibrary: 'v2.14',
    grpcLibrary: '1.19.0',
  },
];
