import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { SEED, direct, failed, ok, release, shown } from '../../../test/judge/evidence.js';
import { CURED } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
const UNLIKE = { directList: ok(splitInTwo()) };
const CHUNKS = [HUGE.slice(0, 4), HUGE.slice(4)];

export const cases: readonly Case[] = [
  {
    code: 'behaviour-contradicts-knowledge',
    raisedBy: UNLIKE,
    says: [
      'The answers are not those of Tiller 2.13.0',
      'Expected: 1 message of 668 bytes. Seen: 2 messages of 337, 335 bytes.',
      'another program stands between',
    ],
    is: { outcome: 'warn', hop: 'swiftcheck->tiller', certainty: 'possible', follows: null },
    notBy: { stored: SEED },
    otherwise: 'pass',
  },
  {
    // Nothing stands before a forwarded port. What is Tiller's own follows from no other Tiller.
    code: 'behaviour-contradicts-knowledge',
    raisedBy: inCluster({}, { ...UNLIKE, viaSwift: 'v2.16.1' }),
    silentOn: ['stands between'],
    is: { hop: 'swiftcheck->tiller', follows: null },
    // The defect of 2.9 and 2.10: what was overwritten cannot be put together again.
    notBy: { ...UNLIKE, tiller: 'v2.10.0' },
    otherwise: 'pass',
  },
  {
    code: 'behaviour-contradicts-knowledge',
    raisedBy: {
      ...UNLIKE,
      again: [ok({ semVer: 'v2.16.1', gitCommit: '', gitTreeState: 'clean' })],
    },
    is: { follows: 'tiller-answers-vary' },
    notBy: { ...UNLIKE, tiller: 'v3.0.0' },
    otherwise: 'unknown: The version of Tiller is not in the tables of swiftcheck.',
  },
  {
    // A Tiller that sends an empty message where its version sends none.
    code: 'behaviour-contradicts-knowledge',
    raisedBy: { stored: [], directList: ok(direct([[]])) },
    says: [/Expected: an empty stream\. Seen: 1 message of \d+ bytes?\./],
    // What Swift answers to it is no matter here.
    notBy: { swiftList: failed('timeout') },
    otherwise: 'pass',
  },
  {
    // A list of which Tiller says itself that it is cut, or whose numbers disagree, proves nothing.
    code: 'behaviour-contradicts-knowledge',
    raisedBy: { directList: ok(direct(CHUNKS.toReversed())), swiftList: shown(HUGE) },
    notBy: {
      directList: ok({ ...direct(CHUNKS.toReversed()), next: 'later', total: 520 }),
      swiftList: shown(HUGE),
    },
    otherwise: 'pass',
  },
  {
    code: 'behaviour-contradicts-knowledge',
    raisedBy: UNLIKE,
    notBy: { directList: ok({ ...splitInTwo(), count: 3 }) },
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'behaviour-contradicts-knowledge': async (stage) => {
    const older = TILLER_RELEASES.find(({ version }) => version === '2.8.2');
    if (!older) throw new Error('no such release');
    // It says 2.13.0 and sends an empty message for an empty list, as older ones do.
    const tiller = { ...older, version: '2.13.0' };
    const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'empty', { tiller });
    const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
    return ['probe', ...targets, '--swift-version', '0.11.1'];
  },
};

/** Two small releases in two messages, where Tiller 2.13.0 would send one. */
function splitInTwo() {
  const [alpha = release('alpha'), ...others] = SEED.slice(0, 2);
  return direct([[alpha], others]);
}
