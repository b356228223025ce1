import { describe, expect, it } from 'vitest';
import { plainShell } from '../../src/checks/shell.js';
import { decidingProbes } from '../../src/checks/shared/deciding-probes.js';
import { NEWEST_SWIFT } from '../support/newest.js';

describe('the probes that determine the hop', () => {
  it('name the releases that refuse on either hop, by the limit that was met', () => {
    const [, byRelease] = decidingProbes({ compared: false, limitBytes: 4_194_304 }, plainShell());
    expect(byRelease?.text).toContain('Swift 0.7.0 to 0.10.0 rejects messages of Tiller');
    expect(byRelease?.text).toContain(`Swift 0.11.0 to ${NEWEST_SWIFT} rejects its own answers`);
  });

  it('name only the hop on which a release has that limit', () => {
    const limitBytes = 20 * 1024 * 1024;
    const [, byRelease] = decidingProbes({ compared: true, limitBytes }, plainShell());
    expect(byRelease?.text).toMatch(/Swift 0\.11\.0 to [\d.]+ rejects messages of Tiller\.$/);
  });

  it('name none for a limit that no release has', () => {
    const [, byRelease] = decidingProbes({ compared: true, limitBytes: 77 }, plainShell());
    expect(byRelease?.text).toContain('No known version of Swift has a limit of 77 bytes');
  });

  it('ask for a direct list only if there was none', () => {
    const [missing] = decidingProbes({ compared: false, limitBytes: 4_194_304 }, plainShell());
    const [differing] = decidingProbes({ compared: true, limitBytes: 4_194_304 }, plainShell());
    expect(missing?.text).toContain('until the direct list succeeds');
    expect(differing?.text).toContain('may have been stored or deleted');
  });
});
