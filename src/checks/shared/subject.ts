// Who was refused, as `swiftcheck rbac --subject` takes it.

/** The user of a Status object; `null`: its user cannot stand in a command. */
export function refusedUser(message: string): string | null {
  return /User "([\w.:@/-]+)"/.exec(message)?.[1] ?? null;
}

/** `serviceaccount:NAMESPACE/NAME` or `user:NAME`; literally `user:NAME` if the user is unknown. */
export function subjectOf(user: string | null): string {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? '');
  return account
    ? `serviceaccount:${account[1] ?? ''}/${account[2] ?? ''}`
    : `user:${user ?? 'NAME'}`;
}
