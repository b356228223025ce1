import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import { failed, ok, type Overrides } from '../../../test/judge/evidence.js';
import { tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { StoredBy } from '../../evidence/types.js';
import type { Empty, Observation } from '../../evidence/observation.js';

const OTHER = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });

function install(
  purged: Observation<Empty>,
  stored?: Observation<StoredBy>,
  releaseName = 'swiftcheck-probe-0',
): Overrides {
  const payload = {
    ...({ kind: 'install', sizeBytes: 4_194_304, releaseName } as const),
    ...{ installed: ok({}), purged },
  };
  return { payload: { ...payload, ...(stored && { stored }) } };
}

export const cases: readonly Case[] = [
  {
    code: 'probe-release-left',
    raisedBy: install(failed('timeout')),
    says: [
      'The throwaway release swiftcheck-probe-0 may still be stored',
      'The purge failed: timeout.',
      'Tiller did not confirm that the release is gone.',
      /Remove swiftcheck's own throwaway release with Helm 2\..* delete --purge swiftcheck-probe-0/,
      'swiftcheck cleanup',
    ],
    silentOn: ['The owner of the release', 'is not known'],
    is: { outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain', follows: null },
    notBy: install(ok({})),
    otherwise: 'pass',
  },
  {
    code: 'probe-release-left',
    raisedBy: { ...install(failed('grpc-status')), again: [OTHER] },
    says: ['The purge failed: grpc-status.'],
    is: { follows: 'tiller-answers-vary' },
    notBy: install(failed('not-attempted')),
    otherwise: 'skipped: not-attempted.',
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), failed('no-answer')),
    says: [
      'The owner of the release could not be read, so nothing was purged: no-answer.',
      "Whether a release swiftcheck-probe-0 is stored, and whether that release is swiftcheck's, is not known.",
      "If the release is swiftcheck's throwaway release",
    ],
    silentOn: ['The purge failed'],
    notBy: install(failed('not-attempted'), ok('another')),
    otherwise: 'skipped: not-attempted.',
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), ok('this-run')),
    says: ['The purge failed'],
    notBy: install(ok({}), ok('none')),
    otherwise: 'pass',
  },
  {
    // swiftcheck does not give this name, so the release can belong to someone else.
    code: 'probe-release-left',
    raisedBy: install(failed('timeout'), undefined, 'harbor'),
    says: ['swiftcheck gives no release a name of that form.'],
    silentOn: ['--purge', 'with Helm 2'],
    notBy: {},
    otherwise: 'skipped: Nothing was installed.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'probe-release-left': (stage) =>
    tillerEnds(
      stage,
      'UninstallRelease',
      { code: grpc.status.UNKNOWN, details: 'configmaps is forbidden' },
      ...['--size', '1K', '--install', '--yes'],
    ),
};
