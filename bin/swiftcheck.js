#!/usr/bin/env node
import { run } from '../dist/cli/main.js';

// A deprecation within a dependency is nothing that an operator can act on.
process.noDeprecation = true;

try {
  process.exitCode = await run(process.argv.slice(2));
  // After a signal a connection that does not end must not keep the process.
  if (process.exitCode > 128) process.exit();
} catch (error) {
  // Node would exit with 1, which says "findings"; a defect of swiftcheck must not look like one.
  process.stderr.write(
    `swiftcheck failed by a defect of its own; please report it with this trace.\n${error?.stack ?? error}\n`,
  );
  process.exitCode = 3;
}
