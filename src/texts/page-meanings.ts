// What the page of another server means, and which setting of this server decides.
import { otherServer, type OtherServer } from './pages.js';
import type { Step } from './step.js';
import { change, look } from './steps.js';
import type { Meaning } from './types.js';

/** What another server in front of Swift said; `null` where the text is no such page. */
export function pageMeaning(text: string, httpStatus?: number): Meaning | null {
  const page = otherServer(text, httpStatus);
  if (!page) return null;
  return {
    id: 'page-of-another-server',
    saidBy: `${page.name}: Swift answers in JSON with a code and a message, and Tiller speaks gRPC`,
    hops: ['swiftcheck->swift'],
    cause: causeOf(page),
    certainty: page.what === 'other' ? 'likely' : 'certain',
    findings: ['not-a-swift', 'swift-list-failed'],
    steps: stepsOf(page),
    rank: 'cause',
  };
}

function causeOf({ name, status, what }: OtherServer): string {
  const it = name.charAt(0).toUpperCase() + name.slice(1);
  const answered = `${it} stands between the caller and Swift and answered in place of Swift${status === null ? '' : `, with HTTP ${status}`}`;
  switch (what) {
    case 'not-reached':
      return `${answered}: it does not reach Swift behind it.`;
    case 'gave-up':
      return `${answered}: it gave up waiting for Swift. The call can go on behind it.`;
    case 'too-large':
      return `${answered}: the request is larger than it takes. Swift and Tiller were not asked.`;
    case 'refused':
      return `${answered}: a policy refuses the request. Swift was not asked.`;
    case 'login':
      return `${answered}: it asks for a login. Swift was not asked.`;
    case 'basic':
      return `${answered}: it asks for a user and a password (the Basic scheme), not for a token. Swift was not asked.`;
    case 'no-rule':
      return `${answered}: it has no rule for this host and path.`;
    case 'limited':
      return `${answered}: it limits the number of requests.`;
    case 'headers':
      return `${answered}: the headers of the request, a token or cookies, are larger than it takes.`;
    case 'scheme':
      return `${answered}: the request is in plaintext, and its port speaks TLS.`;
    case 'other':
      return `${answered}.`;
  }
}

function stepsOf({ name, what }: OtherServer): Step[] {
  switch (what) {
    case 'not-reached':
      return [
        look(
          "Look at Swift's pods, its Service and its endpoints, to which this server has to lead.",
          'kubectl get pods,service,endpoints --all-namespaces -l app=swift',
        ),
        ...(name.startsWith('Envoy')
          ? [
              change(
                'In a mesh with strict mTLS, call from inside the mesh, or exclude the port of Swift from it.',
              ),
            ]
          : []),
      ];
    case 'gave-up':
      return [
        change(
          'Raise the time that this server waits for an answer, in nginx proxy_read_timeout, above 30 s: then Swift itself ends the call.',
        ),
        look('Ask for less at once: limit=N and offset=NAME, or namespace=NAME.'),
      ];
    case 'too-large':
      return [
        change(
          'Raise the limit of this server for request bodies, in nginx client_max_body_size: a chart travels in the request, in base64.',
        ),
      ];
    case 'refused':
      return [change('Let the policy of this server allow the caller and the path /tiller/v2/.')];
    case 'login':
      return [
        change(
          'Send the credentials that this server asks for with each request, or ask Swift behind it: inside the cluster, or through the service proxy of the API server.',
        ),
      ];
    case 'basic':
      return [
        change(
          'Send a user and a password in a header, Authorization: Basic. A token of Kubernetes is of no use here.',
        ),
      ];
    case 'no-rule':
      return [
        change('Correct the host or the path, or add a rule that leads to the Service of Swift.'),
      ];
    case 'limited':
      return [change('Ask less often, or raise the limit of this server.')];
    case 'headers':
      return [
        change(
          'Send fewer cookies or a shorter token, or raise the limit, in nginx large_client_header_buffers.',
        ),
      ];
    case 'scheme':
      return [change('Write https:// in place of http://.')];
    case 'other':
      return [
        look(
          'Ask Swift behind this server: inside the cluster, or through the service proxy of the API server.',
        ),
      ];
  }
}
