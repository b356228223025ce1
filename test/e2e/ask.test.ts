// The question before something is changed: which answers agree, and where the cursor is left.
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { ask } from '../../src/cli/confirm.js';

/** What a person types, until Ctrl-D. Returns the answer, and what the terminal shows. */
async function answered(typed: string): Promise<[string, string]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = ask('Remove it?', new AbortController().signal, { input, output });
  input.end(typed);
  const said = await answer;
  output.end();
  return [said, await text(output)];
}

it.each([
  ['y\n', 'yes'],
  ['YES\n', 'yes'],
  [' y \nno\n', 'yes'],
  ['\n', 'no'],
  ['no\nyes\n', 'no'],
  ['yes please\n', 'no'],
  ['\u0000y\n', 'no'],
])('%j is %s', async (typed, means) => {
  expect((await answered(typed))[0]).toBe(means);
});

it('takes Ctrl-D for no, and ends the line of the question', async () => {
  expect(await answered('')).toEqual(['no', 'Remove it? [y/N] \n']);
});
