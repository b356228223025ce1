import type { TlsSettings } from '../targets/types.js';

/** How a TLS connection is made: trust, the client's own certificate, the name to expect. */
export type TlsOptions = TlsSettings;
