import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/checks/define.js';
import { FINDING_CODES, docsOf, meansUnexamined, severityOf } from '../../src/checks/registry.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const page = (code: FindingCode) => readFileSync(new URL(docsOf(code), PACKAGE_ROOT), 'utf8');

const HEADINGS = ['How it is detected', 'Consequences', 'Causes', 'Fix', 'Severity and exit code'];

describe('pages of findings', () => {
  it.each(FINDING_CODES)('%s: has every part, in order', (code) => {
    const text = page(code);
    expect(text.startsWith(`# ${code}\n\n`)).toBe(true);
    expect([...text.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(HEADINGS);
    for (const part of text.split(/^#.*$/m).slice(1)) expect(part.trim()).not.toBe('');
    const [statement = ''] = text.split('\n\n').slice(1);
    expect(statement).toMatch(/^[A-Z][^\n]*\.$/);
    // A command that is broken over two lines cannot be copied.
    for (const line of text.split('\n')) {
      // As it is shown: where a link leads is not.
      expect(line.replace(/\]\([^)]*\)/g, ']').length).toBeLessThanOrEqual(100);
      expect(line.split('`').length % 2).toBe(1);
    }
  });

  it.each(FINDING_CODES)('%s: says the severity that the catalogue has', (code) => {
    const part = page(code).split('## Severity and exit code')[1] ?? '';
    expect(part).toContain(`\`${severityOf(code)}\``);
    expect(part.includes('exit code 3')).toBe(meansUnexamined(code));
  });

  it('links them all from the index', () => {
    const index = readFileSync(new URL('docs/findings.md', PACKAGE_ROOT), 'utf8');
    for (const code of FINDING_CODES) expect(index).toContain(`[${code}](`);
    expect(docsOf('tiller-slow')).toBe('src/checks/tiller-slow/tiller-slow.md');
  });

  it('link only to pages that exist', () => {
    const links = FINDING_CODES.flatMap((code) =>
      [...page(code).matchAll(/\]\(([^)#]+\.md)/g)].map(([, target = '']) => ({
        ...{ code, target },
        there: existsSync(new URL(target, new URL(docsOf(code), PACKAGE_ROOT))),
      })),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ there }) => !there)).toEqual([]);
  });
});
