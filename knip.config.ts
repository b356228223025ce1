// What knip holds the code to: no file, export or dependency that nothing reads. With --production it
// counts only what the product itself reads, without the tests.
import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // bin/ and `npm run demo` load what is built of the first; knip reads the sources.
  entry: [
    'src/cli/{main,defects,writer,demo}.ts!',
    '.ci/*.{mjs,d.mts}',
    // Handed to Node by path, not imported.
    'test/support/loaded-modules.mjs',
  ],
  project: ['src/**/*.{ts,tsx}!', 'test/**/*.{ts,mjs}', '.ci/**/*.{mjs,d.mts}', 'bin/*.js'],
  // The rules become folders of src/checks one after another, and parts of both forms lie side by side.
  // These folders are looked at again when the last rule is a check.
  ignore: ['src/{checks,rules,findings}/**', 'test/{rules,terminal}/**'],
  // Not packages: the product itself as installed, and programs that tests look for on the machine.
  ignoreBinaries: ['swiftcheck', 'script', 'kubectl'],
  // The screenshots load the files of the browser by their path.
  ignoreDependencies: ['@xterm/xterm'],
  // A type that describes a field or parameter of something exported may have a name outside.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
