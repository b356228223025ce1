// The documentation as a site: each finding has a page, and each link leads somewhere.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/checks/registry.js';

const script = fileURLToPath(new URL('../../.ci/site/main.mjs', import.meta.url));
let site: string;
beforeAll(async () => {
  site = mkdtempSync(join(tmpdir(), 'swiftcheck-site-'));
  await execa('node', [script, site]);
});
afterAll(() => rmSync(site, { recursive: true }));

const pages = () =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const read = (page: string) => readFileSync(join(site, page), 'utf8');

it('has a page for each finding', () => {
  const codes = pages().filter((page) => page.startsWith('findings'));
  expect(codes.sort()).toEqual(
    FINDING_CODES.map((code) => join('findings', `${code}.html`)).sort(),
  );
  expect(read('findings/list-truncated.html')).toContain(
    '<h1 id="list-truncated">list-truncated</h1>',
  );
});

it('leads to pages, files and headings that are there', () => {
  const links = pages().flatMap((page) =>
    [...read(page).matchAll(/(?:href|src)="([^"]+)"/g)]
      .map(([, href = '']) => href)
      .filter((href) => !/^[a-z]+:/.test(href))
      .map((href) => ({ page, href })),
  );
  expect(links.length).toBeGreaterThan(300);
  const broken = links.filter(({ page, href }) => {
    const [path = '', anchor] = href.split('#');
    const file = path === '' ? join(site, page) : join(site, dirname(page), path);
    if (!existsSync(file)) return true;
    return anchor !== undefined && !readFileSync(file, 'utf8').includes(`id="${anchor}"`);
  });
  expect(broken).toEqual([]);
});
