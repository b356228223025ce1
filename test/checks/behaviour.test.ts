// How a stream that no version sends is described: by its messages, and an empty one as empty.
import { expect, it } from 'vitest';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { direct, evidence, ok, release, type Overrides } from '../judge/evidence.js';

function seen(overrides: Overrides): readonly string[] | undefined {
  return judge(evidence(overrides))
    .findings.filter(isRaised)
    .find(({ code }) => code === 'behaviour-contradicts-knowledge')?.explanation.seen;
}

const ONE = direct([[release('alpha')]]);
const [{ bytes } = { bytes: 0 }] = ONE.messages;

it.each([
  [
    'a message for an empty list',
    direct([[]]),
    /^Expected: an empty stream\. Seen: 1 message of \d+ bytes?\.$/,
  ],
  [
    'two messages for one',
    direct([[release('alpha')], [release('beta')]]),
    new RegExp(
      `^Expected: 1 message of [\\d,]+ bytes\\. Seen: 2 messages of ${bytes}, [\\d,]+ bytes\\.$`,
    ),
  ],
])('%s', (_name, list, words) => {
  expect(seen({ tiller: 'v2.13.0', directList: ok(list) })).toEqual([expect.stringMatching(words)]);
});
