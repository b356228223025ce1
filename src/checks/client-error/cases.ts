import { vi } from 'vitest';
import type { Case } from '../../../test/judge/case.js';
import { silent } from '../../../test/judge/cluster-evidence.js';
import { atTiller, failed } from '../../../test/judge/evidence.js';
import { holds } from '../../../test/judge/storage-evidence.js';
import { SwiftClient } from '../../gather/swift-client.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const ours = failed('client-error', { hop: 'swiftcheck->api-server' });
const EMFILE = { transportError: 'connect EMFILE 127.0.0.1:9855' };

export const cases: readonly Case[] = [
  {
    code: 'client-error',
    raisedBy: atTiller('client-error'),
    says: ['A call to Tiller ended with an error of swiftcheck itself'],
    notBy: atTiller('closed'),
  },
  {
    code: 'client-error',
    raisedBy: { directList: failed('client-error', { hop: 'swiftcheck->tiller' }) },
    notBy: { directList: failed('closed', { hop: 'swiftcheck->tiller' }) },
  },
  {
    code: 'client-error',
    raisedBy: { swiftList: failed('client-error') },
    says: ['does not expect this exception', /Run it again with `-v`.* -v/],
    silentOn: ['no socket', 'ulimit'],
    is: { outcome: 'fail', certainty: 'certain' },
    notBy: { swiftList: failed('closed') },
  },
  {
    code: 'client-error',
    raisedBy: { swiftList: failed('client-error', EMFILE) },
    says: [
      'A call to Swift could not begin: this machine has no socket left',
      'so nothing was sent',
      'ulimit -n NUMBER',
    ],
    silentOn: ['exception'],
    notBy: { swiftList: failed('refused', { transportError: 'connect ECONNREFUSED ::1:9855' }) },
  },
  {
    // A call about which no other finding is.
    code: 'client-error',
    raisedBy: { liveness: failed('client-error') },
    says: ['A call to Swift ended'],
    is: { hop: null },
    notBy: { liveness: failed('closed') },
  },
  ...(['swiftcheck->tiller', 'api-server->tiller'] as const).map((hop): Case => ({
    code: 'client-error',
    raisedBy: { again: [failed('client-error', { hop })] },
    says: ['A call to Tiller ended'],
    is: { hop: null },
    notBy: { again: [failed('closed', { hop })] },
  })),
  {
    code: 'client-error',
    raisedBy: holds({ secrets: { records: ours } }),
    says: ['A call to the API server ended'],
    is: { hop: null },
    notBy: holds({}),
  },
  {
    // The endpoint has a finding, which another check raises at the hop.
    code: 'client-error',
    raisedBy: silent('client-error'),
    is: { hop: 'swiftcheck->api-server' },
    notBy: silent('refused'),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  // No peer is known that brings it about.
  'client-error': async (stage) => {
    const defect = vi.spyOn(SwiftClient.prototype, 'liveness');
    defect.mockRejectedValue(new TypeError("Cannot read properties of null (reading 'status')"));
    stage.after(() => defect.mockRestore());
    const { swiftUrl } = await small(stage);
    return withSwift(stage, swiftUrl, '--swift-version', '0.11.1');
  },
};
