// What starts the servers of a kept screen, and gives the command line that it shows.
import type { Stage } from './start.js';

export type Start = (stage: Stage) => Promise<string[]>;
