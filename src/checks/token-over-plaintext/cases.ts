import type { Case } from '../../../test/judge/case.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://swift.example:9855' },
    notBy: { url: 'https://swift.example:9855' },
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://127.example:9855', credentials: 'header' },
    notBy: { url: 'http://[::1]:9855', credentials: 'header' },
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://swift.example:9855' },
    notBy: { url: 'http://swift.example:9855', credentials: 'client-certificate' },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'token-over-plaintext': async (stage) => {
    const url = (await small(stage)).swiftUrl.replace('127.0.0.1', '0.0.0.0');
    return withSwift(
      stage,
      url,
      '--swift-version',
      '0.11.1',
      '--token-file',
      stage.file('token', 'abc'),
      '--allow-plaintext-token',
    );
  },
};
