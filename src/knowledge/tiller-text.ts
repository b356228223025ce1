// Tiller's own errors, in its words. All of them come with gRPC code UNKNOWN (2).

/** The expression that Tiller names; in JavaScript it can take forever to say no. */
const TILLERS_EXPRESSION = '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])+$';
/** Matches the same names, at once. */
const VALID_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LONGEST_NAME = 53;

/** What Tiller says of a name before it looks for it; `null` where it has no objection. */
export function objectionToName(name: string): string | null {
  if (name === '') return 'no release provided';
  if (Buffer.byteLength(name) <= LONGEST_NAME && VALID_NAME.test(name)) return null;
  return `invalid release name, must match regex ${TILLERS_EXPRESSION} and the length must not longer than ${LONGEST_NAME}`;
}

/** Content, history, uninstall. `revision` 0 is the latest. */
export function notFound(name: string, revision = 0): string {
  return `release: ${quoted(revision === 0 ? name : `${name}.v${revision}`)} not found`;
}

export function statusNotFound(name: string, revision = 0): string {
  return revision === 0
    ? `getting deployed release ${quoted(name)}: ${notFound(name)}`
    : `getting release '${name}' (v${revision}): ${notFound(name, revision)}`;
}

export function offsetNotFound(offset: string): string {
  return `offset ${quoted(offset)} not found`;
}

/** An install looks at the length only; `null` where it has no objection. */
export function objectionToNewName(name: string): string | null {
  return Buffer.byteLength(name) <= LONGEST_NAME
    ? null
    : `release name ${quoted(name)} exceeds max length of ${LONGEST_NAME}`;
}

export function nameInUse(name: string): string {
  return [
    `a release named ${name} already exists.`,
    `Run: helm ls --all ${name}; to check the status of the release`,
    `Or run: helm del --purge ${name}; to delete it`,
  ].join('\n');
}

/** Go's %q, for text that is printable. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
