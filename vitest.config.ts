import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real sockets and 4 MiB messages on a small machine: generous, and no test waits for it.
    // No test waits for it; a slow machine must not turn a long property test red.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // Reports must not depend on the terminal that runs the tests.
    // Nor on whose kubeconfig it is: a test that wants one names it.
    env: {
      NO_COLOR: '1',
      FORCE_COLOR: '',
      KUBECONFIG: 'no-kubeconfig-of-a-test',
      GITHUB_STEP_SUMMARY: '',
      GITHUB_WORKSPACE: '',
      CI_PROJECT_DIR: '',
    },
  },
});
