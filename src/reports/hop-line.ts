// The way of a call, drawn in one line, with the arrow that fails marked.
import type { Hop } from '../evidence/observation.js';

const STATIONS = ['Swift gateway', 'Swift', 'Tiller'] as const;

/**
 * `swiftcheck -> Swift gateway -> Swift -X-> Tiller`; `null` for a finding without a hop. `caller` is
 * who calls: `swiftcheck`, or another client whose error is explained.
 */
export function hopLine(
  hop: Hop | null,
  viaApiServer: boolean,
  caller = 'swiftcheck',
): string | null {
  const first = viaApiServer ? `${caller} -> API server` : caller;
  switch (hop) {
    case null:
      return null;
    case 'swiftcheck->tiller':
      return `${caller} -X-> Tiller`;
    case 'tiller->storage':
      return 'Tiller -X-> Kubernetes API';
    case 'swiftcheck->api-server':
      return `${caller} -X-> API server`;
    case 'api-server->tiller':
      return `${caller} -> API server -X-> Tiller's pod`;
    case 'api-server->swift':
      return `${caller} -> API server -X-> Swift's pod`;
    case 'swiftcheck->swift':
      return line(first, 0);
    case 'gateway->swift':
      return line(first, 1);
    case 'swift->tiller':
      return line(first, 2);
  }
}

function line(first: string, failing: number): string {
  const arrows = STATIONS.map(
    (station, index) => `${index === failing ? '-X->' : '->'} ${station}`,
  );
  return [first, ...arrows].join(' ');
}
