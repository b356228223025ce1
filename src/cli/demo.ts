// `npm run demo`: the incident in the lab, from the failure to what has become better. Fails unless each command
// shows what it should.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './main.js';
import { quietWarnings } from './warnings.js';
import { processWriter } from './writer.js';

quietWarnings();

interface Scene {
  readonly title: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  /** Wherever lines break. */
  readonly says: string;
}

const SCENES: readonly Scene[] = [
  {
    title: "The incident: Swift 0.9.0 in front of Tiller 2.10.0, a 4 MiB file in harbor's chart",
    args: ['probe', '--lab', '--save-evidence', 'before.json'],
    exitCode: 1,
    says: '[list-over-receive-limit]',
  },
  {
    title: 'The steps out of it, each tried with releases of the same sizes',
    args: ['plan', 'before.json', '--rehearse'],
    exitCode: 1,
    says: '2 steps to Swift 0.11.1 with Tiller 2.13.0, with which the list passes. The rehearsal gave what was predicted.',
  },
  {
    title: 'After both steps: Swift 0.11.1 in front of Tiller 2.13.0, the same releases',
    args: [
      ...['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--data', 'before.json'],
      ...['--save-evidence', 'after.json'],
    ],
    exitCode: 0,
    says: '[content-over-limit]',
  },
  {
    title: 'What is better',
    args: ['diff', 'before.json', 'after.json'],
    exitCode: 0,
    says: 'gone list-over-receive-limit',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-demo-'));
const home = process.cwd();
process.chdir(folder);
void demo().finally(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

async function demo(): Promise<void> {
  for (const { title, args, exitCode, says } of SCENES) {
    let printed = '';
    const out = (text: string) => {
      printed += text;
      processWriter.out(text);
    };
    out(`=== ${title}\n$ swiftcheck ${args.join(' ')}\n\n`);
    const code = await run(args, { ...processWriter, out });
    out('\n');
    if (code !== exitCode || !printed.replace(/\s+/g, ' ').includes(says)) {
      processWriter.err(
        `The demo expected exit code ${exitCode} and "${says}", but got ${code}.\n`,
      );
      process.exitCode = 1;
      break;
    }
  }
  // Commands above name the files.
  processWriter.out(
    'The demo removes before.json and after.json now; its commands make them again in any folder.\n',
  );
}
