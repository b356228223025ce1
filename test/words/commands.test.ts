// Every command that a step prints is one that its program takes, and stands alone.
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import { buildProgram } from '../../src/cli/program.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import { CASES } from '../judge/cases.js';
import { evidence } from '../judge/evidence.js';
import { TEXTS } from '../texts/examples.js';
import { FLAGS, GLOBAL, OF_RUNS, type Flags } from '../support/command-flags.js';
import { pasted, type Started } from '../support/pasted.js';

type Source = readonly [string, readonly Step[]];
const FINDINGS: readonly Source[] = CASES.flatMap(({ raisedBy, notBy }) => [raisedBy, notBy])
  .flatMap((overrides) => judge(evidence(overrides), 'fail').findings.filter(isRaised))
  .map(({ code, explanation }) => [code, explanation.steps] as const);
const RECOGNISED: readonly Source[] = Object.values(TEXTS).flatMap(({ examples }) =>
  examples.flatMap((text) => recognise(text)).map(({ id, steps }) => [id, steps] as const),
);
const stepsOf = (sources: readonly Source[]) =>
  sources.flatMap(([source, steps]) => steps.map((step) => ({ source, ...step })));
const STEPS = stepsOf([...FINDINGS, ...RECOGNISED]);
const COMMANDS = [...new Set(STEPS.flatMap(({ command }) => command ?? []))];
/** Words with which a program's name begins a command. */
const IN_PROSE =
  /(?:^|\s)(?:kubectl|helm|curl|openssl) (?:-|get|describe|logs|set|patch|scale|apply|create|ls|list|delete|init|s_client)/;

/** What is wrong with the words of a program; empty where it takes them. */
function refused([program = '', ...words]: Started): string[] {
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

describe('commands of steps', () => {
  let started: Started[][] = [];
  beforeAll(async () => {
    started = await pasted(COMMANDS);
  });

  it('are read by a shell, each as a line of its own', () => {
    expect(COMMANDS.length).toBeGreaterThan(75);
    expect(started).toHaveLength(COMMANDS.length);
    // `ulimit` is part of the shell, and starts no program.
    expect(COMMANDS.filter((_command, index) => started[index]?.length === 0)).toEqual([
      'ulimit -n',
    ]);
    expect(COMMANDS.filter((command) => /[\n\r]|[.,;)]$/.test(command))).toEqual([]);
  });

  it('have words that their programs take', () => {
    const wrong = COMMANDS.flatMap((command, index) =>
      (started[index] ?? []).flatMap((words) => {
        const complaints = refused(words);
        return complaints.length === 0 ? [] : [`${command}: ${complaints.join()}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('are all that the tables of programs hold', () => {
    const used = (program: string, verb: string, flag: string) =>
      started.flat().some((words) => {
        // A flag of the run may stand between the program and its command.
        const line = ` ${words.join(' ')} `;
        const named = words.some((word) => word === flag || word.startsWith(`${flag}=`));
        return words[0] === program && line.includes(verb === '' ? ' ' : ` ${verb} `) && named;
      });
    const unused = Object.entries(FLAGS).flatMap(([program, verbs]) =>
      Object.entries(verbs).flatMap(([verb, flags]) => [
        ...(OF_RUNS.includes(program) || used(program, verb, program)
          ? []
          : [`${program} ${verb}`]),
        ...Object.keys(flags)
          .filter((flag) => !OF_RUNS.includes(flag) && !used(program, verb, flag))
          .map((flag) => `${program} ${verb} ${flag}`),
      ]),
    );
    expect(unused).toEqual([]);
  });

  it('stand beside their text, not in it', () => {
    const wrong = stepsOf(FINDINGS).filter(({ text }) =>
      IN_PROSE.test(text.replace(/`[^`]*`/g, '')),
    );
    expect(wrong).toEqual([]);
  });

  it('name in their text what stands for a name that the run does not know', () => {
    const names = (command: string) =>
      // Tiller's label, and Swift's name of an order.
      [
        ...command
          .replace(/OWNER=TILLER|sort_by=NAME/g, '')
          .matchAll(/(?<![\w$-])[A-Z][A-Z.]{2,}(?![\w=])/g),
      ].map(([name]) => name);
    // What a name stands for is said once in a finding: an earlier step may have it.
    const wrong = [...FINDINGS, ...RECOGNISED].flatMap(([source, steps]) => {
      const said = steps.map(({ text }) => text).join(' ');
      return steps.flatMap(({ command = '' }) =>
        names(command)
          .filter((name) => !said.includes(name))
          .map((name) => `${source}: ${name} of ${command} is in no text`),
      );
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

it.each([
  [['kubectl', '--context', 'a', 'get', 'pods', '--purge'], /no flag --purge/],
  [['kubectl', 'frobnicate'], /no command frobnicate/],
  [['kubectl', 'get', 'pods', '-n'], /-n lacks its value/],
  [['helm', 'ls', '--show-labels'], /no flag --show-labels/],
  [['swiftcheck', 'probe', '--frobnicate'], /unknown option/],
  [['swiftcheck', 'probe', '--max-time', 'soon'], /soon/],
  [['curl', '--frobnicate', 'http://a'], /no flag --frobnicate/],
] as const)('refuses %j', (words, complaint) => {
  expect(refused(words).join()).toMatch(complaint);
});
