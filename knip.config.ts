// What knip holds the code to: no file, export or dependency that nothing reads. With --production it
// counts only what the product itself reads, without the tests.
import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What the build bundles; knip reads the sources.
  entry: [
    'src/cli/{bin,main,demo,manual-page}.ts!',
    // The library, which others import.
    'src/{index,lab/index}.ts!',
    // Read by import.meta.glob.
    'src/checks/*/cases.ts',
    '.ci/*.{mjs,d.mts}',
    '.ci/bundle/{main.mjs,start.cjs}',
    '.ci/sea/{main.mjs,run.cjs}',
    '.ci/bench/{main,cluster,minimal}.mjs',
    '.ci/mutation/*.{mjs,ts}',
    // Handed to Node by path, not imported.
    'test/support/loaded-modules.mjs',
  ],
  project: ['src/**/*.{ts,tsx}!', 'test/**/*.{ts,mjs}', '.ci/**/*.{mjs,cjs,d.mts}', 'bin/*.cjs'],
  // One table under two types: of its names, and of its options. tsc reads the types of JSX from the factory.
  exclude: ['duplicates', 'namespaceMembers'],
  // Not packages: the product itself as installed, and programs that tests look for on the machine.
  ignoreBinaries: ['mkfifo', 'swiftcheck', 'script', 'kubectl', 'groff'],
  // The screenshots load the files of the browser by their path.
  // The test of the tarball runs the programs of the other two.
  // Stryker is run by name, and its runner named to it.
  ignoreDependencies: [
    ...['@xterm/xterm', '@arethetypeswrong/cli', 'publint'],
    ...['@stryker-mutator/core', '@stryker-mutator/vitest-runner'],
  ],
  // A type that describes a field or parameter of something exported may have a name outside.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
