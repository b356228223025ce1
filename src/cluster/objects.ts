// What an answer of the API server has to be, before anything is read from it: of the kind that was asked for, from
// the namespace that was asked about, with names that Kubernetes allows.
import type { Hop } from '../evidence/observation.js';
import { ObservationFailed } from '../net/observe.js';
import { shorten, visible } from '../util/safe-text.js';
import { isObject, objectIn, textIn, type JsonObject } from '../util/json.js';
import { isLabel, isSubdomain } from '../util/kubernetes-names.js';

export type KubeResource = 'pods' | 'services' | 'configmaps' | 'secrets';

const KINDS: Readonly<Record<KubeResource, string>> = {
  pods: 'Pod',
  services: 'Service',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
};
const METADATA = 'PartialObjectMetadata';
const HOP: Hop = 'swiftcheck->api-server';

/** @throws ObservationFailed where a name cannot be part of a path: nothing is asked then */
export function refuseNames(
  namespace: string | null,
  resource: KubeResource,
  name: string | null,
): void {
  if (namespace !== null && !isLabel(namespace)) {
    throw wrong(
      `${quoted(namespace)} is not a name of a namespace, so nothing was asked about it.`,
    );
  }
  if (name !== null && !isName(resource, name)) {
    const what = KINDS[resource];
    throw wrong(`${quoted(name)} is not a name of a ${what}, so nothing was asked about it.`);
  }
}

/** What was asked for. */
export interface Asked {
  readonly resource: KubeResource;
  /** `null`: all namespaces. */
  readonly namespace: string | null;
  readonly metadataOnly?: true;
}

/** @throws ObservationFailed where it is not the object of that name */
export function checkObject(item: JsonObject, asked: Asked & { readonly name: string }): void {
  const kind = textIn(item, 'kind');
  const what = KINDS[asked.resource];
  if (kind !== what) throw wrongAnswer(`its kind is ${quoted(kind)}, not ${what}`);
  const named = checkItem(item, asked);
  if (named !== asked.name) throw wrongAnswer(`it is the ${what} ${quoted(named)}`);
}

/**
 * The items of a list, each checked. Kubernetes can write those of an empty list as null, or leave them out.
 * @throws ObservationFailed
 */
export function itemsOf(page: JsonObject, asked: Asked): readonly unknown[] {
  const items = page['items'] ?? [];
  const isAsked = kindsOf(asked).some((kind) => textIn(page, 'kind') === `${kind}List`);
  if (!isAsked || !Array.isArray(items)) {
    throw wrongAnswer(`it is not a list of ${asked.resource}`);
  }
  for (const item of items) checkItem(item, asked);
  return items;
}

/** Its name. @throws ObservationFailed */
function checkItem(item: unknown, asked: Asked): string {
  const { resource, namespace } = asked;
  const what = KINDS[resource];
  const [kind, metadata] = isObject(item)
    ? [textIn(item, 'kind'), objectIn(item, 'metadata')]
    : ['', {}];
  // The items of a list do not have to repeat its kind.
  if (kind !== '' && !kindsOf(asked).includes(kind)) {
    throw wrongAnswer(`it holds an object of the kind ${quoted(kind)}, not ${what}`);
  }
  const [name, place] = [textIn(metadata, 'name'), textIn(metadata, 'namespace')];
  if (!isName(resource, name)) {
    throw wrongAnswer(
      `it holds a ${what} with the name ${quoted(name)}, which Kubernetes does not allow`,
    );
  }
  if (!isLabel(place) || (namespace !== null && place !== namespace)) {
    throw wrongAnswer(`it holds a ${what} of the namespace ${quoted(place)}`);
  }
  return name;
}

/** An API server that does not know the form with metadata alone gives whole objects. */
function kindsOf({ resource, metadataOnly }: Asked): readonly string[] {
  return metadataOnly ? [KINDS[resource], METADATA] : [KINDS[resource]];
}

function isName(resource: KubeResource, name: string): boolean {
  return resource === 'services' ? isLabel(name) : isSubdomain(name);
}

function quoted(text: string): string {
  return `"${shorten(visible(text), 80)}"`;
}

function wrongAnswer(what: string): ObservationFailed {
  return wrong(`The answer has status 200, but ${what}.`, 200);
}

function wrong(message: string, httpStatus?: number): ObservationFailed {
  return new ObservationFailed({
    ...{ hop: HOP, kind: 'wrong-answer', message },
    ...(httpStatus !== undefined && { httpStatus }),
  });
}
