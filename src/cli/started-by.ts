// Who runs the command line, and where: a report is pasted into tickets.
import { hostname, userInfo } from 'node:os';
import type { Evidence } from '../evidence/types.js';

export function startedBy(): NonNullable<Evidence['startedBy']> {
  return { user: userName(), host: hostname() };
}

/** A container often runs under a number without a name, for which Node throws. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${String(process.getuid?.() ?? 'unknown')}`;
  }
}
