// A hop in words: its name, and the path of a call in one line with a mark at the hop.
import type { Hop } from '../evidence/observation.js';

const STATIONS = ['Swift gateway', 'Swift', 'Tiller'] as const;

/** `-X->`: the call broke on this hop. `-!->`: it passed, and its answer is not what it should be. */
type Arrow = '-X->' | '-!->';

/** @param caller who calls: `swiftcheck`, or another client whose error is explained */
export function hopLine(
  hop: Hop,
  viaApiServer: boolean,
  caller: string,
  arrow: Arrow = '-X->',
): string {
  const first = viaApiServer ? `${caller} -> API server` : caller;
  switch (hop) {
    case 'swiftcheck->tiller':
      return `${caller} ${arrow} Tiller`;
    case 'tiller->storage':
      return `Tiller ${arrow} Kubernetes API`;
    case 'swiftcheck->api-server':
      return `${caller} ${arrow} API server`;
    case 'api-server->tiller':
      return `${caller} -> API server ${arrow} Tiller's pod`;
    case 'api-server->swift':
      return `${caller} -> API server ${arrow} Swift's pod`;
    case 'swiftcheck->swift':
      return line(first, 0, arrow);
    case 'gateway->swift':
      return line(first, 1, arrow);
    case 'swift->tiller':
      return line(first, 2, arrow);
  }
}

function line(first: string, marked: number, arrow: Arrow): string {
  const arrows = STATIONS.map((station, index) => `${index === marked ? arrow : '->'} ${station}`);
  return [first, ...arrows].join(' ');
}

/** One name for each hop, in every format. */
const HOP_NAMES: Readonly<Record<Hop, string>> = {
  'swiftcheck->tiller': 'swiftcheck -> Tiller',
  'swiftcheck->swift': 'swiftcheck -> Swift gateway',
  'gateway->swift': 'Swift gateway -> Swift',
  'swift->tiller': 'Swift -> Tiller',
  'tiller->storage': 'Tiller -> Kubernetes API',
  'swiftcheck->api-server': 'swiftcheck -> API server',
  'api-server->tiller': "API server -> Tiller's pod",
  'api-server->swift': "API server -> Swift's pod",
};

export function hopName(hop: Hop): string {
  return HOP_NAMES[hop];
}
