// Every command that a step prints is one that its program takes, and stands alone.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import { CASES } from '../judge/cases.js';
import { evidence } from '../judge/evidence.js';
import { TEXTS } from '../texts/examples.js';
import { REPORTS } from '../texts/reports.js';
import { THREADS } from '../texts/threads.js';
import { FLAGS, OF_RUNS } from '../support/command-flags.js';
import { pasted, type Started } from '../support/pasted.js';
import { refused, wrongCommands } from '../support/refused.js';

type Source = readonly [string, readonly Step[]];
const FINDINGS: readonly Source[] = CASES.flatMap(({ raisedBy, notBy }) => [raisedBy, notBy])
  .flatMap((overrides) => judge(evidence(overrides), 'fail').findings.filter(isRaised))
  .map(({ code, explanation }) => [code, explanation.steps] as const);
const RECOGNISED: readonly Source[] = [
  ...Object.values(TEXTS).flatMap(({ examples }) => examples),
  ...[...REPORTS, ...THREADS].map(({ text }) => text),
]
  .flatMap((text) => recognise(text))
  .map(({ id, steps }) => [id, steps] as const);
const stepsOf = (sources: readonly Source[]) =>
  sources.flatMap(([source, steps]) => steps.map((step) => ({ source, ...step })));
const STEPS = stepsOf([...FINDINGS, ...RECOGNISED]);
const COMMANDS = [...new Set(STEPS.flatMap(({ command }) => command ?? []))];
/** Words with which a program's name begins a command. */
const IN_PROSE =
  /(?:^|\s)(?:kubectl|helm|curl|openssl) (?:-|get|describe|logs|set|patch|scale|apply|create|ls|list|delete|init|s_client)/;

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

  it('have words that their programs take', async () => {
    expect(await wrongCommands(COMMANDS)).toEqual([]);
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
        ...([program, verb].some((name) => OF_RUNS.includes(name)) || used(program, verb, program)
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
      // Tiller's label, and Swift's names of an order and of statuses.
      [
        ...command
          .replace(/OWNER=TILLER|(?:sort_by|status_codes)=[A-Z_]+/g, '')
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
