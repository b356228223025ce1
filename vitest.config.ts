// `npm test` runs the projects unit and system; `npm run test:all` (mode "all") adds package, and lets
// property tests run longer.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of pure code, and of single calls over sockets: they leave nothing behind that another file sees. */
const UNIT =
  'analysis architecture evidence checks words judge knowledge texts cluster gather net predict policy kube manifests targets wire util reports views plan diff';

/** What installs, packs, starts a browser, or runs the program itself as a process many times over. */
const PACKAGE = [
  'browser-checks',
  'ci-examples',
  'ci-github',
  'ends',
  'html-browser',
  'interrupt',
  'loaded',
  'long-evidence',
  'many-runs',
  'memory',
  'new-check',
  'pack',
  'screenshots',
  'sea',
  'stray-errors',
  'unwritten',
  'watch-memory',
];

const unit = UNIT.split(' ').map((folder) => `test/${folder}/**/*.test.ts`);
const packaged = PACKAGE.map((name) => `test/e2e/${name}.test.ts`);

/** A project does not take it over from the root: it reads this file again, in a mode of its own. */
const provide = (mode: string) => ({ thorough: mode === 'all' });

/** Of every project, and of the mutation run. */
export const OPTIONS = {
  // One more than processors: some tests wait for a peer that stalls.
  maxWorkers: availableParallelism() + 1,
  // Real sockets and 4 MiB messages on a small machine: generous, and no test waits for it.
  testTimeout: 240_000,
  hookTimeout: 60_000,
  expect: { requireAssertions: true },
  // Reports must not depend on the terminal that runs the tests, nor on whose kubeconfig it is: a
  // test that wants one names it.
  env: {
    NO_COLOR: '1',
    FORCE_COLOR: '',
    KUBECONFIG: 'no-kubeconfig-of-a-test',
    GITHUB_STEP_SUMMARY: '',
    GITHUB_WORKSPACE: '',
    CI_PROJECT_DIR: '',
  },
};

export default defineConfig(({ mode }) => ({
  test: {
    ...OPTIONS,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: unit, isolate: false, provide: provide(mode) },
      },
      {
        extends: true,
        test: {
          name: 'system',
          // A file that mocks a module loads the program again.
          isolate: false,
          provide: provide(mode),
          include: ['test/**/*.test.ts'],
          exclude: [...unit, ...packaged],
        },
      },
      ...(mode === 'all'
        ? [
            {
              extends: true as const,
              test: { name: 'package', include: packaged, provide: provide(mode) },
            },
          ]
        : []),
    ],
  },
}));

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether property tests run at length. */
    readonly thorough: boolean;
  }
}
