// Asks the fake API server as a plain HTTPS client would.
import { request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { KubeObject } from './objects.js';
import { ADMIN_TOKEN, type KubeServer } from './server.js';

export interface KubeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text, where it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AskOptions extends Pick<RequestOptions, 'cert' | 'key'> {
  readonly method?: string;
  readonly accept?: string;
  /** `null`: none. */
  readonly token?: string | null;
  readonly body?: string;
}

export function ask(server: KubeServer, path: string, options: AskOptions = {}) {
  const {
    method = 'GET',
    accept = 'application/json',
    token = ADMIN_TOKEN,
    body,
    ...tls
  } = options;
  return new Promise<KubeAnswer>((resolve, reject) => {
    const headers = { accept, ...(token !== null && { authorization: `Bearer ${token}` }) };
    const { ca } = server.certificates;
    request(`${server.url}${path}`, { method, headers, ca: ca.cert, agent: false, ...tls })
      .on('response', (response) => {
        text(response).then(
          (received) =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: received,
              body: received.startsWith('{')
                ? (JSON.parse(received) as Record<string, unknown>)
                : {},
            }),
          reject,
        );
      })
      .on('error', reject)
      .end(body);
  });
}

export function items(list: KubeAnswer['body']): readonly KubeObject[] {
  return list['items'] as readonly KubeObject[];
}

export function names(list: KubeAnswer['body']): string[] {
  return items(list).map(({ metadata }) => metadata.name);
}
