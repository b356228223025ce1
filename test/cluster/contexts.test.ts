// Which contexts --kube-context and --all-contexts name.
import { describe, expect, it } from 'vitest';
import type { ClusterAccess } from '../../src/cluster/access.js';
import { chooseContexts } from '../../src/cluster/contexts.js';
import type { Kubeconfig } from '../../src/cluster/kubeconfig.js';
import { UsageError } from '../../src/util/usage-error.js';

const NAMES = ['prod-eu', 'prod-us', 'test', 'arn:aws:eks:eu-west-1:1:cluster/a.b', 'a+b', 'odd*'];

const kubeconfig = (contexts: readonly string[] = NAMES): Kubeconfig => ({
  source: 'config',
  contexts,
  access: (name = '') => {
    if (name === 'test') throw new UsageError('the context "test" names nothing.');
    return { context: name } as Partial<ClusterAccess> as ClusterAccess;
  },
});

const chosen = (...patterns: string[]) =>
  chooseContexts(kubeconfig(), patterns).map(({ name }) => name);

describe('patterns', () => {
  it.each([
    [['prod-eu'], ['prod-eu']],
    [['prod-*'], ['prod-eu', 'prod-us']],
    [
      ['prod-??', 'test'],
      ['prod-eu', 'prod-us', 'test'],
    ],
    [
      ['test', 'prod-*', 'prod-us'],
      ['prod-eu', 'prod-us', 'test'],
    ],
    [['arn:*/a.b'], ['arn:aws:eks:eu-west-1:1:cluster/a.b']],
    [['a+b'], ['a+b']],
    [['odd*'], ['odd*']],
    [['*'], NAMES],
  ])('%j', (patterns, names) => {
    expect(chosen(...patterns)).toEqual(names);
  });

  it.each([
    ['prod-', /has no context "prod-"; did you mean/],
    ['pord-eu', /did you mean prod-eu/],
    ['axb', /has no context "axb"/],
    ['stage-*', /has no context "stage-\*"; it has prod-eu, prod-us/],
    ['PROD-EU', /has no context/],
  ])('%s names none', (pattern, words) => {
    expect(() => chosen(pattern)).toThrow(words);
  });

  it('says so if there is no context at all', () => {
    expect(() => chooseContexts(kubeconfig([]), ['*'])).toThrow('it has none');
  });
});

it('keeps a context that cannot be used, with why', () => {
  const [one, other] = chooseContexts(kubeconfig(), ['test', 'prod-eu']);
  expect([one?.name, other?.name]).toEqual(['prod-eu', 'test']);
  expect(other?.access).toEqual({
    unusable: {
      hop: 'swiftcheck->api-server',
      kind: 'kubeconfig',
      message: 'The context "test" names nothing.',
    },
  });
});
