// `$(NAME)` in the command line of a container, which the kubelet replaces by a variable of the container.
import { objectsIn, textIn, type JsonObject } from '../util/json.js';

/** What the kubelet looks for: `$$` stands for a `$`. */
const MARKS = /\$(?:\$|\(([^)]*)\))/g;
const REFERENCE = /\$\([^)]+\)/;

/** The command line with the plain values of the variables. What the pod does not show stays as it is. */
export function withVariables(commandLine: readonly string[], container: JsonObject): string[] {
  const values = new Map<string, string>();
  const replaced = (text: string) =>
    text.replace(MARKS, (mark, name: string | undefined) =>
      name === undefined ? '$' : (values.get(name) ?? mark),
    );
  // A value may name the variables before it.
  for (const variable of objectsIn(container, 'env')) {
    const name = textIn(variable, 'name');
    if ('valueFrom' in variable) values.delete(name);
    else values.set(name, replaced(textIn(variable, 'value')));
  }
  return commandLine.map(replaced);
}

/** Whether one of these flags, or an argument that may be one of them, stands in a variable that the pod does not show. */
export function isInVariable(commandLine: readonly string[], flags: readonly string[]): boolean {
  return commandLine.some((argument, index) => {
    if (!REFERENCE.test(argument)) return false;
    const flag = flagIn(argument) ?? flagIn(`${commandLine[index - 1] ?? ''}=`);
    return flag === null || REFERENCE.test(flag) || flags.includes(flag);
  });
}

function flagIn(argument: string): string | null {
  return /^--?([^=-][^=]*)=/.exec(argument)?.[1] ?? null;
}
