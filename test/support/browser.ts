// Tests in the Chromium of this machine: skipped, with the reason, if there is none; red in CI.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { findChromium, HOW_TO_INSTALL, launchChromium } from '../../.ci/chromium.mjs';

/** @param define gets what gives the one browser of these tests, once they run */
export function describeInChromium(name: string, define: (browser: () => Browser) => void): void {
  describe(name, () => {
    const path = findChromium();
    let browser: Browser | undefined;
    if (path !== null) {
      beforeAll(async () => void (browser = await launchChromium(path)));
      afterAll(() => browser?.close());
    } else {
      beforeEach(({ skip }) => {
        if (process.env['CI']) throw new Error(HOW_TO_INSTALL);
        skip(HOW_TO_INSTALL);
      });
    }
    define(() => {
      if (!browser)
        throw new Error('Chromium is started before the tests, not while they are listed');
      return browser;
    });
  });
}
