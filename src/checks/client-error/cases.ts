import { vi } from 'vitest';
import type { Case } from '../../../test/judge/case.js';
import { atTiller, failed } from '../../../test/judge/evidence.js';
import { SwiftClient } from '../../gather/swift-client.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'client-error', raisedBy: atTiller('client-error'), notBy: atTiller('closed') },
  {
    code: 'client-error',
    raisedBy: { directList: failed('client-error', { hop: 'swiftcheck->tiller' }) },
    notBy: { directList: failed('closed', { hop: 'swiftcheck->tiller' }) },
  },
  {
    code: 'client-error',
    raisedBy: { swiftList: failed('client-error') },
    notBy: { swiftList: failed('closed') },
  },
  {
    code: 'client-error',
    raisedBy: {
      swiftList: failed('client-error', { transportError: 'connect EMFILE 127.0.0.1:9855' }),
    },
    notBy: { swiftList: failed('refused', { transportError: 'connect ECONNREFUSED ::1:9855' }) },
  },
  {
    // A call about which no other finding is.
    code: 'client-error',
    raisedBy: { liveness: failed('client-error') },
    notBy: { liveness: failed('closed') },
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
