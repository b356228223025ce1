// What keeps Swift's gateway from Swift's own server, and what only looks like it.
import type { Case } from '../../../test/judge/case.js';
import { tillerUnanswered } from '../../../test/judge/evidence.js';
import { CLOSED, ENDED, says, SOON } from './follows-cases.js';

export const ALONE = says(503, 14, 'all SubConns are in TransientFailure');

export const GATEWAY_CASES: readonly Case[] = [
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: ALONE,
    says: ["Swift's gateway cannot reach Swift's own server"],
    is: { outcome: 'fail', hop: 'gateway->swift', follows: null },
    notBy: CLOSED,
  },
  {
    // Silence ends at the Tiller, whatever its words.
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: ALONE,
    notBy: tillerUnanswered('closed', { message: 'all SubConns are in TransientFailure' }),
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: {
      ...says(503, 14, 'all SubConns are in TransientFailure: x509: certificate has expired'),
      ...{ url: 'https://swift.example', swiftCertificate: ENDED },
    },
    is: { follows: 'tls-expires-soon' },
    notBy: {},
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: { ...ALONE, url: 'https://swift.example', swiftCertificate: ENDED },
    is: { follows: null },
    notBy: {},
  },
  ...[{ url: 'https://swift.example', swiftCertificate: SOON }, { tillerCertificate: ENDED }].map(
    (certificate): Case => ({
      code: 'swift-gateway-cannot-reach-itself',
      raisedBy: {
        ...says(503, 14, 'all SubConns are in TransientFailure: x509: certificate has expired'),
        ...certificate,
      },
      is: { follows: null },
      notBy: {},
    }),
  ),
];
