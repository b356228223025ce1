import type { Certificate, Observation } from '../../src/evidence/types.js';
import type { Case } from './cases.js';
import { failed, kubernetesStatus, ok, type Overrides } from './evidence.js';

/** The evidence starts on 2024-01-01. */
const ends = (validTo: string): Observation<Certificate> =>
  ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });

const answers = (...semVers: string[]): Overrides => ({
  again: semVers.map((semVer) => ok({ semVer, gitCommit: '', gitTreeState: 'clean' })),
});

const LATER = ends('2024-01-31T00:00:00.000Z');
const SOON = ends('2024-01-30T23:59:59.000Z');

export const ACCESS_CASES: Case[] = [
  {
    code: 'tiller-answers-vary',
    raisedBy: answers('v2.13.0', 'v2.10.0', 'v2.13.0', 'v2.10.0'),
    notBy: answers('v2.13.0', 'v2.13.0', 'v2.13.0', 'v2.13.0'),
  },
  {
    // Of two Tillers one refuses connections; that the run was over says nothing of Tiller.
    code: 'tiller-answers-vary',
    raisedBy: { again: [failed('refused', { hop: 'swiftcheck->tiller' })] },
    notBy: { again: [failed('deadline', { hop: 'swiftcheck->tiller' })] },
  },
  {
    code: 'swift-open',
    raisedBy: { credentials: 'none' },
    notBy: { credentials: 'none', lab: { swift: '0.11.1', tiller: '2.13.0', data: 'small' } },
  },
  {
    // With a token the stranger's call decides; an API server that is broken has not turned it away.
    code: 'swift-open',
    raisedBy: { withoutCredentials: ok({}) },
    notBy: { withoutCredentials: kubernetesStatus(500, 'internal error') },
  },
  {
    // Swift answers, only its Tiller does not; `kubectl proxy` adds a credential of its own.
    code: 'swift-open',
    raisedBy: { credentials: 'none', swiftTillerVersion: failed('no-answer') },
    notBy: { credentials: 'none', viaApiServer: true },
  },
  {
    // A header that is not known for a credential may be one all the same.
    code: 'swift-open',
    raisedBy: { credentials: 'none', withoutCredentials: ok({}) },
    notBy: {
      credentials: 'none',
      withoutCredentials: failed('http-status', { httpStatus: 403, message: 'HTTP 403' }),
    },
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://swift.example:9855' },
    notBy: { url: 'https://swift.example:9855' },
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://127.example:9855', credentials: 'header' },
    notBy: { url: 'http://[::1]:9855', credentials: 'header' },
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://swift.example:9855' },
    notBy: { url: 'http://swift.example:9855', credentials: 'client-certificate' },
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: SOON },
    notBy: { tillerCertificate: LATER },
  },
  {
    code: 'tls-expires-soon',
    raisedBy: {
      ...{ url: 'https://swift.example', tillerCertificate: LATER },
      swiftCertificate: ends('2023-12-31T00:00:00.000Z'),
    },
    notBy: {
      ...{ url: 'https://swift.example', tillerCertificate: LATER },
      swiftCertificate: failed('refused'),
    },
  },
];
