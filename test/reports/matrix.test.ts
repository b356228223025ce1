import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { swiftcheck } from '../support/cli.js';
import { DOCUMENTED_PAIRS } from '../../src/knowledge/pairs.js';
import { NEWEST_SWIFT } from '../support/newest.js';

const matrix = async (...args: string[]) => {
  const { exitCode, stdout } = await swiftcheck('matrix', ...args);
  expect(exitCode).toBe(0);
  return stdout;
};

describe('swiftcheck matrix', () => {
  it('shows every release with its limits, and the documented pairs', async () => {
    const text = await matrix();
    for (const { version } of [...SWIFT_RELEASES, ...TILLER_RELEASES]) {
      expect(text).toMatch(new RegExp(`^ {2}${version.replaceAll('.', '\\.')} `, 'm'));
    }
    expect(text).toMatch(/^ {2}0\.9\.0 +2\.11\.0$/m);
    expect(text).toMatch(/^ {2}0\.11\.1 +2\.13\.0 +v2\.13 +20 MiB +4 MiB +all +500, code 13$/m);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('names the quirks with the releases that have them', async () => {
    const text = (await matrix()).replace(/\s+/g, ' ');
    expect(text).toContain('Swift 0.1.0 to 0.4.0 lists namespace default only');
    expect(text).toContain('Swift 0.1.0 to 0.10.0 reads only the first message');
    expect(text).toContain(
      `Swift 0.7.0 to ${NEWEST_SWIFT} rejects answers over 4 MiB between its own server`,
    );
    expect(text).toContain('Swift 0.7.0 to 0.7.3, 0.10.0 is documented for a Tiller that is newer');
    expect(text).toContain('Tiller 2.9.0 to 2.10.0 overwrites one message');
  });

  it.each([
    ['0.9.0', '2.11.0', 'Swift 0.9.0 is documented for Tiller 2.11.0.'],
    ['0.9.0', '2.10.0', 'Swift 0.9.0 is documented for Tiller 2.11.0, not for 2.10.0.'],
    ['0.11.0', '2.13.1', '2.13.1 is another patch version of that line.'],
    ['0.4.0', '2.7.0', "Swift's compatibility table does not list Swift 0.4.0."],
  ])('says of Swift %s and Tiller %s: %s', async (swift, tiller, sentence) => {
    const text = await matrix('--swift', swift, '--tiller', tiller);
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
    expect(text).not.toContain(NEWEST_SWIFT);
  });

  it('gives the same as JSON and as Markdown', async () => {
    const json = JSON.parse(await matrix('--format', 'json')) as {
      schemaVersion: number;
      pairs: unknown[];
      swift: { version: string; gatewayReceiveLimitBytes: number | null; quirks: string[] }[];
      tiller: { version: string }[];
    };
    expect(json.schemaVersion).toBe(1);
    expect(json.pairs).toHaveLength(DOCUMENTED_PAIRS.length);
    expect(json.swift).toHaveLength(SWIFT_RELEASES.length);
    expect(json.tiller).toHaveLength(TILLER_RELEASES.length);
    expect(json.swift.find(({ version }) => version === '0.11.1')).toMatchObject({
      tillerReceiveLimitBytes: 20_971_520,
      gatewayReceiveLimitBytes: 4_194_304,
    });
    const markdown = await matrix('--format', 'markdown');
    expect(markdown).toContain('| 0.9.0 | 2.11.0 |');
    for (const line of markdown.split('\n').filter((each) => each.startsWith('|'))) {
      expect(line.endsWith('|')).toBe(true);
    }
  });
});
