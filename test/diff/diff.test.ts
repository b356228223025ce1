import { describe, expect, it } from 'vitest';
import { diffOf } from '../../src/diff/diff.js';
import { diffPage } from '../../src/diff/words.js';
import { pageMarkdown, pageText } from '../../src/reports/blocks.js';
import { inCluster } from '../judge/cluster-evidence.js';
import {
  cutList,
  evidence,
  failed,
  MEBIBYTE,
  release,
  SEED,
  SMALL,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

const diff = (before: Overrides, after: Overrides) => diffOf(evidence(before), evidence(after));
const INCIDENT: Overrides = {
  ...{ stored: SEED, swift: '0.9.0', tiller: 'v2.10.0' },
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const kinds = (found: ReturnType<typeof diff>) =>
  found.findings.map(({ kind, code }) => `${kind} ${code}`);

describe('the findings', () => {
  it('that an upgrade fixed are gone, and what is left is the same', () => {
    const found = diff(INCIDENT, { stored: SEED });
    expect(kinds(found)).toEqual([
      'gone pair-undocumented',
      'gone list-over-receive-limit',
      'same content-over-limit',
    ]);
    expect(found.exitCode).toBe(0);
  });

  it('that came count, in the reverse comparison', () => {
    const found = diff({ stored: SEED }, INCIDENT);
    expect(kinds(found)).toEqual([
      'new pair-undocumented',
      'new list-over-receive-limit',
      'same content-over-limit',
    ]);
    expect(found.findings.filter(({ counts }) => counts).map(({ code }) => code)).toEqual([
      'list-over-receive-limit',
    ]);
    expect(found.exitCode).toBe(1);
  });

  it('are worse or better by their numbers', () => {
    const large = (bytes: number) => ({ stored: [...SMALL, release('harbor', bytes)] });
    const [five, six] = [large(5 * MEBIBYTE), large(6 * MEBIBYTE)];
    expect(kinds(diff(five, six))).toEqual(['worse content-over-limit']);
    expect(kinds(diff(six, five))).toEqual(['better content-over-limit']);
    // It is a warning.
    expect(diff(five, six).exitCode).toBe(0);
    expect(diffOf(evidence(five), evidence(six), 'warn').exitCode).toBe(1);
  });

  it('are unknown if they are unknown in the later run', () => {
    const found = diff(INCIDENT, { ...INCIDENT, swiftList: failed('timeout') });
    expect(kinds(found)).toContain('unknown list-over-receive-limit');
    const back = diff({ ...INCIDENT, swiftList: failed('timeout') }, INCIDENT);
    const shown = ({ findings }: typeof back) =>
      findings.find(({ code }) => code === 'list-over-receive-limit');
    expect(shown(back)).toMatchObject({ kind: 'new', beforeUnknown: true });
    expect(shown(diff({ stored: SEED }, INCIDENT))).not.toHaveProperty('beforeUnknown');
    expect(pageText(diffPage(back), { colour: false, ascii: true, width: 1000 })).toMatch(
      /list-over-receive-limit: .* \(the earlier run does not show whether it was there\)/,
    );
  });

  it('are compared whatever baseline the runs had themselves', () => {
    const own = {
      failOn: 'fail',
      baseline: { startedAt: '2023-01-01T00:00:00.000Z', findings: [] },
    } as const;
    const found = diff({ ...INCIDENT, policy: own }, { stored: SEED, policy: own });
    expect(kinds(found)).toEqual(kinds(diff(INCIDENT, { stored: SEED })));
  });
});

it('finds nothing new in the same run', () => {
  const ignore = [{ code: 'near-limit', reason: 'Known.', expires: '2023-12-31' }];
  const run = evidence({ ...INCIDENT, policy: { failOn: 'warn', ignore } });
  const found = diffOf(run, run);
  expect(kinds(found)).toContain('same ignore-expired');
  expect(found.findings.filter(({ kind }) => kind !== 'same')).toEqual([]);
  expect(found.exitCode).toBe(0);
  // It was in force when the earlier run began.
  const before = { ...run, startedAt: '2023-12-31T00:00:00.000Z' };
  expect(kinds(diffOf(before, run))).toContain('new ignore-expired');
});

describe('the releases', () => {
  it('are added, gone, grown, shrunk and changed, the largest change first', () => {
    const before = [
      ...[release('a', 1000), release('b', 2000), release('c', 3000), release('d', 400)],
      release('e', 500, { revision: 1 }),
    ];
    const after = [
      ...[release('a', 1500), release('b', 1990), release('new', 9000), release('d', 400)],
      release('e', 500, { revision: 2 }),
    ];
    const found = diff({ stored: before }, { stored: after });
    expect(found.releases.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'added new',
      'gone c',
      'grown a',
      'shrunk b',
      'changed e',
    ]);
    expect(found.before).toMatchObject({ revisions: 5, bytes: 6900 });
    expect(found.after).toMatchObject({ revisions: 5, bytes: 13_390 });
  });

  it('of one name in two namespaces are two', () => {
    const [one, two] = ['one', 'two'].map((namespace) => release('a', 300, { namespace }));
    if (!one || !two) throw new Error('two releases');
    const found = diff({ stored: [one] }, { stored: [one, two] });
    expect(found.releases).toMatchObject([{ kind: 'added', namespace: 'two' }]);
  });

  it('are not compared where a run does not hold them all', () => {
    const found = diff({}, cutList(900));
    expect(found.releasesUnknown).toBe('The later run does not hold every stored revision.');
    expect(found.releases).toEqual([]);
    expect(found.after.revisions).toBeNull();
    expect(diff(cutList(900), { directList: failed('timeout') }).releasesUnknown).toBe(
      'The earlier run and the later run do not hold every stored revision.',
    );
  });
});

it('says how much of each limit was free, then and now', () => {
  const { headroom } = diff(INCIDENT, { stored: SEED });
  const of = (what: string) => headroom.find((row) => row.what === what);
  expect(of('list message')).toMatchObject({ before: { used: 4_195_325 }, after: null });
  expect(of('list length')).toMatchObject({ before: { used: 3 }, after: { used: 3 } });
});

it('says where the two may be of different endpoints', () => {
  const lab = { swift: '0.9.0', tiller: '2.10.0', data: 'seed' };
  expect(diff({ lab }, {}).unlike).toContain('LAB RUN');
  const [one, other] = [inCluster({}), inCluster({})];
  if (!other.cluster) throw new Error('a cluster');
  const moved = { ...other, cluster: { ...other.cluster, context: 'prod' } };
  expect(diff(one, moved).unlike).toBe('The runs are of two contexts, test and prod.');
  expect(diff(one, other).unlike).toBeNull();
  const made = { ...other, cluster: { ...other.cluster, server: 'https://10.0.0.1' } };
  expect(diff(one, made).unlike).toBe(
    `The runs asked two API servers, ${one.cluster?.server} and https://10.0.0.1.`,
  );
});

it('prints within 80 columns, the same in Markdown, and nothing of a hostile name', () => {
  const hostile = release('x\u001b[2J`|', 5 * MEBIBYTE);
  const found = diff(INCIDENT, { stored: [...SEED, hostile] });
  const text = pageText(diffPage(found), { colour: false, ascii: true, width: 80 });
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const markdown = pageMarkdown(diffPage(found));
  for (const printed of [text, markdown]) {
    expect(printed).not.toContain('\u001b');
    expect(printed).toContain('list-over-receive-limit');
  }
});
