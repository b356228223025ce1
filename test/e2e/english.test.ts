// The documents and the help texts are plain English.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { processWriter } from '../../src/cli/writer.js';
import { START } from '../../src/cli/help.js';
import { namesOf } from '../../src/cli/options/option.js';
import { TABLE } from '../../src/cli/options/table.js';
import { PERMISSIONS } from '../../src/manifests/permissions.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';
import { faultsOf, textsIn, wordsIn } from '../support/english.js';

/** Its sentences are those of the pages of the checks. */
const GENERATED = ['findings.md', 'error-texts.md'];
const docs = readdirSync(new URL('docs/', PACKAGE_ROOT))
  .filter((name) => name.endsWith('.md') && !GENERATED.includes(name))
  .map((name) => `docs/${name}`);

describe('faultsOf', () => {
  it.each([
    'Swift fails on its way to Tiller.',
    'The version is told by the image.',
    'Mend the certificate.',
    'There is no release that fits.',
    'Of what was listed one is too large.',
    'Passed. Where Tiller is missing, add it.',
    '| a | Where it is missing |',
    'Nobody asks.',
    'Such a file is refused.',
    'No newer release of Swift helps.',
    'It reads the file, else the flag.',
    'This is the end of it.',
  ])('finds the fault in: %s', (text) => {
    expect(faultsOf(text)).toHaveLength(1);
  });

  it('leaves code and plain sentences alone', () => {
    const code = '```sh\nkubectl tell nobody\n```\n';
    expect(
      faultsOf(`Run \`tell nobody\`. Where is Tiller? It is in kube-system.\n\n${code}`),
    ).toEqual([]);
  });
});

describe('wordsIn', () => {
  it('finds comments and texts, and leaves code out', () => {
    const source = [
      '// It is told',
      '// anew.',
      'const way = tell(other); /** Nobody. */',
      "const text = 'mend'; const url = `http://x/${way(1)} heed`;",
    ].join('\n');
    expect(faultsOf(wordsIn(source)).map((fault) => /"(.*?)"/.exec(fault)?.[1])).toEqual([
      ...['tell', 'mend', 'heed', 'anew', 'nobody'],
    ]);
  });
});

describe('plain English', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...docs])(
    'is in %s',
    (page) => {
      expect(faultsOf(readFileSync(new URL(page, PACKAGE_ROOT), 'utf8'))).toEqual([]);
    },
  );
  const { commands } = buildProgram(processWriter, () => undefined);
  const names = commands.map((command) => command.name());

  it.each(['', ...names])('is in the help of "%s"', async (name) => {
    const { stdout } = await swiftcheck('help', ...(name === '' ? [] : [name]));
    const more = await swiftcheck(...(name === '' ? [] : [name]), '--help');
    expect(more.stdout).toBe(stdout);
    // The path of the package is not prose.
    expect(faultsOf(stdout.replace(/^Documentation: .*$/m, ''))).toEqual([]);
  });

  it('is in the text that swiftcheck alone prints, and in every option', () => {
    const options = namesOf(TABLE).flatMap((name) => [TABLE[name].help, TABLE[name].inFile ?? '']);
    const purposes = Object.values(PERMISSIONS).map(({ purpose }) => purpose);
    const texts = [START, ...options, ...purposes].filter((text) => typeof text === 'string');
    expect(texts.flatMap(faultsOf)).toEqual([]);
  });

  // Messages about --install have tests of their own.
  const OTHERS = ['cleanup.ts', 'confirm.ts', 'throwaway.ts'];
  const sources = ['src/cli', 'src/manifests', 'src/policy'].flatMap((room) =>
    readdirSync(new URL(`${room}/`, PACKAGE_ROOT), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts') && !OTHERS.includes(name))
      .map((name) => `${room}/${name}`),
  );

  it.each(sources)('is in messages and comments of %s', (path) => {
    expect(faultsOf(wordsIn(readFileSync(new URL(path, PACKAGE_ROOT), 'utf8')))).toEqual([]);
  });

  // The texts of findings and of the catalogue are tested as they are said; cases quote other programs.
  const others = readdirSync(new URL('src/', PACKAGE_ROOT), { recursive: true })
    .map((name) => `src/${String(name)}`)
    .filter((name) => /\.tsx?$/.test(name) && !/^src\/(?:checks|cli|texts)\//.test(name));

  it('is in the messages of all other rooms', () => {
    expect(others.length).toBeGreaterThan(200);
    const faults = others.flatMap((path) =>
      faultsOf(textsIn(readFileSync(new URL(path, PACKAGE_ROOT), 'utf8'))).map(
        (fault) => `${path}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });
});
