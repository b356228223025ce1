// Lists and single objects: selectors, pages, and the metadata alone where that is asked for.
import { fieldSelector, labelSelector } from './selectors.js';
import type { KubeObject, Resource } from './objects.js';
import type { ResourceRequest } from './request-info.js';
import { badRequest, expired, notAcceptable, notFound, Refused } from './status.js';

export const KINDS: Readonly<Record<Resource, string>> = {
  pods: 'Pod',
  services: 'Service',
  endpoints: 'Endpoints',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
};

const RESOURCE_VERSION = '1234';

/** Which versions of meta.k8s.io hold PartialObjectMetadata: `v1` came with Kubernetes 1.15. */
export type MetadataVersion = 'v1' | 'v1beta1';

export interface ReadOptions {
  readonly metadataVersions: readonly MetadataVersion[];
  /** Whether pages but the first are gone, as after a compaction. */
  readonly continueExpired: () => boolean;
}

/** @throws Refused */
export function readOne(
  objects: readonly KubeObject[],
  resource: Resource,
  { namespace, name }: ResourceRequest,
  accept: string,
  options: ReadOptions,
): object {
  const found = objects.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  if (!found) throw new Refused(notFound(resource, name ?? ''));
  const form = negotiate(accept, options.metadataVersions);
  if (form !== 'object') return partial(found, form);
  return { kind: KINDS[resource], apiVersion: 'v1', ...stored(found) };
}

/** @throws Refused */
export function readList(
  objects: readonly KubeObject[],
  resource: Resource,
  namespace: string | null,
  query: URLSearchParams,
  accept: string,
  options: ReadOptions,
): object {
  const form = negotiate(accept, options.metadataVersions);
  const selected = objects
    .filter(({ metadata }) => namespace === null || metadata.namespace === namespace)
    .filter(labelSelector(query.get('labelSelector') ?? ''))
    .filter(fieldSelector(query.get('fieldSelector') ?? ''))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const { items, metadata } = page(selected, query, options);
  return {
    ...(form === 'object'
      ? { kind: `${KINDS[resource]}List`, apiVersion: 'v1' }
      : { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${form}` }),
    // Kubernetes up to 1.14 forgot that of such a list, and the token for its next page with it.
    ...(form === 'object' || options.metadataVersions.includes('v1') ? { metadata } : {}),
    items: items.map((item) => (form === 'object' ? stored(item) : partial(item, form))),
  };
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function page(selected: readonly KubeObject[], query: URLSearchParams, options: ReadOptions) {
  const limit = Number(query.get('limit') ?? 0);
  const token = query.get('continue') ?? '';
  if (token !== '' && options.continueExpired()) throw new Refused(expired());
  const start = token === '' ? '' : startOf(token);
  const rest = selected.filter((object) => keyOf(object) >= start);
  const next = limit > 0 ? rest[limit] : undefined;
  const items = next ? rest.slice(0, limit) : rest;
  const unselected = !query.get('labelSelector') && !query.get('fieldSelector');
  return {
    items,
    metadata: {
      resourceVersion: RESOURCE_VERSION,
      ...(next && { continue: continueFrom(keyOf(next)) }),
      // Known only if nothing is filtered.
      ...(next && unselected && { remainingItemCount: rest.length - items.length }),
    },
  };
}

function continueFrom(start: string): string {
  const token = JSON.stringify({ v: 'meta.k8s.io/v1', rv: Number(RESOURCE_VERSION), start });
  return Buffer.from(token).toString('base64url');
}

function startOf(token: string): string {
  try {
    return (JSON.parse(Buffer.from(token, 'base64url').toString()) as { start: string }).start;
  } catch {
    throw new Refused(badRequest('continue key is not valid'));
  }
}

/** The first of the wanted forms that the server has. */
function negotiate(
  accept: string,
  versions: readonly MetadataVersion[],
): 'object' | MetadataVersion {
  const clauses = accept === '' ? ['*/*'] : accept.split(',');
  for (const clause of clauses) {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim());
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue;
    const wanted = new Map(parameters.map((parameter) => parameter.split('=') as [string, string]));
    const as = wanted.get('as');
    if (as === undefined) return 'object';
    const version = versions.find((known) => known === wanted.get('v'));
    if (as.startsWith('PartialObjectMetadata') && wanted.get('g') === 'meta.k8s.io' && version) {
      return version;
    }
  }
  throw new Refused(notAcceptable());
}

function partial(object: KubeObject, version: MetadataVersion): object {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${version}`,
    metadata: stored(object).metadata,
  };
}

function stored({ metadata, ...others }: KubeObject) {
  return {
    metadata: {
      ...metadata,
      uid: `00000000-0000-0000-0000-${String(metadata.name.length).padStart(12, '0')}`,
      resourceVersion: RESOURCE_VERSION,
      creationTimestamp: '2020-01-02T03:04:05Z',
    },
    ...others,
  };
}
