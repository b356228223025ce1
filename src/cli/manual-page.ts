// The manual page of the program, which the build writes.
import { toolVersion } from '../util/package-info.js';
import { EXIT_CODES } from './help.js';
import { buildProgram } from './program.js';
import { manual } from './shell/manual.js';
import { shellCommands } from './shell/words.js';

export function manualPage(): string {
  const program = buildProgram(
    { out: nothing, err: nothing, outIsTerminal: false, errIsTerminal: false },
    nothing,
  );
  return manual({
    version: toolVersion(),
    description: program.description(),
    exitCodes: [...EXIT_CODES.matchAll(/^ {2}(\d[\d, ]*?) {2,}(.+)$/gm)].map(
      ([, code = '', meaning = '']) => [code, meaning],
    ),
    commands: shellCommands(program),
  });
}

function nothing(): void {
  // The page is made, and the program does not run.
}
