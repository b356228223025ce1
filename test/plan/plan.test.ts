import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import { PROBED_LIST } from '../../src/analysis/what-if.js';
import { shellOf } from '../../src/checks/shell.js';
import { wayOutFacts, wayOutSteps } from '../../src/checks/shared/way-out-words.js';
import type { MeasuredRelease } from '../../src/evidence/types.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { isOlder, planOf } from '../../src/plan/plan.js';
import { planPage } from '../../src/plan/words.js';
import type { PlanReport } from '../../src/plan/types.js';
import { pageMarkdown, pageText } from '../../src/reports/blocks.js';
import { passes } from '../../src/predict/upgrades.js';
import { askForAll, wayOut } from '../../src/predict/way-out.js';
import { inCluster, swiftPod, tillerPod } from '../judge/cluster-evidence.js';
import {
  atTiller,
  cutList,
  direct,
  evidence,
  failed,
  MEBIBYTE,
  ok,
  release,
  SEED,
  shown,
  SMALL,
  tooLarge,
  wholeList,
  type Overrides,
} from '../judge/evidence.js';
import { dataSet, swiftOf, tillerOf } from '../predict/ground-truth.js';
import { storedReleases } from '../predict/random.js';
import { wrongCommands } from '../support/refused.js';

const plan = (overrides: Overrides = {}, allowDowngrade = false): PlanReport =>
  planOf(analyse(evidence(overrides)), { allowDowngrade, file: 'before it.json' });

const lists = (stored: readonly MeasuredRelease[], swift: string, tiller: string) =>
  passes(
    askForAll(PROBED_LIST, tillerOf(tiller), stored),
    ...([swiftOf(swift), tillerOf(tiller), stored] as const),
  );

/** Evidence of a pair with these releases. */
const of = (stored: readonly MeasuredRelease[], swift: string, tiller: string): Overrides => ({
  ...wholeList(stored),
  ...{ swift, tiller: `v${tiller}` },
  swiftList: lists(stored, swift, tiller) ? shown(stored) : failed('not-attempted'),
});

const INCIDENT: Overrides = {
  ...of(SEED, '0.9.0', '2.10.0'),
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const pairs = ({ candidates }: PlanReport) =>
  candidates.map(({ swift, tiller }) => `${swift} ${tiller}`);
const steps = (made: PlanReport) =>
  made.steps.map(({ change, from, to }) => `${change} ${from} ${to}`);

describe('a plan', () => {
  it('of the incident leads to the pair that fixed it', () => {
    const made = plan(INCIDENT);
    expect(pairs(made)).toEqual(['0.11.1 2.13.0', '0.11.1 2.10.0']);
    // After the first step the list passes already.
    expect(steps(made)).toEqual(['swift 0.9.0 0.11.1', 'tiller 2.10.0 2.13.0']);
    expect(made.steps.map(({ after }) => after.list.outcome)).toEqual(['ok', 'ok']);
    expect(made.present?.list).toMatchObject({
      outcome: 'fails',
      hop: 'swift->tiller',
      bytes: 4_195_325,
      limitBytes: 4 * MEBIBYTE,
      pages: 1,
      unpaged: 1,
    });
    expect(made.exitCode).toBe(1);
  });

  it('changes Tiller first if no step alone is enough', () => {
    const made = plan(of(dataSet('chunks'), '0.9.0', '2.10.0'));
    expect(steps(made)).toEqual(['tiller 2.10.0 2.13.0', 'swift 0.9.0 0.11.1']);
  });

  it.each([
    ['seed', 'Swift', 'swift'],
    ['chunks', 'Tiller', 'tiller'],
  ] as const)('of %s begins with the program that a probe begins with', (set, program, change) => {
    const stored = dataSet(set);
    const pair = { swift: swiftOf('0.9.0'), tiller: tillerOf('2.10.0') };
    const facts = wayOutFacts(wayOut(PROBED_LIST, pair, stored), pair.swift, pair.tiller);
    if (!facts) throw new Error('the list passes');
    const words = wayOutSteps(facts, shellOf(evidence())).map(({ text }) => text);
    expect(words.join('\n')).toContain(`Begin with ${program}.`);
    expect(plan(of(stored, '0.9.0', '2.10.0')).steps[0]?.change).toBe(change);
  });

  it('keeps what passes', () => {
    const made = plan();
    expect(made).toMatchObject({ missing: null, candidates: [], steps: [], exitCode: 0 });
    expect(made.present).toMatchObject({ documented: 'exact', contents: [], histories: [] });
  });

  it('says by how much a revision is too large for every Swift', () => {
    const made = plan(of(SEED, '0.11.1', '2.13.0'));
    expect(made.exitCode).toBe(0);
    expect(made.present?.contents).toEqual([
      {
        ...{ name: 'harbor', namespace: 'ds-seed', revision: 1, mostly: 'chart files' },
        ...{ bytes: 4_194_657, limitBytes: 4_194_304, overBytes: 353 },
      },
    ]);
    expect(made.present?.histories).toMatchObject([{ name: 'harbor', fitting: 0, overBytes: 353 }]);
  });

  it('says how many revisions of a history fit one answer', () => {
    const revisions = [1, 2, 3, 4].map((revision) => release('a', 1.5 * MEBIBYTE, { revision }));
    const made = plan(of(revisions, '0.11.1', '2.13.0'));
    expect(made.present?.contents).toEqual([]);
    expect(made.present?.histories).toMatchObject([{ name: 'a', revisions: 4, fitting: 2 }]);
  });

  it('goes back to an older version only where that was asked for', () => {
    const large = of(SEED, '0.11.1', '2.13.0');
    expect(plan(large).candidates).toEqual([]);
    const made = plan(large, true);
    const [best] = made.candidates;
    // No Swift before 0.7.0 has a limit.
    expect(best).toMatchObject({ swift: '0.6.0', tiller: '2.13.0', downgrade: true, contents: [] });
    expect(made.exitCode).toBe(1);
  });

  it('asks for all beyond the length at which Tiller ends a list', () => {
    const made = plan(of(dataSet('many'), '0.11.1', '2.13.0'));
    expect(made.present?.list).toMatchObject({ outcome: 'ok', limit: 520, revisions: 520 });
  });

  it.each([
    ['a run that lists nothing', { command: 'versions' }, /lists no releases/],
    ['an unknown Swift', { swift: null }, /may be 0\.11\.0 to 0\.12\.1|not known exactly/],
    ['an unofficial Tiller', { tiller: 'v2.14.3-rancher1' }, /2\.14\.3-rancher1/],
    ['another Tiller behind Swift', { viaSwift: 'v2.10.0' }, /another Tiller, 2\.10\.0/],
    ['a list that was cut', cutList(900), /every stored revision/],
    [
      'a list that failed',
      { directList: failed('no-answer') },
      /^There is no whole direct list.*no-answer/,
    ],
    ['a list that Swift did not give', { swiftList: failed('timeout') }, /Swift gave this run no/],
    [
      'a Tiller that was not reached',
      atTiller('refused'),
      /^There is no whole direct list.* refused\.$/,
    ],
  ] as const)('is not made from %s', (_case, overrides, why) => {
    const made = plan(overrides);
    expect(made).toMatchObject({ present: null, candidates: [], steps: [], exitCode: 3 });
    expect(made.missing).toMatch(why);
    expect(pageText(planPage(made), { colour: false, ascii: false, width: 80 })).toMatch(
      /\(exit 3\)\n$/,
    );
  });
});

const anyPair = fc.record({
  swift: fc.constantFrom(...SWIFT_RELEASES),
  tiller: fc.constantFrom(...TILLER_RELEASES),
});

it('leads from any pair with any releases to one that passes, and never back', () => {
  fc.assert(
    fc.property(anyPair, storedReleases, fc.boolean(), ({ swift, tiller }, stored, older) => {
      const made = plan(of(stored, swift.version, tiller.version), older);
      fc.pre(made.missing === null);
      const request = askForAll(PROBED_LIST, tiller, stored);
      for (const { after } of made.steps.slice(-1)) {
        expect(after.list.outcome).toBe('ok');
        expect(passes(request, swiftOf(after.swift), tillerOf(after.tiller), stored)).toBe(true);
      }
      for (const candidate of made.candidates) {
        const [to, behind] = [swiftOf(candidate.swift), tillerOf(candidate.tiller)];
        const goesBack = isOlder(to, swift) || isOlder(behind, tiller);
        expect(candidate.downgrade).toBe(goesBack);
        if (!older) expect(goesBack).toBe(false);
      }
      expect(made.steps.length).toBe(made.candidates[0]?.changes ?? 0);
    }),
    { numRuns: 150 },
  );
});

describe('what a plan prints', () => {
  const FOUND = inCluster(
    {
      tiller: {
        pods: ok([tillerPod({ name: 'tiller-deploy-5c8f7d9b4-x2x4v' })]),
        chosen: 'tiller-deploy-5c8f7d9b4-x2x4v',
      },
      swift: {
        pods: ok([
          swiftPod({
            name: 'helm-api-6d4cf56db6-abcde',
            image: 'registry.example/swift:0.9.0',
            claimedVersion: '0.9.0',
          }),
        ]),
      },
    },
    { ...INCIDENT, swift: null },
  );
  const commandsOf = ({ steps: all, compare }: PlanReport) =>
    [...all.flatMap(({ apply, wait, check, undo }) => [apply, wait, check, undo]), compare].flatMap(
      (step) => step?.command ?? [],
    );

  it('is made of commands that their programs take', async () => {
    const commands = [plan(INCIDENT), plan(FOUND)].flatMap(commandsOf);
    expect(commands.length).toBe(18);
    expect(await wrongCommands(commands)).toEqual([]);
  });

  it('names context, namespaces, Deployments and the registry of the run', () => {
    const [first, second] = plan(FOUND).steps;
    expect(first?.apply.command).toBe(
      'kubectl --context test -n kube-system set image deployment/helm-api swift=registry.example/swift:0.11.1',
    );
    expect(first?.undo.command).toBe(
      'kubectl --context test -n kube-system rollout undo deployment/helm-api',
    );
    expect(second?.apply.command).toContain('deployment/tiller-deploy tiller=');
    // In a cluster the image of the pod shows the version.
    expect(first?.check.command).not.toContain('--swift-version');
  });

  it('declares the new version of Swift to the probe after a step', () => {
    const [first, second] = plan(INCIDENT).steps;
    for (const step of [first, second]) {
      expect(step?.check.command).toContain('--swift-version 0.11.1');
    }
  });

  it('fits 80 columns but for commands, and ASCII where that is asked for', () => {
    const text = pageText(planPage(plan(INCIDENT)), { colour: false, ascii: true, width: 80 });
    const wide = text.split('\n').filter((line) => line.length > 80);
    expect(wide.filter((line) => !/^ +(kubectl|swiftcheck) /.test(line))).toEqual([]);
    expect(text).not.toMatch(/[^\n -~]/);
    expect(text).toMatch(
      /2 steps to Swift 0\.11\.1 with Tiller 2\.13\.0, with which the list passes\. \(exit 1\)\n$/,
    );
  });

  it('holds the same commands as Markdown', () => {
    const made = plan(INCIDENT);
    const page = pageMarkdown(planPage(made));
    for (const command of commandsOf(made)) expect(page).toContain(command);
    expect(page).toContain('| 0.11.1 | 2.13.0 | passes | 1 | 2 | documented |');
  });

  it('makes nothing of a hostile name', () => {
    const name = 'a\u001b[31m`x` | y';
    const stored = [...SMALL, release(name, 5 * MEBIBYTE)];
    const made = plan({ ...of(stored, '0.11.1', '2.13.0'), directList: ok(direct([stored])) });
    const text = pageText(planPage(made), { colour: false, ascii: false, width: 80 });
    expect(text + pageMarkdown(planPage(made))).not.toContain('\u001b');
  });
});
