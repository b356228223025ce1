// The way of a call, drawn in one line, with the arrow that fails marked.
import type { Hop } from '../evidence/types.js';

const STATIONS = ['swiftcheck', 'Swift gateway', 'Swift', 'Tiller'] as const;

/** `swiftcheck -> Swift gateway -> Swift -X-> Tiller`; `null` for a finding without a hop. */
export function hopLine(hop: Hop | null, viaApiServer: boolean): string | null {
  switch (hop) {
    case null:
      return null;
    case 'swiftcheck->tiller':
      return 'swiftcheck -X-> Tiller';
    case 'tiller->storage':
      return 'Tiller -X-> Kubernetes API';
    case 'swiftcheck->swift':
      return line(0, viaApiServer);
    case 'gateway->swift':
      return line(1, viaApiServer);
    case 'swift->tiller':
      return line(2, viaApiServer);
  }
}

function line(failing: number, viaApiServer: boolean): string {
  const [first, ...others] = STATIONS;
  const arrows = others.map((station, index) => `${index === failing ? '-X->' : '->'} ${station}`);
  return [viaApiServer ? `${first} -> API server` : first, ...arrows].join(' ');
}
