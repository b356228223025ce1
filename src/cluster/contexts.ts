// Which contexts of a kubeconfig a run is about.
import type { Failure } from '../evidence/observation.js';
import { nearest } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';
import type { ClusterAccess } from './access.js';
import type { Kubeconfig } from './kubeconfig.js';

/** A context, or why it cannot be used: that is no reason to leave out the others. */
export interface ChosenContext {
  readonly name: string;
  readonly access: ClusterAccess | { readonly unusable: Failure };
}

/**
 * The contexts that the patterns name, each once, in the kubeconfig's order. `*` stands for any text,
 * `?` for one character.
 * @throws UsageError where a pattern names none
 */
export function chooseContexts(
  kubeconfig: Kubeconfig,
  patterns: readonly string[],
): ChosenContext[] {
  const { contexts, source } = kubeconfig;
  const wanted = new Set<string>();
  for (const pattern of patterns) {
    const named = contexts.filter((name) => matches(pattern, name));
    if (named.length === 0) {
      const near = nearest(pattern, contexts);
      const rest =
        near.length > 0
          ? `did you mean ${near.join(' or ')}?`
          : `it has ${contexts.length === 0 ? 'none' : contexts.join(', ')}.`;
      throw new UsageError(`${source} has no context "${pattern}"; ${rest}`);
    }
    for (const name of named) wanted.add(name);
  }
  return contexts
    .filter((name) => wanted.has(name))
    .map((name) => ({ name, access: accessTo(kubeconfig, name) }));
}

/** Whether a pattern can name more than one context. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

function matches(pattern: string, name: string): boolean {
  // A name that holds such a character is meant as it stands, too.
  if (pattern === name) return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`).test(name);
}

function accessTo(kubeconfig: Kubeconfig, name: string): ChosenContext['access'] {
  try {
    return kubeconfig.access(name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const message = error.message.charAt(0).toUpperCase() + error.message.slice(1);
    return { unusable: { hop: 'swiftcheck->api-server', kind: 'kubeconfig', message } };
  }
}
