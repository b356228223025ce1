import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import { failed, ok, type Overrides } from '../../../test/judge/evidence.js';
import { tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { StoredBy } from '../../evidence/types.js';
import type { Empty, Observation } from '../../evidence/observation.js';

function install(purged: Observation<Empty>, stored?: Observation<StoredBy>): Overrides {
  const payload = {
    ...({ kind: 'install', sizeBytes: 4_194_304, releaseName: 'swiftcheck-probe-0' } as const),
    ...{ installed: ok({}), purged },
  };
  return { payload: { ...payload, ...(stored && { stored }) } };
}

export const cases: readonly Case[] = [
  {
    code: 'probe-release-left',
    raisedBy: install(failed('timeout')),
    notBy: install(ok({})),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('grpc-status')),
    notBy: install(failed('not-attempted')),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), failed('no-answer')),
    notBy: install(failed('not-attempted'), ok('another')),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), ok('this-run')),
    notBy: install(ok({}), ok('none')),
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
