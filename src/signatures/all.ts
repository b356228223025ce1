// Every signature, the specific before the general: the first that matches is shown first.
import { API_SERVER_SIGNATURES } from './api-server.js';
import { PORT_FORWARD_SIGNATURES } from './port-forward.js';
import { REACH_SIGNATURES } from './reach.js';
import { REQUEST_SIGNATURES } from './requests.js';
import { RESULT_SIGNATURES } from './results.js';
import { SIZE_SIGNATURES } from './sizes.js';
import { STORAGE_SIGNATURES } from './storage.js';
import { TLS_SIGNATURES } from './tls.js';
import type { Signature } from './types.js';
import { VERSION_SIGNATURES } from './versions.js';

export const SIGNATURES: readonly Signature[] = [
  ...SIZE_SIGNATURES,
  ...VERSION_SIGNATURES,
  ...PORT_FORWARD_SIGNATURES,
  ...TLS_SIGNATURES,
  ...STORAGE_SIGNATURES,
  ...API_SERVER_SIGNATURES,
  ...RESULT_SIGNATURES,
  ...REQUEST_SIGNATURES,
  ...REACH_SIGNATURES,
];
