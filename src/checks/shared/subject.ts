// Who was refused, as `swiftcheck rbac --subject` takes it.

/** The user that a Status object names; `null` where it names none that can stand in a command. */
export function refusedUser(message: string): string | null {
  return /User "([\w.:@/-]+)"/.exec(message)?.[1] ?? null;
}

/** `serviceaccount:NAMESPACE/NAME` or `user:NAME`, which stands as it is where nobody is named. */
export function subjectOf(user: string | null): string {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? '');
  return account
    ? `serviceaccount:${account[1] ?? ''}/${account[2] ?? ''}`
    : `user:${user ?? 'NAME'}`;
}
