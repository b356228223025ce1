// `npm run new:check NAME` makes src/checks/NAME: a check that compiles and judges nothing yet, the page of
// its code and its cases. What is to be written is marked with FILL IN.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const CHECKS = 'src/checks';
const GROUP = 'lists';
const [name = '', ...rest] = process.argv.slice(2);
const fault = faultOf();
if (fault === null) {
  const folder = `${CHECKS}/${name}`;
  const files = { 'check.ts': check(lastOfGroup()), [`${name}.md`]: page(), 'cases.ts': cases() };
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(`${folder}/${file}`, text);
  await import('./generate.mjs');
  console.log(`${folder} is made. Write what is marked with FILL IN.`);
} else {
  console.error(fault);
  process.exitCode = 2;
}

function faultOf() {
  if (rest.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) {
    return 'Usage: npm run new:check NAME, where NAME is the code: words of a-z and 0-9, joined by hyphens.';
  }
  // A check may have more codes than the one that its folder is called after.
  const taken = readdirSync(CHECKS).find(
    (folder) => folder === name || existsSync(`${CHECKS}/${folder}/${name}.md`),
  );
  return taken === undefined ? null : `${CHECKS}/${taken} has ${name} already.`;
}

/** The check of the group behind which no other stands. */
function lastOfGroup() {
  const members = readdirSync(CHECKS)
    .map((folder) => `${CHECKS}/${folder}/check.ts`)
    .filter((file) => existsSync(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(
        /group: '(?<group>\w+)',\s+after: (?:null|'(?<after>[\w-]+)'),\s+code: '(?<code>[\w-]+)'/g,
      ),
    ])
    .map(({ groups }) => groups)
    .filter(({ group }) => group === GROUP);
  const last = members.find(({ code }) => members.every(({ after }) => after !== code));
  return last ? `'${last.code}'` : 'null';
}

function check(after) {
  const exported = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return `// FILL IN: what the check is about.
import { defineCheck } from '../define.js';
import { look } from '../steps.js';

interface Facts {
  /** FILL IN: the facts that the words are made of, as plain JSON. */
  readonly count: number;
}

declare module '../define.js' {
  interface FindingFacts {
    '${name}': Facts;
  }
}

export const ${exported} = defineCheck({
  // FILL IN: the group, and the check behind which this one stands: causes come before consequences.
  group: '${GROUP}',
  after: ${after},
  code: '${name}',
  findings: {
    '${name}': {
      severity: 'warn',
      passTitle: 'FILL IN: the assertion that holds where the check passes',
      failTitle: ({ count }) => \`FILL IN: the assertion that holds where the check fails, \${count}\`,
      describe: ({ count }) => ({
        seen: [\`FILL IN: what was seen, \${count}.\`],
        certainty: 'likely',
        cause: 'FILL IN: why it is so.',
        steps: [look('FILL IN: what to do, the smallest step first.')],
      }),
    },
  },
  // FILL IN: the evidence without which the check is unknown (needs.ts), and what the check does with it.
  needs: {},
  run: (_analysis, { skip }) => skip('FILL IN: nothing is judged yet.'),
});
`;
}

function page() {
  return `# ${name}

FILL IN: what is wrong, in one sentence.

## How it is detected

FILL IN: which evidence shows it, and what shows it not.

## Consequences

FILL IN: what fails, or what will.

## Causes

- FILL IN: how it comes to that.

## Fix

1. FILL IN: the smallest step first.

## Severity and exit code

\`warn\`: exit code 1 only with \`--fail-on warn\`.
`;
}

function cases() {
  return `import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    // FILL IN: evidence that raises the code, and evidence that looks alike and does not.
    code: '${name}',
    raisedBy: {},
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  // FILL IN: a run over real sockets that raises the code.
  '${name}': () => Promise.resolve(['probe', '--lab']),
};
`;
}
