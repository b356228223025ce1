// What a run with these arguments does in the cluster.
import type { Feature } from './permissions.js';

/** What is run where nothing else is asked for. */
export const DEFAULT_ARGS: readonly string[] = ['probe', '--format', 'json'];

/** The least features for a run in the cluster; none where both endpoints are given. */
export function impliedFeatures(args: readonly string[]): Feature[] {
  const searched = { tiller: !gives(args, '--tiller'), swift: !gives(args, '--swift') };
  const forwards = valueOf(args, '--swift-via') === 'port-forward';
  const proxied = searched.swift && !forwards;
  return [
    ...(searched.tiller || searched.swift ? (['discovery'] as const) : []),
    ...(proxied ? (['service-proxy'] as const) : []),
    ...(proxied && gives(args, '--size') ? (['dry-run'] as const) : []),
    ...(searched.tiller ? (['port-forward'] as const) : []),
    ...(searched.swift && forwards ? (['swift-port-forward'] as const) : []),
  ];
}

/** Whether the arguments hold the flag, as `--flag value` or `--flag=value`. */
export function gives(args: readonly string[], flag: string): boolean {
  return args.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  const index = args.indexOf(flag);
  if (index >= 0) return args[index + 1];
  return args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
