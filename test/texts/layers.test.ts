// Texts made of every frame, request and end: the hop follows from what the text shows, and no step belongs to
// another hop.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/texts/recognise.js';
import type { TextHop } from '../../src/texts/types.js';
import { stepTexts } from '../support/findings.js';
import { PASTE_FORMS } from './paste-forms.js';
import { REPORTS } from './reports.js';
import { THREADS } from './threads.js';

/** What is asked for, as a text shows it, and whom that leaves. */
const REQUESTS: Readonly<Record<string, readonly TextHop[]>> = {
  'Get https://10.0.0.1:443/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: ':
    ['tiller->storage'],
  'Post https://10.96.0.1:443/api/v1/namespaces/kube-system/secrets: ': ['tiller->storage'],
  'Get https://192.0.2.1/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: ':
    ['client->kubernetes'],
  'Get "https://c.example:6443/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller": ':
    ['client->kubernetes'],
  'failed to detect tiller address: Get https://10.0.0.1:443/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller: ':
    ['swift->kubernetes'],
  'error upgrading connection: error dialing backend: ': ['api-server->kubelet'],
  'error trying to reach service: ': ['api-server->swift'],
  'Error: looks like "https://c.example" is not a valid chart repository or cannot be reached: Get https://c.example/index.yaml: ':
    ['client->repository'],
  'grpc: addrConn.createTransport failed to connect to {127.0.0.1:50055 0  <nil>}. Err :connection error: desc = "transport: ':
    ['gateway->swift'],
  'grpc: addrConn.createTransport failed to connect to {Addr: "tiller-deploy.kube-system.svc:44134", ServerName: "x"}. Err: connection error: desc = "transport: ':
    ['swift->tiller'],
  '[storage/driver] 2019/11/14 07:09:31 list: failed to list: ': ['tiller->storage'],
  'Cannot initialize Kubernetes connection: ': ['tiller->storage'],
  'Unable to connect to the server: ': ['client->kubernetes'],
  'could not ping Tiller: ': ['client->tiller'],
  'Readiness probe failed: Get http://10.0.0.3:44135/readiness: ': ['kubelet->tiller'],
};

const TAILS = [
  'x509: certificate signed by unknown authority',
  'x509: certificate is valid for a, b, not c.example',
  "x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs",
  'x509: certificate has expired or is not yet valid',
  'x509: certificate specifies an incompatible key usage',
  'remote error: tls: bad certificate',
  'remote error: tls: handshake failure',
  'tls: first record does not look like a TLS handshake',
  'net/http: TLS handshake timeout',
  'dial tcp 10.0.0.9:1234: connect: connection refused',
  'dial tcp 10.0.0.9:1234: getsockopt: no route to host',
  'dial tcp 10.0.0.9:1234: i/o timeout',
  'dial tcp: lookup c.example on 10.96.0.10:53: no such host',
  'context deadline exceeded',
  'read tcp 10.0.0.8:5555->10.0.0.9:1234: read: connection reset by peer',
];

/** How a line of a log begins, or what is printed before an error. */
const BEFORE = ['', 'Error: ', 'E1119 10:00:00.000000 1 x.go:99] ', '{"log":"'];

/** Settings that belong to certain hops only. */
const SETTINGS: readonly { readonly words: RegExp; readonly hops: readonly TextHop[] }[] = [
  {
    words: /--tiller-ca-file|--tiller-insecure|--tiller-client|tiller-deploy\.NAMESPACE/,
    hops: ['swift->tiller'],
  },
  {
    words: /--tls-ca-cert|--tls-hostname|--tls-cert|HELM_HOST|tiller-secret/,
    hops: ['client->tiller', 'swift->tiller'],
  },
  { words: /SSL_CERT_FILE|--api-domain|--plaintext-addr/, hops: ['gateway->swift'] },
  { words: /kubeconfig/, hops: ['client->kubernetes', 'client->proxy'] },
  { words: /kubelet(?!-)|10250|--node-ip/, hops: ['api-server->kubelet'] },
  { words: /token Secret|service account/, hops: ['tiller->storage', 'swift->kubernetes'] },
  { words: /--connector|--tiller-endpoint/, hops: ['swift->kubernetes'] },
  { words: /targetPort|\/services\/(?:https:)?NAME/, hops: ['api-server->swift'] },
];

const COMBINED = Object.entries(REQUESTS).flatMap(([request, hops]) =>
  TAILS.flatMap((tail) => BEFORE.map((before) => ({ text: `${before}${request}${tail}`, hops }))),
);

describe('a text of frame, request and end', () => {
  it('goes wrong at the hop that the text shows, whatever its end', () => {
    const wrong = COMBINED.flatMap(({ text, hops }) => {
      const [first] = recognise(text);
      return JSON.stringify(first?.hops) === JSON.stringify(hops) ? [] : [[text, first?.hops]];
    });
    expect(COMBINED.length).toBeGreaterThan(800);
    expect(wrong).toEqual([]);
  });

  it('names no setting of another hop', () => {
    const wrong = COMBINED.flatMap(({ text, hops }) =>
      recognise(text).flatMap(({ steps }) =>
        stepTexts(steps).flatMap((step) =>
          SETTINGS.filter(
            (setting) =>
              setting.words.test(step) && !hops.some((hop) => setting.hops.includes(hop)),
          ).map(({ words }) => [text, step, String(words)]),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has a cause and a step in every combination, and one answer', () => {
    for (const { text } of COMBINED) {
      const found = recognise(text);
      expect([text, found.length]).toEqual([text, 1]);
      expect(found[0]?.steps.length, text).toBeGreaterThan(0);
      expect(found[0]?.cause).not.toMatch(/undefined| {2}|\.\.|: \./);
    }
  });
});

/** What versions of grpc-gateway, and those who print their answers, make of one error. */
const BODIES: Readonly<Record<string, (error: string) => unknown>> = {
  'with both texts': (error) => ({ error, code: 2, message: error }),
  'with the older key alone': (error) => ({ error, code: 2 }),
  'with its keys turned': (message) => ({ message, code: 2 }),
  'with details': (message) => ({ code: 2, message, details: [] }),
};

describe("an answer of Swift's gateway", () => {
  const errors = [
    'grpc: received message larger than max (4639744 vs. 4194304)',
    'trying to send message larger than max (66452461 vs. 20971520)',
    'Get https://10.0.0.1:443/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: dial tcp 10.0.0.1:443: i/o timeout',
    'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"',
    'all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50055: connect: connection refused"',
    'incompatible versions client[v2.16.1] server[v2.14.3]',
    'Unauthorized',
    'context deadline exceeded',
  ];

  it.each(Object.entries(BODIES))('%s means the same', (_name, body) => {
    for (const error of errors) {
      const [plain] = recognise(JSON.stringify({ code: 2, message: error }));
      expect(plain).toBeDefined();
      for (const text of [JSON.stringify(body(error)), JSON.stringify(body(error), null, 2)]) {
        const [first] = recognise(text);
        expect([text, first?.id, first?.hops]).toEqual([text, plain?.id, plain?.hops]);
      }
    }
  });
});

describe('a text as it is pasted', () => {
  const meaning = (text: string) => {
    const [first] = recognise(text);
    return [first?.id, first?.hops.join(' '), first?.certainty];
  };
  const met = [...REPORTS, ...THREADS].map(({ text }) => text);

  it.each(Object.entries(PASTE_FORMS))('%s means the same', (_name, paste) => {
    const texts = fc.oneof(
      fc.constantFrom(...COMBINED.map(({ text }) => text)),
      fc.constantFrom(...met.filter((text) => !IS_ALONE.test(text))),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(meaning(paste(text))).toEqual(meaning(text));
      }),
      { numRuns: 60 },
    );
  });
});

/** Words that mean something as a whole answer only or by their end, and a text with a form of its own already. */
const IS_ALONE =
  /connection: ?$|^(?:\s*<|[A-Z4][\w ]{2,30}$|\{\}$|\{"message"|EOF$|\s*(?:>|│)|HTTP|[^\n]{1,40}\nhttps:)/;
