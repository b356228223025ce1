#!/usr/bin/env node
import { run } from '../dist/cli/main.js';

// A deprecation within a dependency is nothing that an operator can act on.
process.noDeprecation = true;

process.exitCode = await run(process.argv.slice(2));
