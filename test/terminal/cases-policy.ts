// What a policy asks for, of the pair that cures the incident.
import type { TerminalCase } from './cases.js';

const preflight = (...policy: string[]) => {
  const args = ['preflight', '--lab', 'swift@0.11.1,tiller@2.13.0', ...policy];
  return (): Promise<string[]> => Promise.resolve(args);
};

export const POLICY_CASES: TerminalCase[] = [
  {
    code: 'headroom-too-small',
    start: preflight('--size', '3M', '--headroom', '30%'),
  },
  {
    code: 'release-too-large',
    start: preflight('--max-release', '1M'),
  },
  {
    code: 'swift-release-not-allowed',
    start: preflight('--data', 'small', '--require', 'swift@>=0.12.0'),
  },
  {
    code: 'tiller-release-not-allowed',
    start: preflight('--data', 'small', '--require', 'tiller@~2.14.0'),
  },
  {
    code: 'pair-not-allowed',
    start: preflight(
      ...['--data', 'small', '--require', 'swift@0.11.1,tiller@2.12.x'],
      ...['--require', 'swift@0.12.1,tiller@2.14.x'],
    ),
  },
  {
    code: 'ignore-expired',
    start: preflight('--ignore', 'content-over-limit until 2019-12-31: Until harbor is smaller.'),
  },
];
