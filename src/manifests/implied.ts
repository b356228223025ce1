// What a run with these flags does in the cluster.
import type { Feature } from './permissions.js';

/** The flags that decide which features a run needs. */
export interface RunFlags {
  readonly tiller?: string;
  readonly swift?: string;
  readonly swiftVia?: 'service-proxy' | 'port-forward';
  /** Bytes. */
  readonly size?: number;
}

/** The least features for a run in the cluster; none if both addresses are given. */
export function impliedFeatures({ tiller, swift, swiftVia, size }: RunFlags): Feature[] {
  const searched = { tiller: tiller === undefined, swift: swift === undefined };
  const forwards = swiftVia === 'port-forward';
  const proxied = searched.swift && !forwards;
  return [
    ...(searched.tiller || searched.swift ? (['discovery'] as const) : []),
    ...(proxied ? (['service-proxy'] as const) : []),
    ...(proxied && size !== undefined ? (['dry-run'] as const) : []),
    ...(searched.tiller ? (['port-forward'] as const) : []),
    ...(searched.swift && forwards ? (['swift-port-forward'] as const) : []),
  ];
}
