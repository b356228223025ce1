// How this run was called: kubectl runs its plugin `kubectl-swiftcheck` for `kubectl swiftcheck`.
const AS_PLUGIN = /(?:^|[/\\])kubectl-swiftcheck(?:\.\w+)?$/;

export const PROGRAM = AS_PLUGIN.test(process.argv[1] ?? '') ? 'kubectl swiftcheck' : 'swiftcheck';

/** Commands of the help as they are typed here. */
export function asCalled(text: string): string {
  return text.replace(/(^|\| )swiftcheck(?= )/gm, `$1${PROGRAM}`);
}
