// What a run must never show: all that its requests carry and that would let another client make them.
import { RELEASE_STATUSES } from '../evidence/types.js';
import type { TlsSettings } from '../targets/types.js';
import { SecretText } from '../util/secret-text.js';

/** Headers that are no secret; every other one may be. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['accept', 'accept-charset', 'accept-encoding', 'accept-language', 'cache-control'],
  ...['connection', 'content-type', 'host', 'pragma', 'user-agent'],
  ...['impersonate-group', 'impersonate-uid', 'impersonate-user'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'],
]);

/** @param name of a header, in any case */
export function mayHoldSecret(name: string): boolean {
  return !HARMLESS.has(name.toLowerCase());
}

/** Values of headers that say nothing; taken for secrets, they would make others unreadable. */
const PLAIN: ReadonlySet<string> = new Set(['true', 'false', 'null', 'none']);

/** Fields of evidence that hold words of this program, numbers as text, or times; no peer writes them. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  ...['by', 'command', 'credentials', 'hop', 'kind', 'resource', 'scheme', 'source', 'tls', 'tool'],
  ...['verb', 'via', 'date', 'startedAt', 'validFrom', 'validTo', 'releaseName', 'lab'],
  // Values of the kubeconfig, or of a flag.
  ...['asked', 'context', 'declaredVersion', 'server'],
]);

export class Secrets {
  readonly #text = new SecretText();

  add(secret: string): void {
    if (PLAIN.has(secret.toLowerCase())) return;
    this.#text.add(secret);
    this.#text.add(secret.trim());
  }

  /** Whatever a header holds beside its own grammar is a secret by itself as well. */
  addHeaders(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) {
      if (!mayHoldSecret(name)) continue;
      this.add(value);
      const [, scheme = '', rest = ''] = /^(\S+)\s+([^]*)$/.exec(value) ?? [];
      if (rest !== '') this.add(rest);
      if (/^basic$/i.test(scheme)) this.#addPair(Buffer.from(rest, 'base64').toString('utf8'));
      if (name.toLowerCase() === 'cookie') for (const one of parts(value, ';')) this.add(one);
      else if (/authorization$/i.test(name)) for (const one of parts(rest, ',')) this.add(one);
    }
  }

  /** User and password of a URL. */
  addUser({ username, password }: URL): void {
    if (username === '' && password === '') return;
    this.#addPair(`${decoded(username)}:${decoded(password)}`);
  }

  /** The client's key; its certificate is none, for every server is shown it. */
  addKey({ key }: Pick<TlsSettings, 'key'>): void {
    if (!key) return;
    // A peer that has it may show any part of it.
    for (const line of key.toString('latin1').split(/\r?\n/)) {
      if (!line.startsWith('-----')) this.add(line);
    }
  }

  clean(text: string): string {
    return this.#text.clean(text);
  }

  /** The same value without any secret in its texts; what has none stays the same object. */
  cleaned<T>(value: T): T {
    if (this.#text.empty) return value;
    // Only texts change, and into texts.
    return this.#cleaned(value) as T;
  }

  #addPair(pair: string): void {
    const colon = pair.indexOf(':');
    this.add(pair);
    if (colon < 0) return;
    this.add(pair.slice(0, colon));
    this.add(pair.slice(colon + 1));
  }

  #cleanedField(name: string, value: unknown): unknown {
    if (isOwn(name, value)) return value;
    const [origin = ''] = name === 'url' ? (/^\w+:\/\/[^/]*/.exec(String(value)) ?? []) : [];
    // Names of a cluster stand in the path; without the rest it would be no URL.
    return origin === ''
      ? this.#cleaned(value)
      : `${origin}${this.clean(String(value).slice(origin.length))}`;
  }

  #cleaned(value: unknown): unknown {
    if (typeof value === 'string') return this.clean(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const cleaned = items.map((item) => this.#cleaned(item));
      return cleaned.every((item, index) => item === items[index]) ? value : cleaned;
    }
    const changed: [string, unknown][] = [];
    for (const [name, field] of Object.entries(value)) {
      const cleaned = this.#cleanedField(name, field);
      if (cleaned !== field) changed.push([name, cleaned]);
    }
    return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
  }
}

function isOwn(name: string, value: unknown): boolean {
  switch (name) {
    // That of a release comes by its number; that of a record is a label, which may hold anything.
    case 'status':
      return RELEASE_STATUSES.some((status) => status === value);
    // HOST:PORT was given; what a cluster names has a namespace before it.
    case 'address':
      return !String(value).includes('/');
    default:
      return OWN_FIELDS.has(name);
  }
}

/** The values of `a=b; c="d"`. */
function parts(text: string, separator: string): string[] {
  return text.split(separator).flatMap((part) => {
    const [, value = ''] = /^[^=]*=\s*([^]*)$/.exec(part) ?? [];
    return [value.trim(), value.trim().replace(/^"([^]*)"$/, '$1')];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
