// Advice that changes a cluster: it says what it costs, and it is a command that a shell reads.
import { stepTexts } from '../support/findings.js';
import { readFileSync, readdirSync } from 'node:fs';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import type { ClusterEvidence } from '../../src/evidence/cluster.js';
import { isRaised } from '../../src/checks/registry.js';
import { plainShell, shellOf } from '../../src/checks/shell.js';
import { fewer, keepFewer, setTillerImage } from '../../src/checks/shared/tiller-commands.js';
import type { TillerPlace } from '../../src/checks/shared/tiller-place.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import { nearestTiller } from '../../src/knowledge/versions.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { CASES } from '../judge/cases.js';
import { evidence, failed, release, tillerError, type Overrides } from '../judge/evidence.js';
import { TEXTS } from '../texts/examples.js';

/** The name of swiftcheck's own release, which runs nothing. */
const OWN_RELEASE = 'probe-release-left';
const PAGES = readdirSync(new URL('docs/', PACKAGE_ROOT), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const FILES = [...PAGES, 'README.md', 'src/lab/README.md', 'src/predict/README.md'].map(
  (name) => [name, readFileSync(new URL(name, PACKAGE_ROOT), 'utf8')] as const,
);
const FINDINGS = CASES.flatMap(({ raisedBy, notBy }) => [raisedBy, notBy])
  .flatMap((overrides) => judge(evidence(overrides), 'fail').findings.filter(isRaised))
  .map((finding) => [finding.code, finding.explanation] as const);
const RECOGNISED = Object.values(TEXTS).flatMap(({ examples }) =>
  examples.flatMap((text) => recognise(text)),
);
const ADVICE: readonly (readonly [string, readonly string[]])[] = [
  ...FINDINGS.map(([code, { cause, steps }]) => [code, [cause, ...stepTexts(steps)]] as const),
  ...RECOGNISED.map(({ id, cause, steps }) => [id, [cause, ...stepTexts(steps)]] as const),
  ...FILES.map(([name, text]) => [name, text.split(/\n{2,}|\n(?=\d+\. |- )/)] as const),
];

const all = (): string[] =>
  ADVICE.flatMap(([, texts]) => texts.map((text) => text.replace(/\s+/g, ' ')));

describe('advice', () => {
  it('never upgrades Tiller by helm init, which leaves the limit of the history as it was', () => {
    for (const text of all()) {
      expect(text).not.toMatch(/init\b[^.`]*--upgrade|init\b[^.`]*--history-max [0-9]/);
    }
  });

  it('says beside the command that helm delete --purge uninstalls the application', () => {
    const seen = ADVICE.filter(([name]) => !name.includes(OWN_RELEASE))
      .flatMap(([, texts]) => texts)
      .map((text) => text.replace(/\s+/g, ' '))
      .filter((text) => /del(ete)? --purge/.test(text));
    expect(seen.length).toBeGreaterThan(5);
    for (const text of seen) expect(text).toMatch(/[Uu]ninstall.*deletes the Kubernetes objects/);
  });

  it('offers no purge as a means against revisions', () => {
    for (const text of all())
      expect(text).not.toMatch(/(?:Purge|Delete|drop)\b[^.]*\brevisions\b[^.]*`helm del/i);
  });

  it('holds commands that a shell reads', async () => {
    const inText = all()
      .flatMap((text) => [...text.matchAll(/`((?:kubectl|helm) [^`]+)`/g)])
      .map(([, command = '']) => command);
    const ofSteps = [
      ...FINDINGS.map(([, { steps }]) => steps),
      ...RECOGNISED.map((each) => each.steps),
    ]
      .flat()
      .flatMap(({ command }) => command ?? []);
    const commands = [...inText, ...ofSteps];
    expect(commands.length).toBeGreaterThan(50);
    const { exitCode, stderr } = await execa('bash', ['-n'], {
      input: [...new Set(commands)].join('\n'),
      reject: false,
    });
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});

/** What changes a cluster or its releases when it is pasted. */
const CHANGES =
  /^(?:kubectl(?: -\S+ \S+| --\S+ \S+)* (?:set|edit|patch|delete|apply|annotate|label|scale|rollout undo|create (?!token))|helm(?: --\S+ \S+)* (?:delete|upgrade|rollback|install|init)|swiftcheck cleanup)\b|\| kubectl.* apply /;
/** Sentences that ask for a change. */
const ASKS =
  /(?:^|\. |: |, and |, or )(?:[Uu]pgrade (?:Swift|Tiller|the release|these releases)\b|[Uu]ninstall (?!what)|[Rr]estart (?:Swift|Tiller|the pod)|[Rr]emove (?:its|the) (?:binding|Deployment)|[Rr]estore (?:the|this|a) record)/;

describe('a step', () => {
  const STEPS = [
    ...FINDINGS.flatMap(([code, { steps }]) => steps.map((step) => ({ code, ...step }))),
    ...RECOGNISED.flatMap(({ id, steps }) => steps.map((step) => ({ code: id, ...step }))),
  ];

  it('is marked as a change if its command or its text changes the cluster', () => {
    const unmarked = STEPS.filter(({ changes }) => !changes).filter(
      ({ text, command = '' }) => CHANGES.test(command) || ASKS.test(text),
    );
    expect(unmarked.map(({ code, text }) => `${code}: ${text}`)).toEqual([]);
  });

  it('is marked as no change if its command only reads', () => {
    const marked = STEPS.filter(({ changes }) => changes).filter(
      ({ command, text }) => command !== undefined && !CHANGES.test(command) && !ASKS.test(text),
    );
    expect(marked.map(({ code, text, command }) => `${code}: ${text} ${command ?? ''}`)).toEqual(
      [],
    );
  });
});

describe('a command that changes Tiller', () => {
  const place = { namespace: 'ops', pod: 'tiller-deploy-5c4d7f8b9-abcde', historyMax: 0 };
  const SET = 'set env deployment/tiller-deploy TILLER_HISTORY_MAX';
  const kept = (changed: Partial<TillerPlace> = {}) =>
    keepFewer(plainShell({ ...place, ...changed }))[0];

  it('has the names of the run, and says where they are only the default ones', () => {
    expect(kept()?.command).toBe(`kubectl -n ops ${SET}=200`);
    expect(kept()?.text).not.toContain('default');
    expect(keepFewer()[0]?.command).toBe(`kubectl -n kube-system ${SET}=200`);
    expect(keepFewer()[0]?.text).toContain(
      "kube-system and tiller-deploy are Helm's default names.",
    );
    expect(kept({ pod: 'helm-tiller-0' })?.text).toContain(
      "tiller-deploy is Helm's default name; the Deployment of pod helm-tiller-0",
    );
  });

  it.each(['a b', '$(reboot)', '-n', 'x'.repeat(64), 'a`b'])(
    'refuses a namespace that Kubernetes would refuse: %j',
    (namespace) => {
      expect(kept({ namespace })?.command).toContain('kubectl -n kube-system ');
    },
  );

  it.each([
    [0, 200],
    [null, 200],
    [500, 200],
    [200, 10],
    [11, 10],
  ])('with %j revisions kept asks for %i', (historyMax, limit) => {
    expect(kept({ historyMax })?.command?.endsWith(`${SET}=${limit}`)).toBe(true);
  });

  it.each([
    [1, undefined],
    [10, undefined],
    [11, 10],
    [200, 10],
    [201, 200],
    [null, 200],
  ])('with a longest history of %j asks for %j', (longest, limit) => {
    const [step] = keepFewer({ ...plainShell(place), longestHistory: () => longest });
    expect(step?.command).toBe(limit && `kubectl -n ops ${SET}=${limit}`);
  });

  it('counts the revisions of each release, if all are known', () => {
    const history = (revisions: number) =>
      Array.from({ length: revisions }, (_, index) => release('a', 330, { revision: index + 1 }));
    expect(shellOf(evidence({ stored: [...history(3), release('b')] })).longestHistory()).toBe(3);
    expect(shellOf(evidence({ directList: failed('timeout') })).longestHistory()).toBe(null);
  });

  it('never raises the limit', () => {
    expect(kept({ historyMax: 10 })).toBeUndefined();
    const steps = fewer(plainShell({ ...place, historyMax: 1 }));
    expect(stepTexts(steps).join()).not.toContain('TILLER_HISTORY_MAX');
  });

  it('names a version only where it is one', () => {
    const image = (version: string | null) => setTillerImage('Do.', version, plainShell(place));
    expect(image('v2.13.1').command).toBe(
      'kubectl -n ops set image deployment/tiller-deploy tiller=ghcr.io/helm/tiller:v2.13.1',
    );
    for (const text of [null, 'canary', '2.13', '2.13.1; reboot', 'v2.14.3-rancher1']) {
      expect(image(text).command?.endsWith(':vX.Y.Z')).toBe(true);
      expect(image(text).text).toContain('X.Y.Z is the version of Tiller.');
    }
  });

  it.each([
    ['2.10.0', '~2.13.0', '2.13.1'],
    ['2.10.0', '>=2.12.0', '2.12.3'],
    ['2.16.1', '<2.14.0', '2.13.1'],
    ['2.10.0', '>=3.0.0', null],
    ['v2.14.3-rancher1', '2.15.x', '2.15.2'],
    ['unknown', '*', null],
  ])('from %s to %s the step is %s', (from, range, to) => {
    expect(nearestTiller(from, range)?.version ?? null).toBe(to);
  });
});

describe('a finding of a run in a cluster', () => {
  const search = {
    namespace: 'ops',
    pods: { ok: true, ms: 1, value: [] },
    chosen: 'tiller-deploy-1',
    forward: { ok: true, ms: 1, value: {} },
  } as const;
  const cluster: ClusterEvidence = {
    context: 'prod',
    source: 'kubeconfig',
    server: 'https://10.0.0.1',
    viaProxy: false,
    tiller: search,
  };
  const steps = (code: string, overrides: Overrides): string => {
    const { findings } = judge(evidence({ ...overrides, cluster }), 'fail');
    const finding = findings.filter(isRaised).find((each) => each.code === code);
    return finding ? stepTexts(finding.explanation.steps).join('\n') : '';
  };

  it.each(
    CASES.filter(({ raisedBy }) => {
      const { findings } = judge(evidence({ ...raisedBy, cluster }), 'fail');
      return findings.some(
        (each) =>
          isRaised(each) &&
          stepTexts(each.explanation.steps).some((text) => text.includes('TILLER_HISTORY')),
      );
    }).map(({ code, raisedBy }) => [code, raisedBy] as const),
  )('%s names the namespace of that Tiller', (_code, raisedBy) => {
    const { findings } = judge(evidence({ ...raisedBy, cluster }), 'fail');
    const changes = findings
      .filter(isRaised)
      .flatMap((each) => stepTexts(each.explanation.steps))
      .filter((text) => text.includes('TILLER_HISTORY'));
    expect(changes.length).toBeGreaterThan(0);
    for (const text of changes) expect(text).toContain('kubectl --context prod -n ops set env');
  });

  it('sets the account in the namespace of Tiller, from the text where the run has none', () => {
    const message =
      'configmaps is forbidden: User "system:serviceaccount:helm:default" cannot list configmaps in the namespace "helm"';
    expect(steps('tiller-list-failed', { directList: tillerError(2, message) })).toContain(
      'kubectl --context prod -n ops set serviceaccount deployment/tiller-deploy NAME',
    );
    expect(stepTexts(recognise(message)[0]?.steps ?? []).join()).toContain(
      'kubectl -n helm set serviceaccount deployment/tiller-deploy NAME',
    );
  });

  it('lets Tiller keep fewer where its list is slow', () => {
    expect(steps('tiller-slow', { directList: failed('timeout') })).toContain(
      'kubectl --context prod -n ops set env',
    );
  });
});
