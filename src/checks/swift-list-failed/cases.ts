import type { Case } from '../../../test/judge/case.js';
import { at, inCluster, unanswered } from '../../../test/judge/cluster-evidence.js';
import {
  SMALL,
  failed,
  kubernetesStatus,
  ok,
  shown,
  swiftError,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { swiftFront } from '../../../test/support/fronts.js';
import { LIST, small, swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import { FORWARDED_CASES, OTHER_TILLER, REFUSED_STORAGE } from './forwarded-cases.js';

const NO_LIST = 'HTTP 200, but with an array.';
const NO_LIST_TITLE = "The answer to Swift's list request is not a list";
const FORWARDED = { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } as const;

const forwarded = (swiftList: NonNullable<Overrides['swiftList']>) =>
  inCluster({ swift: FORWARDED }, { swiftList, viaApiServer: false });

/** The search for Tiller did not reach the API server. */
const apiServerGone = (swiftList: NonNullable<Overrides['swiftList']>) =>
  inCluster(
    { tiller: { pods: at('swiftcheck->api-server', 'refused'), chosen: null } },
    { ...unanswered('refused'), swiftList },
  );

const NO_ENDPOINTS = kubernetesStatus(503, 'no endpoints available for service "helm-api"');
const SLOW_TILLER = failed('timeout', { hop: 'swiftcheck->tiller' });

export const cases: readonly Case[] = [
  ...FORWARDED_CASES,
  {
    // HTTP 200 without a list is a failure.
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('wrong-answer', { httpStatus: 200, message: NO_LIST }) },
    says: [NO_LIST_TITLE, 'or a proxy changes or cuts the answer', "Forward a port of Swift's"],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: { swiftList: shown(SMALL) },
    otherwise: 'pass',
  },
  {
    // Nothing is in front of a forwarded port.
    code: 'swift-list-failed',
    raisedBy: forwarded(failed('not-json', { httpStatus: 200, message: NO_LIST })),
    says: [NO_LIST_TITLE, 'Another program in the pod answers', 'Read the log of Swift.'],
    silentOn: ['proxy', "Forward a port of Swift's"],
    notBy: { swiftList: failed('timeout') },
    otherwise: 'raised: swift-slow',
  },
  ...(['http-status', 'redirected', 'other-protocol'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: failed(kind, { httpStatus: 502, message: 'HTTP 502: <html>Bad gateway' }),
    },
    says: [NO_LIST_TITLE, /answered in place of Swift, with HTTP 502/],
    notBy: { swiftList: failed('no-answer') },
    otherwise: 'raised: swift-slow',
  })),
  {
    // The API server answers in place of Swift, and says why.
    code: 'swift-list-failed',
    raisedBy: { viaApiServer: true, swiftList: NO_ENDPOINTS },
    says: [NO_LIST_TITLE, 'No pod behind the Service is ready'],
    silentOn: ['Another server answers', 'an ingress'],
    is: { hop: 'api-server->swift', certainty: 'possible', follows: null },
    notBy: { swiftList: failed('closed') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { viaApiServer: true, swiftList: kubernetesStatus(500, 'broken.') },
    says: [NO_LIST_TITLE, 'The API server, or a server in front of it, answered in place of Swift'],
    silentOn: ['an ingress'],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: { swiftList: failed('deadline') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: apiServerGone(NO_ENDPOINTS),
    is: { follows: 'api-server-unreachable' },
    notBy: { swiftList: failed('interrupted') },
    otherwise: 'raised: swift-slow',
  },
  {
    // Tiller's words about its storage came through Swift and the API server.
    code: 'swift-list-failed',
    raisedBy: apiServerGone(REFUSED_STORAGE.swiftList),
    is: { follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  // Swift's gateway answered, so the API server carried the call.
  ...(
    [
      ['swift->tiller', 'transport is closing'],
      ['gateway->swift', 'all SubConns are in TransientFailure'],
    ] as const
  ).map(([hop, message]): Case => ({
    code: 'swift-list-failed',
    raisedBy: apiServerGone(swiftError(503, 14, message)),
    is: { hop, follows: null },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    // Swift ends no connection so soon for slowness.
    code: 'swift-list-failed',
    raisedBy: { swiftList: { ...failed('closed'), ms: 900 } },
    says: [
      "Swift's list breaks off",
      'a proxy or load balancer ends connections',
      'Compare the restarts of the pods of Swift.',
      "Forward a port of Swift's Service.",
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'likely' },
    notBy: { swiftList: failed('closed') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: forwarded({ ...failed('closed'), ms: 900 }),
    says: ["Swift's list breaks off", 'the API server closed the forwarded port'],
    silentOn: ['load balancer'],
    notBy: {},
  },
  // No connection can be made any more, so nothing about the list was said.
  ...(['refused', 'unreachable'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed(kind) },
    says: [
      'Swift answered before, and cannot be reached at the list',
      'Swift crashed, was stopped, or was killed for its memory.',
    ],
    silentOn: ['Swift forwards the error', "Forward a port of Swift's"],
    is: { outcome: 'fail', hop: 'swiftcheck->swift', certainty: 'likely' },
    notBy: { swiftTillerVersion: failed(kind), swiftList: failed(kind) },
    otherwise: 'unknown: Swift was not reached.',
  })),
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('unresolvable') },
    says: [
      "The name in Swift's URL resolved before, and does not resolve at the list",
      'An earlier call of this run found the address of that name',
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'certain' },
    notBy: {},
  },
  // The API server answers if Swift is the one that ends a connection.
  ...(['closed', 'refused', 'unreachable'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: inCluster({}, { swiftList: failed(kind, { hop: 'swiftcheck->api-server' }) }),
    says: [
      "The connection to the API server, or to a proxy in front of it, fails at Swift's list",
      'kubectl --context test get --raw /healthz',
    ],
    silentOn: ['Compare the restarts'],
    is: { hop: 'swiftcheck->api-server', certainty: 'likely' },
    notBy: inCluster({}, { swiftList: shown(SMALL) }),
    otherwise: 'pass',
  })),
  {
    code: 'tls-untrusted',
    raisedBy: { swiftList: failed('tls-untrusted') },
    says: ['The certificate at the address of Swift is not trusted'],
    is: { hop: 'swiftcheck->swift' },
    notBy: {},
  },
  {
    code: 'port-forward-failed',
    raisedBy: forwarded(failed('port-forward', { hop: 'api-server->swift' })),
    says: ["The forwarded port to Swift's pod does not connect"],
    is: { hop: 'api-server->swift' },
    notBy: forwarded(shown(SMALL)),
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('closed') },
    says: ['Read the log of Swift.'],
    silentOn: ['Run it again'],
    is: { outcome: 'warn', hop: 'swiftcheck->swift', certainty: 'likely', follows: null },
    notBy: { swiftList: { ...failed('closed'), ms: 900 } },
    otherwise: 'raised: swift-list-failed',
  },
  {
    // Both lists make one Tiller read its storage.
    code: 'swift-slow',
    raisedBy: { swiftList: failed('no-answer'), directList: SLOW_TILLER },
    says: [
      'Swift ends each request after 30 s.',
      /More than 30 s has no effect\..* --timeout 35s$/m,
    ],
    is: { follows: 'tiller-slow' },
    notBy: { directList: failed('timeout') },
    otherwise: 'pass',
  },
  {
    code: 'swift-slow',
    raisedBy: { ...OTHER_TILLER, swiftList: failed('timeout'), directList: SLOW_TILLER },
    says: [/ --timeout 35s$/m],
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('deadline'), directList: SLOW_TILLER },
    says: [/Run it again with more time\..* --max-time 5m$/m],
    is: { follows: 'tiller-slow' },
    notBy: {},
  },
  {
    // The user ended the run, which Tiller has not caused.
    code: 'swift-slow',
    raisedBy: { swiftList: failed('interrupted'), directList: SLOW_TILLER },
    says: [/ --max-time 5m$/m],
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftTillerVersion: failed('refused'), swiftList: failed('timeout') },
    is: { follows: 'swift-unreachable' },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftTillerVersion: failed('timeout'), swiftList: failed('timeout') },
    is: { follows: 'swift-cannot-reach-tiller' },
    notBy: {},
  },
  {
    // The version came, so Swift was asked for the list unless the run was over.
    code: 'out-of-time',
    raisedBy: { swiftList: failed('not-attempted') },
    is: { hop: 'swiftcheck->swift' },
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-list-failed': (stage) => swiftLists(stage, 500, '{"code":2,"message":"something broke"}'),
  'swift-slow': async (stage) => {
    const running = await small(stage);
    const front = await swiftFront(running.swiftUrl, (path) => path.startsWith(LIST));
    stage.after(() => front.close());
    const targets = ['--tiller', running.tillerAddress, '--swift', front.url];
    return ['probe', ...targets, '--swift-version', '0.11.1', '--timeout', '1s'];
  },
};
