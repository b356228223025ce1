// The unit tests of one room, for run.mjs.
import { defineConfig } from 'vitest/config';
import { OPTIONS } from '../../vitest.config.js';

const { MUTATION_TESTS = '*/*' } = process.env;

export default defineConfig({
  root: process.cwd(),
  test: {
    ...OPTIONS,
    include: MUTATION_TESTS.split(' ').map((tests) => `test/${tests}.test.ts`),
    isolate: false,
    provide: { thorough: false },
  },
});
