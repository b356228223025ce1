// What is made of the commands for shells, loaded together.
export { completionScript } from './completion.js';
export { shellCommands } from './words.js';
