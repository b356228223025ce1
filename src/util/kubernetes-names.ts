// Names that Kubernetes allows. A name becomes a part of a path, and no encoding keeps `..` from leading to another
// path: a name of another form is refused before a request is made.

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const ONE_LABEL = new RegExp(`^${LABEL}$`);
const LABELS = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** Whether a text can name a namespace: a DNS label (RFC 1123). The name of a Service is one, too. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && ONE_LABEL.test(text);
}

/** A port's number; `null` for what is none. */
export function portNumber(value: unknown): number | null {
  const isPort =
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
  return isPort ? value : null;
}

/** Whether a text can name a pod, ConfigMap or Secret: DNS labels with dots between them. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && LABELS.test(text);
}
