// The Chromium of this machine, for tests and screenshots. None is downloaded.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
];
const WINDOWS = ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe'];

export const HOW_TO_INSTALL =
  'No Chromium was found: install it (Debian, as root: apt-get install chromium) or set CHROMIUM to its path.';

/**
 * The path of the program: CHROMIUM if set, otherwise what the usual places hold; null: not found.
 * @throws where CHROMIUM names no file
 */
export function findChromium(env = process.env, platform = process.platform) {
  if (env.CHROMIUM) {
    if (!existsSync(env.CHROMIUM)) throw new Error(`CHROMIUM names no file: ${env.CHROMIUM}`);
    return env.CHROMIUM;
  }
  return places(env, platform).find((path) => existsSync(path)) ?? null;
}

function places(env, platform) {
  if (platform === 'darwin') return MAC.map((path) => join('/Applications', path));
  if (platform === 'win32') {
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => WINDOWS.map((path) => join(folder, path)));
  }
  return ['/usr/bin', ...(env.PATH ?? '').split(delimiter)]
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

/** Starts it without a window. It has no sandbox, which root could not have: open own pages only. */
export function launchChromium(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Letters of one shape on every machine, as far as its fonts go.
      '--font-render-hinting=none',
      '--disable-lcd-text',
    ],
  });
}
