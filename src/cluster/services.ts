// What of a Service matters here.
import { isObject, mapIn, objectIn, objectsIn, textIn } from '../util/json.js';
import { isLabel, portNumber } from '../util/kubernetes-names.js';

export interface ServicePort {
  /** Empty where it has none. */
  readonly name: string;
  readonly port: number;
  /** Number, or name of a container's port. */
  readonly targetPort: number | string;
}

export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Empty: it selects no pods. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  /** The name that a Service of type ExternalName stands for; `null`: of another type. */
  readonly externalName: string | null;
}

/** `null` for what has no name. A port with a number or name that Kubernetes does not allow is without it. */
export function readService(item: unknown): Service | null {
  if (!isObject(item)) return null;
  const metadata = objectIn(item, 'metadata');
  const spec = objectIn(item, 'spec');
  const name = textIn(metadata, 'name');
  if (name === '') return null;
  return {
    namespace: textIn(metadata, 'namespace'),
    name,
    labels: mapIn(metadata, 'labels'),
    selector: mapIn(spec, 'selector'),
    externalName: textIn(spec, 'type') === 'ExternalName' ? textIn(spec, 'externalName') : null,
    ports: objectsIn(spec, 'ports').flatMap((port) => {
      const number = portNumber(port['port']);
      if (number === null) return [];
      const target = portNumber(port['targetPort']) ?? textIn(port, 'targetPort');
      const name = textIn(port, 'name');
      return [{ name: isLabel(name) ? name : '', port: number, targetPort: target || number }];
    }),
  };
}
