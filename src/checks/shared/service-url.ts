// What a URL of the API server's service proxy says of the Service behind it.

export interface ServiceOfUrl {
  readonly namespace: string;
  readonly name: string;
  /** How the API server is to speak to it; `null`: not said, which means plaintext. */
  readonly scheme: 'http' | 'https' | null;
  /** Name or number; `null` where the URL names none. */
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
