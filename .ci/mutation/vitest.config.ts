// The unit tests of one room, for run.mjs.
import { defineConfig } from 'vitest/config';
import { OPTIONS } from '../../vitest.config.js';

const folders = (process.env['MUTATION_TESTS'] ?? '*').split(' ');

export default defineConfig({
  root: process.cwd(),
  test: {
    ...OPTIONS,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    isolate: false,
    provide: { thorough: false },
  },
});
