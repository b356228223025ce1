// `npm run screenshots [FOLDER]`: the pictures of the README, made from one run of the lab's incident.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findChromium, HOW_TO_INSTALL, launchChromium } from '../chromium.mjs';
import { steady } from './steady.mjs';
import { openTerminal } from './terminal.mjs';

const COMMAND = ['probe', '--lab', '--size', '4M'];
const COLUMNS = 100;
// What is below is worth a scroll, not a picture.
const HIGHEST = 2400;
const PAGES = [
  { name: 'html-wide.png', width: 1280, colorScheme: 'light' },
  { name: 'html-narrow.png', width: 420, colorScheme: 'light' },
  { name: 'html-dark.png', width: 1280, colorScheme: 'dark' },
];

const { run } = await import('../../dist/chunks/main.cjs');

/** Runs swiftcheck and returns what it prints, in colour, to a terminal. @throws unless it finds the incident */
async function swiftcheck(...args) {
  let printed = '';
  const code = await run(args, {
    out: (text) => (printed += text),
    err: () => undefined,
    outIsTerminal: true,
    errIsTerminal: false,
    outColumns: COLUMNS,
  });
  if (code !== 1) throw new Error(`swiftcheck ${args.join(' ')}: exit code ${code}, not 1`);
  return printed;
}

/** The incident's evidence in that file. */
async function saveIncident(file) {
  await swiftcheck(...COMMAND, '--save-evidence', file);
  writeFileSync(file, JSON.stringify(steady(JSON.parse(readFileSync(file, 'utf8')))));
}

async function pictureOfPage(browser, url, { name, width, colorScheme }) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  await page.goto(url);
  const height = await page.evaluate(() => globalThis.document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, HIGHEST) };
  await page.screenshot({ path: join(folder, name), fullPage: true, clip });
  await page.close();
}

async function pictureOfTerminal(browser, printed) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const terminal = await openTerminal(page, printed, COLUMNS);
  await terminal.screenshot({ path: join(folder, 'terminal.png') });
  await page.close();
}

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images', import.meta.url));
const chromium = findChromium();
if (chromium === null) throw new Error(HOW_TO_INSTALL);
delete process.env.NO_COLOR;
mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), 'swiftcheck-screenshots-'));
const browser = await launchChromium(chromium);
try {
  const evidence = join(scratch, 'evidence.json');
  await saveIncident(evidence);
  const printed = await swiftcheck('report', evidence);
  await pictureOfTerminal(browser, `$ swiftcheck ${COMMAND.join(' ')}\n${printed}`);
  const report = join(scratch, 'report.html');
  await swiftcheck('report', evidence, '--format', `html=${report}`);
  for (const shot of PAGES) await pictureOfPage(browser, pathToFileURL(report).href, shot);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
