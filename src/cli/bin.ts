// The program: one command line, and the end of the process.
import { defectWords, showsTrace } from './defects.js';
import { EXIT_DEFECT } from './exit-codes.js';
import { run } from './main.js';
import { quietWarnings } from './warnings.js';
import { processWriter } from './writer.js';

quietWarnings();
const args = process.argv.slice(2);
// In place of the command line, which everybody on this machine can read, and which may hold a token.
process.title = 'swiftcheck';
// With nothing left that could go on, Node would exit with 0, which says that all is well.
process.once('beforeExit', () => {
  processWriter.err(defectWords(new Error('no result'), showsTrace(args)));
  process.exitCode = EXIT_DEFECT;
});
void main();

async function main(): Promise<void> {
  let exitCode = EXIT_DEFECT;
  try {
    exitCode = await run(args);
  } catch (error) {
    // Node would exit with 1, which says "findings"; a defect of swiftcheck must not look like one.
    processWriter.err(defectWords(error, showsTrace(args)));
    await processWriter.flush?.();
  }
  // All is written. A name that is still looked up, or what else a library has left open, is not waited for.
  process.exit(exitCode);
}
