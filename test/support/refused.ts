// Whether a program takes the words of a printed command.
import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/program.js';
import { FLAGS, GLOBAL, type Flags } from './command-flags.js';
import { pasted, type Started } from './pasted.js';

/** What is wrong with the words of a program; empty where it takes them. */
export function refused([program = '', ...words]: Started): string[] {
  if (program === 'swiftcheck') return refusedBySwiftcheck(words);
  const table = FLAGS[program];
  if (!table) return [`${program} is unknown`];
  const global = GLOBAL[program] ?? {};
  const verbs = Object.keys(table).filter((verb) => verb !== '');
  const { rest, wrong } = strip(words, global);
  const verb = verbs
    .filter((each) => each === rest.slice(0, each.split(' ').length).join(' '))
    .sort((a, b) => b.length - a.length)[0];
  if (verbs.length > 0 && verb === undefined) return [...wrong, `no command ${rest[0] ?? ''}`];
  const after = verb === undefined ? rest : rest.slice(verb.split(' ').length);
  const { rest: operands, wrong: more } = strip(after, { ...global, ...table[verb ?? ''] }, true);
  return [...wrong, ...more, ...operands.filter((word) => word === '')];
}

/** Takes the known flags away. @param all whether unknown flags are wrong, or may be those of the verb */
function strip(words: readonly string[], flags: Flags, all = false) {
  const rest: string[] = [];
  const wrong: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [name = '', attached] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    const kind = flags[name];
    if (kind === undefined) {
      if (all && word.startsWith('-') && word !== '-') wrong.push(`no flag ${name}`);
      rest.push(word);
    } else if (kind === 'switch') {
      if (attached !== undefined) wrong.push(`${name} takes no value`);
    } else if (attached === undefined) {
      index += 1;
      if (index >= words.length) wrong.push(`${name} lacks its value`);
    }
  }
  return { rest, wrong };
}

function refusedBySwiftcheck(words: readonly string[]): string[] {
  const said: string[] = [];
  const writer = { out: () => undefined, err: (text: string) => said.push(text) };
  const program = buildProgram({ ...writer, outIsTerminal: false, errIsTerminal: false }, () => {
    throw new Error('no command is run here');
  });
  const each = (command: Command): void => {
    command.exitOverride().action(() => undefined);
    command.commands.forEach(each);
  };
  program.commands.forEach(each);
  try {
    // A placeholder stands for what the run does not know; a URL has to have the form of one.
    const filled = words.map((word) => (word === 'URL' ? 'http://127.0.0.1:9855' : word));
    program.parse(filled, { from: 'user' });
    return said;
  } catch (error) {
    return [...said, String(error)];
  }
}

/** What is wrong with printed commands: a line each. Empty where every program takes its words. */
export async function wrongCommands(commands: readonly string[]): Promise<string[]> {
  const started = await pasted(commands);
  return commands.flatMap((command, index) =>
    (started[index] ?? []).flatMap((words) => {
      const complaints = refused(words);
      return complaints.length === 0 ? [] : [`${command}: ${complaints.join()}`];
    }),
  );
}
