// What the findings about an endpoint share.
import type { Certificate, SwiftTarget } from '../../evidence/types.js';
import type { Description } from '../define.js';
import type { Shell } from '../shell.js';
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
  /** The client's own, if the server refuses it. */
  readonly clientCertificate?: Certificate;
  /** What the run did not ask for any more; absent if the first answer did not come. */
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
  rest: (facts: EndpointFacts, shell: Shell) => Omit<Description, 'seen'>,
  marks: { readonly onHop?: 'none' } = {},
) {
  return {
    severity: 'fail',
    blocksVerdict: true,
    ...marks,
    passTitle,
    failTitle,
    describe: (facts: EndpointFacts, shell: Shell): Description => ({
      seen: seen(facts),
      ...rest(facts, shell),
    }),
  } as const;
}
