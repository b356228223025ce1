// The table of Kubernetes objects that Tiller adds to a release's status, as kubectl prints it. There
// is no cluster behind the lab: every object of the manifest exists since the release was deployed.
import { parseAllDocuments } from 'yaml';
import type { TillerRelease } from '../knowledge/types.js';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Number of entries under `data`. */
  readonly data: number;
}

/** The objects of a manifest, in its order. */
export function objectsOf(manifest: string): KubernetesObject[] {
  return parseAllDocuments(manifest, { logLevel: 'error' }).flatMap((document) => {
    const object = document.toJS() as unknown;
    if (!isMapping(object) || typeof object['kind'] !== 'string') return [];
    const metadata = isMapping(object['metadata']) ? object['metadata'] : {};
    return {
      apiVersion: textOf(object['apiVersion']),
      kind: object['kind'],
      name: textOf(metadata['name']),
      data: isMapping(object['data']) ? Object.keys(object['data']).length : 0,
    };
  });
}

/** One table for each kind. */
export function statusTable(
  objects: readonly KubernetesObject[],
  ageSeconds: number,
  style: TillerRelease['statusTable'],
): string {
  const before112 = style === 'kubectl before 1.12';
  const age = (before112 ? shortAge : age112)(Math.max(0, Math.floor(ageSeconds)));
  const columnWidth = before112 ? 10 : 6;
  return [...new Set(objects.map(kindOf))]
    .map((kind) => {
      const members = objects.filter((object) => kindOf(object) === kind);
      const hasData = kind === 'v1/ConfigMap';
      const rows = members.map(({ name, data }) => [name, ...(hasData ? [String(data)] : []), age]);
      const header = ['NAME', ...(hasData ? ['DATA'] : []), 'AGE'];
      return `==> ${kind}\n${align([header, ...rows], columnWidth)}\n`;
    })
    .join('');
}

/** Version and kind, without the API group. */
function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${apiVersion.replace(/^.*\//, '')}/${kind}`;
}

function align(rows: readonly (readonly string[])[], columnWidth: number): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(columnWidth, ...rows.map((row) => (row[column] ?? '').length + 3)),
  );
  return rows
    .map((row) => {
      const last = row.length - 1;
      return `${row.map((cell, at) => (at < last ? cell.padEnd(widths[at] ?? 0) : cell)).join('')}\n`;
    })
    .join('');
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** `30s`, `9m`, `5h`, `12d`, `2y`. */
function shortAge(seconds: number): string {
  if (seconds < MINUTE) return `${seconds}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)}h`;
  return seconds < YEAR ? `${Math.floor(seconds / DAY)}d` : `${Math.floor(seconds / YEAR)}y`;
}

/** `30s`, `4m30s`, `14m`, `3h10m`, `12h`, `3d5h`, `12d`, `2y12d`. */
function age112(seconds: number): string {
  const count = (size: number, unit: string) => `${Math.floor(seconds / size)}${unit}`;
  const both = (size: number, unit: string, smaller: number, smallerUnit: string) => {
    const rest = Math.floor((seconds % size) / smaller);
    return count(size, unit) + (rest === 0 ? '' : `${rest}${smallerUnit}`);
  };
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return both(MINUTE, 'm', 1, 's');
  if (seconds < 3 * HOUR) return count(MINUTE, 'm');
  if (seconds < 8 * HOUR) return both(HOUR, 'h', MINUTE, 'm');
  if (seconds < 2 * DAY) return count(HOUR, 'h');
  if (seconds < 8 * DAY) return both(DAY, 'd', HOUR, 'h');
  if (seconds < 2 * YEAR) return count(DAY, 'd');
  return seconds < 8 * YEAR ? both(YEAR, 'y', DAY, 'd') : count(YEAR, 'y');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
