// The checks of pages see what is wrong: else they would pass on anything.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../.ci/chromium.mjs';
import { describeInChromium } from '../support/browser.js';
import {
  axeOn,
  byKeyboard,
  contrast,
  crowded,
  onPage,
  overflowing,
} from '../support/html-checks.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-checks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The address of a page that is well apart from that body. */
function page(body: string): string {
  const file = join(folder, 'page.html');
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>page</title></head>
     <body><a href="#main">Skip</a><main id="main"><h1>Page</h1>${body}</main></body></html>`,
  );
  return pathToFileURL(file).href;
}

const WELL = '<p>Text</p>';
const REGION = (tabindex: string) =>
  `<div ${tabindex} role="region" aria-label="wide" style="overflow-x: auto; width: 100px">
     <div style="width: 900px">wide</div></div>`;
const VIEWPORT = { viewport: { width: 380, height: 700 } };

describeInChromium('checks of pages', (browser) => {
  it('let a page pass that is well', async () => {
    const url = page(WELL + REGION('tabindex="0"'));
    expect((await onPage(browser(), url, VIEWPORT, axeOn)).objections).toEqual([]);
    expect(await onPage(browser(), url, VIEWPORT, overflowing)).toEqual([]);
    expect(await onPage(browser(), url, VIEWPORT, byKeyboard)).toEqual({
      first: { href: '#main', inView: true },
      led: '#main',
      unreached: [],
      regions: 1,
    });
  });

  it('see letters that are too pale', async () => {
    const pale = WELL.replace('<p>', '<p style="color: #bbb">');
    const { objections } = await onPage(browser(), page(pale), VIEWPORT, axeOn);
    expect(objections).toEqual([expect.stringMatching(/^color-contrast: /)]);
  });

  it('see pale letters in a drawing, into which axe does not look', async () => {
    const drawn = (ground: string) =>
      `<svg role="img" aria-label="box" width="100" height="40"><rect width="100" height="40"
        style="fill: ${ground}"/><text x="10" y="25" style="fill: #777">text</text></svg>`;
    const objections = async (ground: string) =>
      (await onPage(browser(), page(drawn(ground)), VIEWPORT, axeOn)).objections;
    expect(await objections('#000')).toEqual([]);
    expect(await objections('#666')).toEqual([
      expect.stringContaining('rgb(119, 119, 119) on rgb(102, 102, 102)'),
    ]);
  });

  it('see what makes a page scroll sideways', async () => {
    const wide = WELL.replace('<p>', '<p style="width: 500px">');
    expect(await onPage(browser(), page(wide), VIEWPORT, overflowing)).toEqual([
      expect.stringContaining('width: 500px'),
    ]);
  });

  it('see words of a drawing that have no room', async () => {
    const drawn = (...texts: string[]) =>
      `<svg role="img" aria-label="box" width="300" height="60">
         <rect width="100" height="30"/>${texts.join('')}</svg>`;
    const complaints = (...texts: string[]) =>
      onPage(browser(), page(drawn(...texts)), VIEWPORT, crowded);
    const text = (x: number, y: number, words: string) => `<text x="${x}" y="${y}">${words}</text>`;
    expect(await complaints(text(20, 20, 'box'), text(150, 20, 'free'))).toEqual([]);
    expect(await complaints(text(150, 20, 'free'), text(160, 24, 'other'))).toEqual([
      'free runs into other',
    ]);
    expect(await complaints(text(60, 20, 'a long word'))).toEqual([
      'over the edge of a box: a long word',
    ]);
    expect(await complaints(text(290, 50, 'a long word'))).toEqual([
      'out of the drawing: a long word',
    ]);
  });

  it('see a region that the keyboard does not reach', async () => {
    const url = page(WELL + REGION('tabindex="-1"'));
    const { unreached } = await onPage(browser(), url, VIEWPORT, byKeyboard);
    expect(unreached).toEqual([expect.stringContaining('aria-label="wide"')]);
  });
});

it('count contrast as WCAG does', () => {
  expect(contrast('rgb(0, 0, 0)', 'rgb(255, 255, 255)')).toBeCloseTo(21);
  expect(contrast('rgb(118, 118, 118)', 'rgb(255, 255, 255)')).toBeCloseTo(4.54, 2);
});

describe('the search for Chromium', () => {
  it('takes the one that CHROMIUM names, which must be there', () => {
    const file = join(folder, 'chromium');
    writeFileSync(file, '');
    expect(findChromium({ CHROMIUM: file })).toBe(file);
    expect(() => findChromium({ CHROMIUM: `${file}-not` })).toThrow(/CHROMIUM names no file/);
  });

  it('returns null if the machine has no browser', () => {
    expect(findChromium({ ProgramFiles: folder }, 'win32')).toBeNull();
  });
});
