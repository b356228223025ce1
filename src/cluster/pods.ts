// What of a pod matters here. Environment, but for two variables of Tiller, volumes and annotations are
// never kept.
import { isObject, mapIn, numberIn, objectIn, objectsIn, textIn, textsIn } from '../util/json.js';
import type { JsonObject } from '../util/json.js';
import { portNumber } from '../util/kubernetes-names.js';
import { withVariables } from './variables.js';

export interface ContainerPort {
  /** Empty where it has none. */
  readonly name: string;
  readonly port: number;
}

export interface TillerEnv {
  readonly TILLER_NAMESPACE?: string;
  readonly TILLER_HISTORY_MAX?: string;
}

export interface Container {
  readonly name: string;
  /** As the pod asks for it. */
  readonly image: string;
  /** Command and arguments, in this order. They may hold secrets: only flags that are known are shown. */
  readonly commandLine: readonly string[];
  readonly ports: readonly ContainerPort[];
  /** The two of Tiller's variables that matter, where they are plain values; no other is read. */
  readonly tillerEnv: TillerEnv;
  /** Why it does not run: `ErrImagePull`, `CrashLoopBackOff`, … */
  readonly waiting: { readonly reason: string; readonly message: string } | null;
  readonly ready: boolean;
  /** How it ended the last time, if it did: `OOMKilled`, `Error`. */
  readonly lastEnd: { readonly reason: string; readonly exitCode: number } | null;
}

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
  readonly phase: string;
  /** The reason of a pod that failed as a whole: `Evicted`. */
  readonly reason: string;
  readonly message: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Why no node took it. */
  readonly unscheduled: string | null;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

/** `null` for what has no name. */
export function readPod(item: unknown): Pod | null {
  if (!isObject(item)) return null;
  const metadata = objectIn(item, 'metadata');
  const spec = objectIn(item, 'spec');
  const status = objectIn(item, 'status');
  const name = textIn(metadata, 'name');
  if (name === '') return null;
  const conditions = objectsIn(status, 'conditions');
  const condition = (type: string) => conditions.find((one) => textIn(one, 'type') === type) ?? {};
  const scheduled = condition('PodScheduled');
  return {
    namespace: textIn(metadata, 'namespace'),
    name,
    labels: mapIn(metadata, 'labels'),
    phase: textIn(status, 'phase'),
    reason: textIn(status, 'reason'),
    message: textIn(status, 'message'),
    ready: textIn(condition('Ready'), 'status') === 'True',
    terminating: textIn(metadata, 'deletionTimestamp') !== '',
    unscheduled: textIn(scheduled, 'status') === 'False' ? textIn(scheduled, 'message') : null,
    containers: containers(spec, 'containers', status, 'containerStatuses'),
    initContainers: containers(spec, 'initContainers', status, 'initContainerStatuses'),
  };
}

function containers(spec: JsonObject, field: string, status: JsonObject, statusField: string) {
  const statuses = new Map(objectsIn(status, statusField).map((one) => [textIn(one, 'name'), one]));
  return objectsIn(spec, field).map((container) =>
    readContainer(container, statuses.get(textIn(container, 'name')) ?? {}),
  );
}

function tillerEnv(container: JsonObject): TillerEnv {
  const names = ['TILLER_NAMESPACE', 'TILLER_HISTORY_MAX'] as const;
  return Object.fromEntries(
    objectsIn(container, 'env').flatMap((variable) => {
      const name = names.find((one) => one === variable['name']);
      const value = textIn(variable, 'value');
      return name && value !== '' ? [[name, value]] : [];
    }),
  );
}

function readContainer(container: JsonObject, status: JsonObject): Container {
  const state = objectIn(status, 'state');
  const waiting = objectIn(state, 'waiting');
  const ended = [
    objectIn(state, 'terminated'),
    objectIn(objectIn(status, 'lastState'), 'terminated'),
  ];
  const lastEnd = ended.find((one) => numberIn(one, 'exitCode') !== null);
  return {
    name: textIn(container, 'name'),
    image: textIn(container, 'image'),
    commandLine: withVariables(
      [...textsIn(container, 'command'), ...textsIn(container, 'args')],
      container,
    ),
    ports: objectsIn(container, 'ports').flatMap((port) => {
      const number = portNumber(port['containerPort']);
      return number === null ? [] : [{ name: textIn(port, 'name'), port: number }];
    }),
    tillerEnv: tillerEnv(container),
    waiting:
      textIn(waiting, 'reason') === ''
        ? null
        : { reason: textIn(waiting, 'reason'), message: textIn(waiting, 'message') },
    ready: status['ready'] === true,
    lastEnd: lastEnd
      ? { reason: textIn(lastEnd, 'reason'), exitCode: numberIn(lastEnd, 'exitCode') ?? 0 }
      : null,
  };
}
