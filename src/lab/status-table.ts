// The table of Kubernetes objects that Tiller adds to a release's status, as kubectl prints it. There
// is no cluster behind the lab: every object of the manifest exists since the release was deployed.
import { parseAllDocuments } from 'yaml';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Number of entries under `data`. */
  readonly data: number;
}

/** The objects of a manifest, in its order. */
export function objectsOf(manifest: string): KubernetesObject[] {
  return parseAllDocuments(manifest).flatMap((document) => {
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

/** One table for each kind, `columnWidth` being the least width of a column. */
export function statusTable(
  objects: readonly KubernetesObject[],
  ageSeconds: number,
  columnWidth: number,
): string {
  const age = formatAge(ageSeconds);
  const kinds = [...new Set(objects.map(kindOf))];
  return kinds
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

/** `30s`, `9m`, `5h`, `12d`. */
function formatAge(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.floor(seconds))}s`;
  if (seconds < 3 * 3600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 2 * 86_400
    ? `${Math.floor(seconds / 3600)}h`
    : `${Math.floor(seconds / 86_400)}d`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
