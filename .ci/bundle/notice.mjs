// NOTICE: the packages whose code dist/ holds, with their licences.
import { readFileSync, readdirSync } from 'node:fs';

/** The folder of the package of a module; `null` for a module of swiftcheck. */
export function packageOf(id) {
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null;
}

/** @throws Error for a package without the text of its licence */
export function notice(folders) {
  // A package can lie in several folders.
  const texts = new Map([...new Set(folders)].map(entry));
  const entries = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = `swiftcheck holds code of these packages in dist/. Each is used under its own licence.\n`;
  return [head, ...entries.map(([title, text]) => `${title}\n\n${text}\n`)].join(
    `\n${'-'.repeat(80)}\n`,
  );
}

function entry(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice)(?:[.-]|$)/i.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r', '').trim());
  return [`${name} ${version} (${license})`, texts.join('\n\n') || fallback(name, license)];
}

/** The licence is named in package.json alone, as the author published it. */
function fallback(name, license) {
  if (!license) throw new Error(`the package ${name} has no licence`);
  return `The package names its licence, ${license}, and brings no text of it.`;
}
