import { describe, expect, it } from 'vitest';
import { decidingProbes } from '../../src/checks/shared/deciding-probes.js';

describe('the probes that tell the hop', () => {
  it('name the releases that refuse on either hop, by the limit that was met', () => {
    const [, byRelease] = decidingProbes({ compared: false, limitBytes: 4_194_304 });
    expect(byRelease).toContain('0.7.0 to 0.10.0 refuse on the way from Tiller');
    expect(byRelease).toContain('0.11.0 to 0.12.1 inside Swift');
  });

  it('name none for a limit that no release has', () => {
    const [, byRelease] = decidingProbes({ compared: true, limitBytes: 77 });
    expect(byRelease).toContain('No release of Swift that is known has a limit of 77 bytes');
  });

  it('ask for a direct list only where there was none', () => {
    const [missing] = decidingProbes({ compared: false, limitBytes: 4_194_304 });
    const [differing] = decidingProbes({ compared: true, limitBytes: 4_194_304 });
    expect(missing).toContain('with a direct list that succeeds');
    expect(differing).toContain('may have come or gone');
  });
});
