// Every phrase, the specific before the general: the first that matches is shown first.
import { ACCESS_LINE_PHRASES } from './access-lines.js';
import { ADMISSION_PHRASES } from './admission.js';
import { API_SERVER_PHRASES } from './api-server.js';
import { API_SERVER_PART_PHRASES } from './api-server-parts.js';
import { CHART_OBJECT_PHRASES } from './chart-objects.js';
import { FORBIDDEN_PHRASES } from './forbidden.js';
import { LOG_PHRASES } from './logs.js';
import { POD_EVENT_PHRASES } from './pod-events.js';
import { OTHER_LOG_PHRASES } from './other-logs.js';
import { PORT_FORWARD_PHRASES } from './port-forward.js';
import { PROXY_LOG_PHRASES } from './proxy-logs.js';
import { REACH_PHRASES } from './reach.js';
import { REQUEST_PHRASES } from './requests.js';
import { RESULT_PHRASES } from './results.js';
import { SIZE_PHRASES } from './sizes.js';
import { START_PHRASES } from './start.js';
import { STORAGE_PHRASES } from './storage.js';
import { TLS_PHRASES } from './tls.js';
import type { Phrase } from '../types.js';
import { VERSION_PHRASES } from './versions.js';

export const PHRASES: readonly Phrase[] = [
  ...SIZE_PHRASES,
  ...VERSION_PHRASES,
  ...PORT_FORWARD_PHRASES,
  ...TLS_PHRASES,
  ...LOG_PHRASES,
  ...FORBIDDEN_PHRASES,
  ...STORAGE_PHRASES,
  ...ADMISSION_PHRASES,
  ...CHART_OBJECT_PHRASES,
  ...START_PHRASES,
  ...ACCESS_LINE_PHRASES,
  ...API_SERVER_PHRASES,
  ...API_SERVER_PART_PHRASES,
  ...RESULT_PHRASES,
  ...REQUEST_PHRASES,
  ...REACH_PHRASES,
  ...POD_EVENT_PHRASES,
  ...PROXY_LOG_PHRASES,
  ...OTHER_LOG_PHRASES,
];
