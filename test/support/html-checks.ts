// What is asked of a page in a browser. Each returns what is wrong, so that a test that fails shows it.
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Opens the page, unfolds it, hands it over, and closes it. */
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
    // What is folded away is read as well.
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    return await look(page);
  } finally {
    await context.close();
  }
}

export interface AxeResult {
  /** `rule: element`, of what axe objects to, or is unsure of and no check of ours settles. */
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
  const described = (results: readonly axe.Result[]) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
    );
  const unsure = incomplete.filter(({ id }) => id === 'color-contrast');
  const targets = unsure.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')));
  return {
    objections: [
      ...described(violations),
      ...described(incomplete.filter((result) => !unsure.includes(result))),
      ...(await tooPale(page, targets)),
    ],
    looked: [...violations, ...incomplete, ...passes].map(({ id }) => id),
  };
}

const LEAST_CONTRAST = 4.5;

/** axe does not look into drawings and below what overlaps: there the colours are taken as computed. */
async function tooPale(page: Page, selectors: readonly string[]): Promise<string[]> {
  const found = await page.evaluate<{ html: string; letters: string; ground: string }[]>(`
    ${JSON.stringify(selectors)}.map((selector) => {
      const element = document.querySelector(selector);
      const drawing = element.closest('svg');
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const below = [...(drawing?.querySelectorAll('rect') ?? [])].filter((rect) => {
        const { left, right, top, bottom } = rect.getBoundingClientRect();
        return left <= x && x <= right && top <= y && y <= bottom;
      });
      let ground = below.length > 0 ? getComputedStyle(below.at(-1)).fill : 'rgba(0, 0, 0, 0)';
      for (let at = element; ground === 'rgba(0, 0, 0, 0)' && at; at = at.parentElement)
        ground = getComputedStyle(at).backgroundColor;
      return { html: element.outerHTML, letters: drawing ? style.fill : style.color, ground };
    })`);
  return found
    .filter(({ letters, ground }) => contrast(letters, ground) < LEAST_CONTRAST)
    .map(({ html, letters, ground }) => `color-contrast: ${html} ${letters} on ${ground}`);
}

/** As WCAG 2 defines it, from 1 to 21, of two colours `rgb(r, g, b)`. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  if (!channels) throw new Error(`${colour} is no opaque colour`);
  const [red = 0, green = 0, blue = 0] = channels
    .map((channel) => Number(channel) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
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

/** Words of the drawings that run into each other, over the edge of a box, or out of the drawing. */
export function crowded(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('svg')].flatMap((drawing) => {
    const box = (element) => element.getBoundingClientRect();
    const frame = box(drawing);
    if (frame.width === 0) return [];
    const meet = (a, b) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const within = (a, b) =>
      a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    const texts = [...drawing.querySelectorAll('text')];
    const rects = [...drawing.querySelectorAll('rect')];
    return texts.flatMap((text, index) => [
      ...(within(box(text), frame) ? [] : ['out of the drawing: ' + text.textContent]),
      ...rects
        .filter((rect) => meet(box(text), box(rect)) && !within(box(text), box(rect)))
        .map(() => 'over the edge of a box: ' + text.textContent),
      ...texts
        .slice(index + 1)
        .filter((other) => meet(box(text), box(other)))
        .map((other) => text.textContent + ' runs into ' + other.textContent),
    ]);
  })`);
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
