// Who asks whom. Each link of the system has its own words, and knows how its own troubles end.
import type { TextHop } from './types.js';

export interface Link {
  readonly hop: TextHop;
  /** Who asks, in the middle of a sentence. */
  readonly from: string;
  /** Who is asked, in the middle of a sentence. */
  readonly to: string;
  /** Who says it, as a rule. */
  readonly saidBy: string;
  /** Findings where the TLS of the link fails. */
  readonly tlsFindings: readonly string[];
  /** Findings where the link fails in another manner. */
  readonly findings: readonly string[];
}

export const LINKS = {
  'client->tiller': {
    hop: 'client->tiller',
    from: 'the client of Tiller (helm or another program)',
    to: 'Tiller',
    saidBy: 'helm or another client of Tiller',
    tlsFindings: ['tls-untrusted', 'tls-name-mismatch', 'tls-expired', 'tls-required'],
    findings: ['tiller-unreachable', 'tiller-list-failed'],
  },
  'swift->tiller': {
    hop: 'swift->tiller',
    from: 'Swift',
    to: 'Tiller',
    saidBy: "Swift's log",
    tlsFindings: [
      ...['swift-cannot-reach-tiller', 'swift-list-failed'],
      ...['tls-untrusted', 'tls-name-mismatch'],
    ],
    findings: ['swift-cannot-reach-tiller', 'swift-list-failed'],
  },
  'gateway->swift': {
    hop: 'gateway->swift',
    from: "Swift's gateway",
    to: "Swift's own server",
    saidBy: "Swift's gateway",
    tlsFindings: ['swift-gateway-cannot-reach-itself'],
    findings: ['swift-gateway-cannot-reach-itself', 'swift-list-failed'],
  },
  'client->swift': {
    hop: 'swiftcheck->swift',
    from: 'the caller of Swift',
    to: 'Swift',
    saidBy: 'the caller of Swift (curl or another HTTP client)',
    tlsFindings: ['tls-untrusted', 'tls-name-mismatch', 'tls-expired'],
    findings: ['swift-unreachable'],
  },
  'proxy->swift': {
    hop: 'swiftcheck->swift',
    from: 'the proxy',
    to: 'the server behind it',
    saidBy: 'a proxy in Go, as Traefik',
    tlsFindings: ['not-a-swift', 'swift-unreachable'],
    findings: ['not-a-swift', 'swift-unreachable'],
  },
  'api-server->swift': {
    hop: 'api-server->swift',
    from: 'the Kubernetes API server',
    to: "Swift's pod",
    saidBy: 'the service proxy of the Kubernetes API server',
    tlsFindings: ['service-wrong-scheme', 'swift-unreachable'],
    findings: ['swift-unreachable'],
  },
  'api-server->kubelet': {
    hop: 'api-server->kubelet',
    from: 'the Kubernetes API server',
    to: 'the kubelet of the node',
    saidBy: 'the Kubernetes API server, of a port-forward',
    tlsFindings: ['port-forward-failed', 'tiller-unreachable'],
    findings: ['port-forward-failed', 'tiller-unreachable'],
  },
  'port-forward': {
    hop: 'port-forward',
    from: 'the forwarded port',
    to: "the program in Tiller's pod",
    saidBy: 'the kubelet of the node',
    tlsFindings: ['port-forward-failed'],
    findings: ['port-forward-failed', 'tiller-unreachable'],
  },
  'kubelet->tiller': {
    hop: 'kubelet->tiller',
    from: 'the kubelet of the node',
    to: "Tiller's checks (44135)",
    saidBy: "the kubelet, in the events of Tiller's pod",
    tlsFindings: ['tiller-not-ready'],
    findings: ['tiller-not-ready'],
  },
  'client->kubernetes': {
    hop: 'client->kubernetes',
    from: 'helm, kubectl or another client on this machine',
    to: 'the Kubernetes API server',
    saidBy: 'helm, kubectl or another client on this machine',
    tlsFindings: ['api-server-unreachable'],
    findings: ['api-server-unreachable'],
  },
  'tiller->kubernetes': {
    hop: 'tiller->storage',
    from: 'Tiller',
    to: 'the Kubernetes API server',
    saidBy: 'Tiller',
    tlsFindings: ['tiller-list-failed', 'swift-list-failed'],
    findings: ['tiller-list-failed', 'swift-list-failed'],
  },
  'swift->kubernetes': {
    hop: 'swift->kubernetes',
    from: 'Swift',
    to: 'the Kubernetes API server',
    saidBy: 'Swift',
    tlsFindings: ['swift-cannot-reach-tiller'],
    findings: ['swift-cannot-reach-tiller', 'swift-list-failed'],
  },
  'api-server->etcd': {
    hop: 'cluster',
    from: 'the Kubernetes API server',
    to: 'etcd, the database of the cluster',
    saidBy: 'the log of the Kubernetes API server',
    tlsFindings: ['tiller-list-failed'],
    findings: ['tiller-list-failed'],
  },
  'client->repository': {
    hop: 'client->repository',
    from: 'helm on this machine',
    to: 'the chart repository',
    saidBy: 'helm on this machine',
    tlsFindings: [],
    findings: [],
  },
  'swift->repository': {
    hop: 'swift->repository',
    from: 'Swift',
    to: 'the chart repository',
    saidBy: 'Swift, of an install or upgrade',
    tlsFindings: [],
    findings: [],
  },
} as const satisfies Record<string, Link>;

export type LinkId = keyof typeof LINKS;
