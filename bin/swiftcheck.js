#!/usr/bin/env node
import { defectWords, showsTrace } from '../dist/cli/defects.js';
import { EXIT_DEFECT } from '../dist/cli/exit-codes.js';
import { run } from '../dist/cli/main.js';
import { processWriter } from '../dist/cli/writer.js';

// A deprecation within a dependency is nothing that an operator can act on.
process.noDeprecation = true;

const args = process.argv.slice(2);
// In place of the command line, which everybody on this machine can read, and which may hold a token.
process.title = 'swiftcheck';
let exitCode = EXIT_DEFECT;
try {
  exitCode = await run(args);
} catch (error) {
  // Node would exit with 1, which says "findings"; a defect of swiftcheck must not look like one.
  processWriter.err(defectWords(error, showsTrace(args)));
  await processWriter.flush();
}
// All is written. A name that is still looked up, or what else a library has left open, is not waited for.
process.exit(exitCode);
