import type { Case } from '../../../test/judge/case.js';
import {
  FORWARD_FAILS,
  inCluster,
  noTiller,
  unanswered,
} from '../../../test/judge/cluster-evidence.js';
import {
  atSwift,
  atTiller,
  failed,
  ok,
  tillerError,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { startClosedPort, startHttp1 } from '../../../test/support/fault-server.js';
import { withTiller } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { FailureKind } from '../../evidence/observation.js';

const at = (kind: FailureKind) => failed(kind, { hop: 'swiftcheck->tiller' });
/** The evidence starts on 2024-01-01. */
const EXPIRED = atTiller('tls-expired');
const HTTP = { status: 501, bodyBytes: 1, corsHeaders: false };
/** The clock of the server that answers for Swift. */
const clock = (date: string): Overrides => ({ liveness: { ...ok({}), http: { ...HTTP, date } } });
const OWN = { validFrom: '2023-02-01T00:00:00.000Z', validTo: '2034-01-01T00:00:00.000Z' };

export const cases: readonly Case[] = [
  {
    code: 'tiller-unreachable',
    raisedBy: atTiller('refused'),
    says: [
      'Tiller cannot be reached at 127.0.0.1:44134',
      'The connection failed before Tiller could answer.',
      "Forward a port of Tiller's pod.",
      'Look at the pods of Tiller.',
    ],
    silentOn: ['Read the log of Tiller'],
    is: { outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain' },
    notBy: atSwift('refused'),
    otherwise: 'pass',
  },
  {
    code: 'tiller-unreachable',
    raisedBy: { ...atTiller('refused'), tillerVersion: tillerError(14, 'transport is closing') },
    says: ['A gRPC server or proxy on the path answered with this status.'],
    is: { certainty: 'likely' },
    notBy: noTiller({ pods: ok([]) }),
    otherwise: 'unknown: not-found.',
  },
  {
    code: 'tiller-unreachable',
    raisedBy: inCluster(
      {},
      { ...atTiller('refused'), tillerVersion: tillerError(14, 'transport is closing') },
    ),
    says: ['A program in the pod answered with this status.', 'Read the log of Tiller'],
    silentOn: ["Forward a port of Tiller's pod."],
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
    otherwise: 'unknown: port-forward.',
  },
  {
    code: 'tiller-unreachable',
    raisedBy: inCluster({}, unanswered('refused')),
    is: { hop: 'api-server->tiller' },
    notBy: {},
  },
  {
    code: 'not-a-tiller',
    raisedBy: {
      tillerVersion: tillerError(12, 'unknown service hapi.services.tiller.ReleaseService'),
      directList: failed('refused'),
    },
    says: [
      'What answers at 127.0.0.1:44134 is not a Tiller',
      'Port 44135 is HTTP',
      "Forward a port of Tiller's pod.",
    ],
    is: { hop: 'swiftcheck->tiller', certainty: 'certain' },
    notBy: { tillerVersion: tillerError(14, 'transport is closing') },
  },
  {
    code: 'not-a-tiller',
    raisedBy: inCluster({}, atTiller('other-protocol')),
    silentOn: ["Forward a port of Tiller's pod."],
    notBy: atTiller('closed'),
  },
  {
    code: 'tiller-slow',
    raisedBy: atTiller('no-answer'),
    says: ['busy or far away'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: { tillerVersion: at('deadline'), directList: at('not-attempted') },
  },
  {
    code: 'out-of-time',
    raisedBy: atTiller('deadline'),
    says: ['The run ended before Tiller answered'],
    notBy: atTiller('refused'),
  },
  // Clocks that differ by up to five minutes say nothing of a certificate.
  ...(
    [
      ['00:05:01', 'slow'],
      ['23:54:59', 'fast'],
    ] as const
  ).map(([time, words]): Case => ({
    code: 'tls-expired',
    raisedBy: {
      ...EXPIRED,
      ...clock(`${words === 'slow' ? 'Mon, 01 Jan 2024' : 'Sun, 31 Dec 2023'} ${time} GMT`),
    },
    says: [new RegExp(`the clock of this machine is about .* ${words}\\.`)],
    notBy: {},
  })),
  {
    code: 'tls-expired',
    raisedBy: { ...EXPIRED, ...clock('Mon, 01 Jan 2024 00:05:00 GMT') },
    silentOn: ['the clock of this machine is'],
    notBy: { ...EXPIRED, tillerVersion: at('tls-untrusted') },
  },
  {
    code: 'tls-expired',
    raisedBy: {
      ...EXPIRED,
      swiftTillerVersion: {
        ...ok({ semVer: 'v2.13.0', gitCommit: '', gitTreeState: 'clean' }),
        http: { ...HTTP, date: 'Mon, 01 Jan 2024 01:00:00 GMT' },
      },
    },
    says: ['the clock of this machine is about'],
    notBy: {},
  },
  {
    code: 'tls-expired',
    raisedBy: EXPIRED,
    silentOn: ['the clock of this machine is'],
    notBy: {},
  },
  {
    code: 'tls-client-certificate-rejected',
    raisedBy: { ...atTiller('tls-client-certificate-rejected'), clientCertificate: OWN },
    says: ['The client certificate of this run is valid from 2023-02-01T00:00:00.000Z until'],
    notBy: {},
  },
  {
    // Tiller did not reject it.
    code: 'tls-untrusted',
    raisedBy: { ...atTiller('tls-untrusted'), clientCertificate: OWN },
    silentOn: ['The client certificate of this run is valid'],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-unreachable': async (stage) => withTiller(stage, await stage.fault(startClosedPort)),
  'not-a-tiller': async (stage) => withTiller(stage, await stage.fault(startHttp1)),
};
