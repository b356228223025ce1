// What a shell makes of printed command lines: the words of each program that a line starts.
import { execa } from 'execa';

/** A program and its words, as the program gets them. */
export type Started = readonly string[];

const PROGRAMS = [
  'kubectl',
  'helm',
  'curl',
  'swiftcheck',
  'openssl',
  'grep',
  'sort',
  'tail',
  'cat',
  'date',
  'env',
  'ls',
  'swift',
];
/** What the text of a step asks the reader to set. */
const VARIABLES = {
  TOKEN: 'abc',
  HEADER: 'Authorization: Bearer abc',
  CERT: 'cert.pem',
  KEY: 'key.pem',
  SWIFT: 'http://127.0.0.1:9855',
};
const WORD = '\u0001';
const PROGRAM = '\u0002';
const LINE = '\u0003';

/**
 * Reads the lines as if each was pasted. Functions stand for the programs, so that nothing runs: there is no
 * path to look for programs in. @throws where a line is no complete command, or starts another program
 */
export async function pasted(lines: readonly string[]): Promise<Started[][]> {
  for (const line of lines) if (line.includes('>')) throw new Error(`it writes a file: ${line}`);
  const script = [
    'PATH=',
    ...PROGRAMS.map(
      // One write each: the programs of a pipeline run at the same time.
      (name) =>
        `${name}() { local words; printf -v words '%s${WORD}' ${name} "$@"; printf '%s${PROGRAM}' "$words" >&3; }`,
    ),
    ...lines.flatMap((line) => [line, 'wait', `printf '${LINE}' >&3`]),
  ].join('\n');
  const options = { env: VARIABLES, extendEnv: false, input: script, reject: false } as const;
  const parsed = await execa('/bin/bash', ['-n'], options);
  if (parsed.exitCode !== 0) throw new Error(`not a command: ${parsed.stderr}`);
  const run = await execa('/bin/bash', ['--norc', '-s'], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  if (run.stderr !== '') throw new Error(run.stderr);
  return run.stdio[3]
    .split(LINE)
    .slice(0, -1)
    .map((line) =>
      line
        .split(PROGRAM)
        .filter((part) => part !== '')
        .map((part) => part.split(WORD).slice(0, -1)),
    );
}
