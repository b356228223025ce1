// `npm run site [FOLDER]`: the documentation as static pages, one for each file of Markdown and so one for each finding.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = process.argv[2] ?? join(root, 'site');

const below = (folder, pattern) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => pattern.test(name));

const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...below('docs', /\.md$/),
  ...below('src/checks', /\.md$/),
];
const copied = [
  ...['Dockerfile', 'LICENSE'],
  ...below('docs', /\.(?:json|png|svg)$/),
  ...below('src/lab', /\.md$/),
];

/** Where a file of the repository lies in the site. */
function placeOf(path) {
  if (path === 'README.md') return 'index.html';
  if (!pages.includes(path)) return path;
  return path.replace(/^src\/checks\/.*\//, 'findings/').replace(/\.md$/, '.html');
}

/** A link of a page as it is from the place of that page. */
function moved(href, page) {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const file = posix.join(posix.dirname(page), path);
  const to = posix.relative(posix.dirname(placeOf(page)), placeOf(file));
  return anchor === undefined ? to : `${to}#${anchor}`;
}

const STYLE = `body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.55 system-ui,sans-serif;color-scheme:light dark}
pre{overflow:auto;padding:.8rem;background:color-mix(in srgb,currentColor 8%,transparent)}
table{border-collapse:collapse;display:block;overflow:auto}th,td{border:1px solid #8886;padding:.3rem .6rem;text-align:left}
img{max-width:100%}`;

function pageOf(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const marked = new Marked({
    walkTokens: (token) => {
      if (token.type === 'link' || token.type === 'image') token.href = moved(token.href, path);
    },
    renderer: {
      heading({ tokens, depth, text: words }) {
        return `<h${depth} id="${anchorOf(words)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  const title = /^# (.+)$/m.exec(text)?.[1] ?? path;
  const to = (name) => posix.relative(posix.dirname(placeOf(path)), name) || name;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title.replaceAll('`', '')} - swiftcheck</title><style>${STYLE}</style></head><body>
<nav><a href="${to('index.html')}">swiftcheck</a> | <a href="${to('docs/findings.html')}">findings</a> | <a href="${to('docs/error-texts.html')}">error texts</a></nav>
<main>
${marked.parse(text)}</main></body></html>
`;
}

/** As GitHub makes it of a heading. */
function anchorOf(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

for (const path of pages) {
  const file = join(target, placeOf(path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pageOf(path));
}
for (const path of copied) cpSync(join(root, path), join(target, path));
console.log(relative(process.cwd(), target) || target);
