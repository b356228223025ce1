// Read by Stryker for run.mjs.
const { MUTATED_ROOM: room = 'all' } = process.env;

export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  // The tests of a room run against the whole room.
  vitest: { configFile: '.ci/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What a module makes while it loads is made once for all tests, so that each change costs a whole run.
  ignoreStatic: true,
  // The words of findings and failures are held by kept screens, which are no unit tests.
  mutator: { excludedMutations: ['StringLiteral'] },
  concurrency: 1,
  // A change that runs out of time counts as noticed, so the time has to suffice on a busy machine.
  timeoutMS: 60_000,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: `coverage/mutation/${room}.json` },
  tempDirName: `coverage/mutation/sandbox-${room}`,
  // No file: Stryker would read it with an interface that TypeScript 7 does not have.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'coverage'],
  allowConsoleColors: false,
};
