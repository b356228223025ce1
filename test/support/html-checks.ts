// What is asked of a page in a browser. Each gives what is wrong, so that a red test tells it.
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Opens the page, hands it over, and closes it. */
export async function onPage<T>(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await look(page);
  } finally {
    await context.close();
  }
}

export interface AxeResult {
  /** `rule: element`, of what axe objects to or cannot tell. */
  readonly objections: readonly string[];
  /** The rules that had something to look at. */
  readonly looked: readonly string[];
}

/** What axe says of the page. The contrast of colours is named lest its usual run ever leave it out. */
export async function axeOn(page: Page): Promise<AxeResult> {
  await page.evaluate(axe.source);
  const script = `axe.run(document, {
    rules: { 'color-contrast': { enabled: true }, 'target-size': { enabled: true } },
  })`;
  const { violations, incomplete, passes } = await page.evaluate<axe.AxeResults>(script);
  const told = (results: readonly axe.Result[], how: string) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${how} ${id}: ${html} ${failureSummary}`),
    );
  return {
    objections: [...told(violations, 'against'), ...told(incomplete, 'unsure of')],
    looked: [...violations, ...incomplete, ...passes].map(({ id }) => id),
  };
}

/** Elements that stick out of the page on the right, unless the page does not scroll sideways. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth)
      .map((element) => element.outerHTML.slice(0, 200));
  })()`);
}

export interface Keyboard {
  /** The first element that Tab reaches, and whether it is in view then. */
  readonly first: { readonly href: string | null; readonly inView: boolean };
  /** Where Enter on it leads: the id of the element with focus or in the address. */
  readonly led: string;
  /** Regions that scroll sideways and that Tab does not reach. */
  readonly unreached: readonly string[];
  /** How many it does reach. */
  readonly regions: number;
}

/** Walks through the page by Tab, until focus comes back to where it began. */
export async function byKeyboard(page: Page): Promise<Keyboard> {
  await page.evaluate(`(() => {
    window.regions = [...document.querySelectorAll('body *')].filter(
      (element) =>
        element.scrollWidth > element.clientWidth &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX),
    );
    window.reached = new Set();
  })()`);
  await page.keyboard.press('Tab');
  const first = await page.evaluate<Keyboard['first']>(`(() => {
    const { top, left, width, height } = document.activeElement.getBoundingClientRect();
    return {
      href: document.activeElement.getAttribute('href'),
      inView: top >= 0 && left >= 0 && width > 1 && height > 1,
    };
  })()`);
  const moves = `(() => {
    if (document.activeElement === document.body || reached.has(document.activeElement)) return false;
    reached.add(document.activeElement);
    return true;
  })()`;
  while (await page.evaluate<boolean>(moves)) await page.keyboard.press('Tab');
  const regions = await page.evaluate<{ unreached: string[]; regions: number }>(`(() => ({
    unreached: regions.filter((element) => !reached.has(element)).map((element) => element.outerHTML.slice(0, 200)),
    regions: regions.filter((element) => reached.has(element)).length,
  }))()`);
  await page.locator('a').first().focus();
  await page.keyboard.press('Enter');
  return { first, led: await page.evaluate<string>('location.hash'), ...regions };
}
