// What the findings about an endpoint share.
import type { Certificate, SwiftTarget } from '../../evidence/types.js';
import type { Description } from '../define.js';
import { said } from './words.js';

export interface EndpointFacts {
  readonly endpoint: 'Tiller' | 'Swift' | 'API server';
  /** `HOST:PORT` or URL. */
  readonly address: string;
  /** One sentence of ours, or the other side's words. */
  readonly message: string;
  /** The first error of the transport. */
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** What this run sent, to Swift only. */
  readonly credentials?: SwiftTarget['credentials'];
  /** The client's own, where it is what is refused. */
  readonly clientCertificate?: Certificate;
  /** What it was not asked for any more; absent where its first answer did not come. */
  readonly untried?: 'list';
  /** By how many seconds the other endpoint's clock is ahead of this machine's; only where it matters. */
  readonly clockAheadSeconds?: number;
}

export function seen(facts: EndpointFacts): string[] {
  return [
    ...said(facts),
    ...(facts.clientCertificate
      ? [
          `The client certificate of this run is valid from ${facts.clientCertificate.validFrom} until ${facts.clientCertificate.validTo}.`,
        ]
      : []),
  ];
}

/** A code that means that an endpoint was not examined. */
export function endpointFinding(
  passTitle: string,
  failTitle: (facts: EndpointFacts) => string,
  rest: (facts: EndpointFacts) => Omit<Description, 'seen' | 'certainty'>,
  marks: { readonly advisory?: true } = {},
) {
  return {
    severity: 'fail',
    blocksVerdict: true,
    ...marks,
    passTitle,
    failTitle,
    describe: (facts: EndpointFacts): Description => ({
      seen: seen(facts),
      certainty: 'certain',
      ...rest(facts),
    }),
  } as const;
}
