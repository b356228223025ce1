// A page with a terminal in it, as wide as asked and as high as what was printed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const THEME = {
  background: '#1e1e1e',
  foreground: '#d4d4d4',
  red: '#f48771',
  green: '#89d185',
  yellow: '#e5c07b',
  magenta: '#d19ae0',
  cyan: '#6cc7d9',
};

/** @param printed with escape sequences and bare line feeds, as a program writes it */
export async function openTerminal(page, printed, columns) {
  await page.setContent('<body style="margin:0"><div id="terminal"></div></body>');
  await page.addStyleTag({ content: readFileSync(resolve('@xterm/xterm/css/xterm.css'), 'utf8') });
  await page.addStyleTag({
    content: `#terminal { display: inline-block; padding: 16px; background: ${THEME.background} }
      .xterm-cursor { visibility: hidden }
      .xterm .xterm-viewport, .xterm .xterm-scrollable-element > .scrollbar { display: none }`,
  });
  await page.addScriptTag({ path: resolve('@xterm/xterm/lib/xterm.js') });
  await page.evaluate(
    ([text, cols, theme]) =>
      new Promise((done) => {
        const { document, Terminal } = globalThis;
        const terminal = new Terminal({
          cols,
          rows: text.split('\n').length,
          convertEol: true,
          fontFamily: 'DejaVu Sans Mono, Menlo, Consolas, monospace',
          fontSize: 14,
          // At 1 an underscore at the foot of a row is cut off.
          lineHeight: 1.2,
          theme,
        });
        terminal.open(document.getElementById('terminal'));
        terminal.onRender(done);
        terminal.write(text);
      }),
    [printed.trimEnd(), columns, THEME],
  );
  return page.locator('#terminal');
}
