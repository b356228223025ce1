// `npm run demo`: the incident in the lab, then a pair that works. Fails unless each run shows what it should.
import { run } from './main.js';
import { processWriter } from './writer.js';

const SHOWS = [
  {
    title: "The incident: Swift 0.9.0 in front of Tiller 2.10.0, a 4 MiB file in harbor's chart",
    args: ['probe', '--lab', '--size', '4M'],
    exitCode: 1,
    says: '[list-over-receive-limit]',
  },
  {
    title: 'The fix: Swift 0.11.1 in front of Tiller 2.13.0, the same releases',
    args: ['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--size', '4M'],
    exitCode: 0,
    says: '[content-over-limit]',
  },
];

void demo();

async function demo(): Promise<void> {
  for (const { title, args, exitCode, says } of SHOWS) {
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
}
