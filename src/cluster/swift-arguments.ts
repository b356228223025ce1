// What the command line of its container makes Swift do.

import {
  SWIFT_BOOLEAN_FLAGS,
  SWIFT_VALUE_FLAGS,
  type SwiftArguments,
  type SwiftBooleanFlag,
  type SwiftValueFlag,
} from '../evidence/cluster.js';
import { isInVariable } from './variables.js';

const FLAGS: readonly string[] = [...SWIFT_VALUE_FLAGS, ...SWIFT_BOOLEAN_FLAGS];
const SHELLS = /(^|\/)(ba|da|a)?sh$/;

/** A script then hides the arguments. */
export function isShell(commandLine: readonly string[]): boolean {
  return SHELLS.test(commandLine[0] ?? '');
}

/** Reads flags as Swift does: `--flag=value`, `--flag value`; a boolean's value needs the `=`. */
export function readSwiftArguments(commandLine: readonly string[]): SwiftArguments {
  if (isShell(commandLine) || isInVariable(commandLine, FLAGS)) {
    return { readable: false, values: {}, switches: {} };
  }
  const values: Partial<Record<SwiftValueFlag, string>> = {};
  const switches: Partial<Record<SwiftBooleanFlag, boolean>> = {};
  for (let index = 0; index < commandLine.length; index += 1) {
    const argument = commandLine[index] ?? '';
    // What follows is no flag.
    if (argument === '--') break;
    const [, name = '', given] = /^--([^=]+)(?:=([^]*))?$/.exec(argument) ?? [];
    const value = SWIFT_VALUE_FLAGS.find((flag) => flag === name);
    if (value) {
      const next = given ?? commandLine[(index += 1)];
      if (next !== undefined) values[value] = next;
    }
    const boolean = SWIFT_BOOLEAN_FLAGS.find((flag) => flag === name);
    if (boolean) switches[boolean] = given === undefined || isTrue(given);
  }
  return { readable: true, values, switches };
}

/** As Go's ParseBool. */
function isTrue(text: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text);
}
