// The Service that a URL of the API server's service proxy leads to.

export interface ServiceOfUrl {
  readonly namespace: string;
  readonly name: string;
  /** How the API server speaks to the Service; `null`: the URL does not say, which means plaintext. */
  readonly scheme: 'http' | 'https' | null;
  /** Name or number; `null`: the URL has no port. */
  readonly port: string | null;
}

/** `null` for another URL. Names are those that Kubernetes allows, so they can stand in a command. */
export function serviceOf(url: string): ServiceOfUrl | null {
  const match =
    /\/namespaces\/([a-z0-9-]+)\/services\/(?:(https?):)?([a-z0-9-]+)(?::([a-z0-9-]*))?\/proxy$/.exec(
      url,
    );
  const [, namespace, scheme, name, port = ''] = match ?? [];
  if (namespace === undefined || name === undefined) return null;
  return {
    namespace,
    name,
    scheme: scheme === 'https' || scheme === 'http' ? scheme : null,
    port: port === '' ? null : port,
  };
}
