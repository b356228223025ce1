// The definitions of all codes of failures that either endpoint, or the API server, can have.
import { ANSWER_UNREADABLE } from '../answer-unreadable/findings.js';
import { KUBECONFIG_FINDINGS } from '../api-server/findings.js';
import { CLIENT_ERROR } from '../client-error/findings.js';
import type { Definitions } from '../define.js';
import { OUT_OF_TIME } from '../out-of-time/findings.js';
import { PORT_FORWARD_FAILED } from '../port-forward-failed/findings.js';
import { TLS_FINDINGS } from '../tls/findings.js';
import type { TransportCode } from './endpoint-facts.js';

export const TRANSPORT_FINDINGS: Definitions<TransportCode> = {
  ...TLS_FINDINGS,
  ...PORT_FORWARD_FAILED,
  ...ANSWER_UNREADABLE,
  ...CLIENT_ERROR,
  ...OUT_OF_TIME,
  ...KUBECONFIG_FINDINGS,
};
