import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataSet } from '../../src/lab/data-set.js';
import { UsageError } from '../../src/util/usage-error.js';
import { measureRelease } from '../../src/wire/measure.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function file(text: string): string {
  const path = join(folder, `set-${files++}.yaml`);
  writeFileSync(path, text);
  return path;
}

describe('a data file', () => {
  it('describes releases by what makes them large', () => {
    const path = file(`
releases:
  - name: harbor
    namespace: prod
    revision: 3
    status: FAILED
    files: [4M, 1024]
    notes: 10K
    values: 2KiB
  - name: small
`);
    const { name, releases } = dataSet(path);
    expect(name).toBe(path);
    const [harbor, small] = releases.map(({ encoded }) => measureRelease(encoded));
    expect(harbor).toMatchObject({
      name: 'harbor',
      namespace: 'prod',
      revision: 3,
      status: 'FAILED',
      parts: { notesBytes: 10_240, configBytes: 2_048 + 3 },
    });
    expect(harbor?.parts.chartFilesBytes).toBeGreaterThan(4 * 1024 * 1024 + 1024);
    expect(small).toMatchObject({ namespace: 'default', revision: 1, status: 'DEPLOYED' });
    expect(small?.bytes).toBeLessThan(500);
  });

  it('may be JSON, and may hold several revisions', () => {
    const path = file(
      JSON.stringify({
        releases: [
          { name: 'a', revision: 1, status: 'SUPERSEDED' },
          { name: 'a', revision: 2 },
        ],
      }),
    );
    expect(dataSet(path).releases.map(({ revision, status }) => [revision, status])).toEqual([
      [1, 3],
      [2, 1],
    ]);
  });

  it.each([
    ['releases: 3', 'it has no list named "releases"'],
    ['- a', 'it has no list named "releases"'],
    ['releases: [1]', 'releases[0] is not a mapping'],
    ['releases: [{}]', 'releases[0] needs a name'],
    ['releases: [{name: a, size: 1}]', 'releases[0] has the unknown key "size"; known: name, '],
    ['releases: [{name: a, namespace: 1}]', 'releases[0].namespace is not a string'],
    [
      'releases: [{name: a, revision: 0}]',
      'releases[0].revision is not a number from 1 to 2147483647.',
    ],
    ['releases: [{name: a, revision: 2147483648}]', 'releases[0].revision is not a number from 1'],
    [
      'releases: [{name: a, files: [256M, 256M, 256M, 256M, 1]}]',
      'releases[0] makes the data set larger than the lab holds: 1024M.',
    ],
    ['releases: []\nrelease: [{name: a}]', 'it has the unknown key "release" beside "releases"'],
    [
      'releases: [{name: a, status: deployed}]',
      'releases[0].status is not a status of Helm: UNKNOWN, DEPLOYED',
    ],
    ['releases: [{name: a, files: 4M}]', 'releases[0].files is not a list of sizes'],
    ['releases: [{name: a, files: [4 MB]}]', 'releases[0].files[0] is not a size; sizes are 4M'],
    ['releases: [{name: a, notes: -1}]', 'releases[0].notes is not a size'],
    ['releases: [{name: a}, {name: a}]', 'releases[1] repeats revision 1 of a'],
    ['releases: [', 'Flow sequence'],
    ['['.repeat(50_000), 'the values are nested too deeply'],
  ])('that says %s is refused', (text, problem) => {
    const path = file(text);
    expect(() => dataSet(path)).toThrow(UsageError);
    expect(() => dataSet(path)).toThrow(problem);
    expect(() => dataSet(path)).toThrow(path);
  });

  it('that is not there is refused', () => {
    expect(() => dataSet(join(folder, 'none.yaml'))).toThrow(UsageError);
    expect(() => dataSet('sead')).toThrow(/sead/);
  });
});
