import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real sockets and 4 MiB messages on a small machine: generous, and no test waits for it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Reports must not depend on the terminal that runs the tests.
    env: { NO_COLOR: '1', FORCE_COLOR: '' },
  },
});
