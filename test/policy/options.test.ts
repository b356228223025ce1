// What is derived from the table of options holds for each option that is added.
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../../src/cli/options/codec.js';
import { namesOf } from '../../src/cli/options/option.js';
import { formatOf, readInto, SETTINGS } from '../../src/cli/options/settings.js';
import { TABLE, type OptionName, type OptionValues } from '../../src/cli/options/table.js';
import { filesRead } from '../../src/cli/shared-files.js';

const names = namesOf(TABLE);
const placeholderOf = (name: OptionName) =>
  TABLE[name].placeholder ?? TABLE[name].codec.placeholder ?? '';

describe('an option', () => {
  it.each(names.filter((name) => placeholderOf(name) === '<file>' && name !== 'saveEvidence'))(
    '%s names a file that no output replaces',
    (name) => {
      expect(filesRead({ [name]: 'some.pem' })).toEqual(['some.pem']);
    },
  );

  it('that stands for another one stands for an option', () => {
    const others = names.flatMap((name) => TABLE[name].insteadOf ?? []);
    expect(others).toContain('token');
    for (const other of others) expect(names).toContain(other);
  });

  const examples = SETTINGS.flatMap(({ name }) => {
    const { example } = TABLE[name];
    return example === undefined ? [] : [{ name, example }];
  });
  it.each(examples)('$name is read again as it is written: $example', ({ name, example }) => {
    const values: { -readonly [N in OptionName]?: OptionValues[N] } = {};
    readInto(values, name, example, COMMAND_LINE);
    const written = formatOf(values, name);
    const again: typeof values = {};
    readInto(again, name, written, COMMAND_LINE);
    expect(written).toEqual(expect.any(String));
    expect(again).toEqual(values);
  });

  it.each(['timeout', 'insecure', 'kubeContext', 'swiftVia'] as const)(
    '%s refuses a value of another type',
    (name) => {
      expect(() => TABLE[name].codec.parse(7, COMMAND_LINE)).toThrow(/expected|choices/);
    },
  );
});
