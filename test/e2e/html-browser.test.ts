// The HTML report in a real browser: readable by everybody, by itself, at every width.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/reports/json.js';
import { cases as STORAGE_CASES } from '../../src/checks/storage-driver-differs/cases.js';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { htmlReport } from '../../src/reports/html/html.js';
import { evidence, tooLarge } from '../judge/evidence.js';
import { OPTIONS } from '../support/report-cases.js';
import { describeInChromium } from '../support/browser.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startClosedPort } from '../support/fault-server.js';
import { axeOn, byKeyboard, crowded, onPage, overflowing } from '../support/html-checks.js';

const OLD = ['probe', '--lab', '--size', '4M'];
const CURED = ['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--size', '4M'];
const NOTES = ['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--data', 'notes', '--what-if'];
const HOSTILE = [
  '<script>document.title="forged"</script>',
  '"><img src=x onerror="document.title=\'forged\'">',
  '\u001b[31mred\u001b[0m',
  'b\u202ec\u0000d',
  'x'.repeat(200),
];
const NAMES = [
  'incident',
  'cured',
  'notes',
  'unreachable',
  'several',
  'hostile',
  'storage',
  'command',
] as const;
const WIDE = { width: 1280, height: 800 };
const BETWEEN = { width: 700, height: 800 };
const NARROW = { width: 380, height: 700 };

/** Longer than a telephone is wide. */
const COMMAND = `kubectl --context 'a b' -n kube-system set env deployment/tiller-deploy TILLER_HISTORY_MAX=200`;

/** The incident, with that command as its first step. */
function withCommand(): string {
  const judgement = judge(evidence({ swiftList: tooLarge(4_195_325, 4_194_304) }));
  const findings = judgement.findings.map((finding) =>
    isRaised(finding)
      ? {
          ...finding,
          explanation: {
            ...finding.explanation,
            steps: [{ text: 'Keep fewer revisions.', command: COMMAND, changes: true }],
          },
        }
      : finding,
  );
  return htmlReport([{ name: null, judgement: { ...judgement, findings } }], OPTIONS);
}

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-html-'));
const file = (name: string) => join(folder, name);
const url = (name: string) => pathToFileURL(file(`${name}.html`)).href;
const reports = new Map<string, JsonReport>();

async function make(name: (typeof NAMES)[number], args: readonly string[]): Promise<void> {
  const kept = [
    '--save-evidence',
    file(`${name}.json`),
    '--format',
    `html=${file(`${name}.html`)}`,
  ];
  const { report } = await swiftcheckJson(...args, ...kept);
  reports.set(name, report);
}

beforeAll(async () => {
  await make('incident', OLD);
  await make('cured', CURED);
  await make('notes', NOTES);
  const [tiller, swift] = [await startClosedPort(), await startClosedPort()];
  const closed = [
    '--tiller',
    `127.0.0.1:${tiller.port}`,
    '--swift',
    `http://127.0.0.1:${swift.port}`,
  ];
  await make('unreachable', ['probe', ...closed]);
  const releases = HOSTILE.map((name) => ({ name, namespace: `ns-${name}`, files: ['1M'] }));
  writeFileSync(file('data.json'), JSON.stringify({ releases }));
  await make('hostile', ['probe', '--lab', '--data', file('data.json'), '--what-if']);
  const [{ raisedBy }] = STORAGE_CASES;
  writeFileSync(file('storage.json'), JSON.stringify(evidence(raisedBy)));
  await swiftcheck('report', file('storage.json'), '--format', `html=${file('storage.html')}`);
  writeFileSync(file('command.html'), withCommand());
  const saved = ['incident', 'cured', 'unreachable'].map((name) => file(`${name}.json`));
  await swiftcheck('report', ...saved, '--format', `html=${file('several.html')}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describeInChromium('the HTML report in Chromium', (browser) => {
  describe.each(NAMES)('%s', (name) => {
    it.each([
      ['light', WIDE],
      ['light', NARROW],
      ['dark', WIDE],
      ['dark', NARROW],
    ] as const)('gives axe nothing to object to, %s at %o', async (colorScheme, viewport) => {
      const { objections, looked } = await onPage(
        browser(),
        url(name),
        { colorScheme, viewport, bypassCSP: true },
        axeOn,
      );
      expect(objections).toEqual([]);
      expect(looked).toContain('color-contrast');
    });

    it('asks for nothing but itself, and complains of nothing', async () => {
      const context = await browser().newContext();
      try {
        const page = await context.newPage();
        const asked: string[] = [];
        const said: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(String(error)));
        await page.goto(url(name), { waitUntil: 'networkidle' });
        expect(await page.title()).toMatch(/swiftcheck/);
        expect(said).toEqual([]);
        expect(asked).toEqual([url(name)]);
      } finally {
        await context.close();
      }
    });

    it('does not scroll sideways on a telephone', async () => {
      expect(await onPage(browser(), url(name), { viewport: NARROW }, overflowing)).toEqual([]);
    });

    it.each([NARROW, BETWEEN, WIDE])(
      'has room for the words of its drawings: %o',
      async (viewport) => {
        expect(await onPage(browser(), url(name), { viewport }, crowded)).toEqual([]);
      },
    );

    it('is walked through by keyboard, and lets its head be skipped', async () => {
      const walk = await onPage(browser(), url(name), { viewport: NARROW }, byKeyboard);
      expect(walk.first.inView).toBe(true);
      expect(walk.first.href).toMatch(/^#./);
      expect(walk.led).toBe(walk.first.href);
      expect(walk.unreached).toEqual([]);
    });

    it('prints, on white also where the screen is dark', async () => {
      const printed = await onPage(browser(), url(name), { colorScheme: 'dark' }, async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const ground = await page.evaluate<string>(
          'getComputedStyle(document.body).backgroundColor',
        );
        return { ground, pdf: (await page.pdf()).toString('latin1') };
      });
      expect(printed.pdf.startsWith('%PDF-')).toBe(true);
      expect(printed.pdf).toMatch(/\/Type ?\/Page\b/);
      expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(printed.ground);
    });
  });

  it.each(['incident', 'cured', 'notes', 'unreachable', 'hostile'] as const)(
    'shows all that was raised without a script: %s',
    async (name) => {
      const text = await onPage(browser(), url(name), { javaScriptEnabled: false }, (page) =>
        page.locator('body').innerText(),
      );
      const report = reports.get(name);
      if (!report) throw new Error(`${name} was not made`);
      const displayed = flat(text);
      const codes = raised(report);
      const titles = report.findings
        .filter(({ code }) => codes.includes(code))
        .map(({ title }) => flat(title));
      expect(titles.length).toBeGreaterThan(0);
      expect(titles.filter((title) => !displayed.includes(title))).toEqual([]);
      expect(codes.filter((code) => !displayed.includes(code))).toEqual([]);
    },
  );

  it.each([NARROW, WIDE])(
    'marks the hop that fails where it is seen at once: %o',
    async (viewport) => {
      const marks = await onPage(browser(), url('incident'), { viewport }, (page) =>
        page.evaluate<{ text: string; right: number }[]>(`
        [...document.querySelectorAll('.path .fails text')]
          .map((text) => ({ text: text.textContent, right: text.getBoundingClientRect().right }))
          .filter(({ right }) => right > 0)`),
      );
      expect(marks.map(({ text }) => text)).toEqual([
        'fails here',
        'limit 4 MiB',
        'rejected 4,195,325 bytes',
      ]);
      expect(marks.filter(({ right }) => right > viewport.width)).toEqual([]);
    },
  );

  it('has a row for each of several files', async () => {
    const text = await onPage(browser(), url('several'), { javaScriptEnabled: false }, (page) =>
      page.locator('table').first().innerText(),
    );
    for (const name of ['incident.json', 'cured.json', 'unreachable.json'])
      expect(text).toContain(name);
  });

  it('runs nothing that a name holds', async () => {
    const [title, text] = await onPage(browser(), url('hostile'), {}, async (page) => [
      await page.title(),
      await page.content(),
    ]);
    expect(title).not.toBe('forged');
    // The page's own script holds no such text.
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/forged<\/script>|<img/);
  });

  it('copies a command as one line, also where the page breaks it', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const copied = await onPage(
      browser(),
      url('command'),
      { viewport: NARROW, permissions },
      async (page) => {
        await page.getByRole('button', { name: 'Copy' }).first().click();
        await page.getByRole('button', { name: 'Copied' }).waitFor();
        return page.evaluate<string>('navigator.clipboard.readText()');
      },
    );
    expect(copied).toBe(COMMAND);
  });

  it('selects a command where the clipboard is denied, and has no button without a script', async () => {
    const selected = await onPage(browser(), url('command'), {}, async (page) => {
      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error())');
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByRole('button', { name: 'Selected' }).waitFor();
      return page.evaluate<string>('getSelection().toString()');
    });
    expect(selected).toBe(COMMAND);
    const context = await browser().newContext({ javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto(url('command'));
      expect(await page.getByText(COMMAND).count()).toBeGreaterThan(0);
      expect(await page.getByRole('button').count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});

const flat = (text: string) => text.replace(/\s+/g, ' ');
