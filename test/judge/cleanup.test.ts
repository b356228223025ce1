// The command that removes the throwaway release by hand, for each connection to Tiller.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { TillerWay } from '../../src/evidence/throwaway.js';
import { cleanupOf } from '../../src/checks/shared/cleanup.js';
import { shellWord } from '../../src/util/shell.js';

const NAME = 'swiftcheck-probe-0123456789abcdef';

const given = (way: Partial<TillerWay> = {}, address = 'tiller.test:44134'): TillerWay => ({
  target: { address, tls: 'off', source: 'flag' },
  helm: {},
  ...way,
});

const found = (
  cluster: Partial<NonNullable<TillerWay['cluster']>> = {},
  helm?: TillerWay['helm'],
): TillerWay => ({
  target: { address: 'tools/tiller-deploy-5c4d:44134', tls: 'off', source: 'cluster' },
  cluster: {
    context: 'prod',
    source: 'kubeconfig',
    tiller: {
      namespace: 'tools',
      pods: { ok: true, ms: 1, value: [] },
      chosen: 'tiller-deploy-5c4d',
    },
    ...cluster,
  },
  ...(helm && { helm }),
});

const tls = (verified: boolean, helm?: TillerWay['helm']): TillerWay => ({
  target: {
    address: 'tiller.test:44134',
    tls: verified ? 'verified' : 'unverified',
    source: 'flag',
  },
  ...(helm && { helm }),
});

const FILES = {
  tlsCaCert: 'ca.pem',
  tlsCert: 'me.pem',
  tlsKey: 'me key.pem',
  tlsHostname: 'tiller',
};

describe('the command', () => {
  it.each<{ what: string; way: TillerWay; command: string; notes?: RegExp[] }>([
    {
      what: 'a given address',
      way: given(),
      command: `helm --host tiller.test:44134 delete --purge ${NAME}`,
    },
    {
      what: 'a given address of IPv6',
      way: given({}, '[::1]:44134'),
      command: `helm --host '[::1]:44134' delete --purge ${NAME}`,
    },
    {
      what: 'a given address, with Swift in a cluster',
      way: { ...found(), ...given() },
      command: `helm --host tiller.test:44134 delete --purge ${NAME}`,
    },
    {
      what: 'a context',
      way: found({}, {}),
      command: `helm --kube-context prod --tiller-namespace tools delete --purge ${NAME}`,
    },
    {
      what: 'a context and a kubeconfig with shell characters',
      way: found({ context: "it's $HOME" }, { kubeconfig: '/a b/config' }),
      command: `KUBECONFIG='/a b/config' helm --kube-context 'it'\\''s $HOME' --tiller-namespace tools delete --purge ${NAME}`,
    },
    {
      what: 'a context, from evidence without the flags of the run',
      way: found(),
      command: `helm --kube-context prod --tiller-namespace tools delete --purge ${NAME}`,
      notes: [/^Add KUBECONFIG=FILE in front if the run had that flag\.$/],
    },
    {
      what: 'the service account of a pod',
      way: found({ context: 'in-cluster', source: 'service-account' }, {}),
      command: `helm --tiller-namespace tools delete --purge ${NAME}`,
      notes: [
        /^Run the command in a pod .* add --kube-context with a context of the same cluster\.$/,
      ],
    },
    {
      what: 'a cluster that the evidence does not name',
      way: { target: found().target },
      command: `helm --tiller-namespace tools delete --purge ${NAME}`,
      notes: [/^Add --kube-context with a context of the same cluster\.$/],
    },
    {
      what: 'TLS that is verified',
      way: tls(true, FILES),
      command: `helm --host tiller.test:44134 delete --purge ${NAME} --tls-verify --tls-ca-cert ca.pem --tls-cert me.pem --tls-key 'me key.pem' --tls-hostname tiller`,
    },
    {
      what: 'TLS that is not verified, where helm reads no authority',
      way: tls(false, FILES),
      command: `helm --host tiller.test:44134 delete --purge ${NAME} --tls --tls-cert me.pem --tls-key 'me key.pem'`,
    },
    {
      what: 'TLS without files, of which helm takes its own',
      way: tls(true, {}),
      command: `helm --host tiller.test:44134 delete --purge ${NAME} --tls-verify`,
      notes: [/--tls-ca-cert FILE/, /--tls-cert FILE and --tls-key FILE/],
    },
    {
      what: 'TLS, from evidence without the flags of the run',
      way: tls(true),
      command: `helm --host tiller.test:44134 delete --purge ${NAME} --tls-verify`,
      notes: [
        /^Add --tls-ca-cert, --tls-cert, --tls-key and --tls-hostname as the run had them\.$/,
      ],
    },
  ])('reaches Tiller through $what', ({ way, command, notes = [] }) => {
    const cleanup = cleanupOf(NAME, way);
    expect(cleanup.command).toBe(command);
    expect(cleanup.notes).toEqual(notes.map((note) => expect.stringMatching(note) as string));
  });

  it.each(['production', 'swiftcheck-probe-', 'swiftcheck-probe-1 production', '--all'])(
    'is not given for %j, which no run of swiftcheck stored',
    (name) => {
      expect(cleanupOf(name, given()).command).toBeNull();
    },
  );
});

describe('a word for a shell', () => {
  it.each(['plain', '', 'a b', "it's", '$HOME `id` "x" \\ !', '[::1]:1', '*', 'é', '-x'])(
    'is read back by sh: %j',
    (word) => {
      const script = `printf %s ${shellWord(word)}`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(word);
    },
  );

  it.each(['a\nb', "\u001b[31m'\\", '\u202eé', 'tab\there'])('is read back by bash: %j', (word) => {
    const written = shellWord(word);
    expect(written).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const script = `printf %s ${written}`;
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe(word);
  });
});
