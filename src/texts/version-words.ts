// Versions by what they do, in words, for causes: no text here names a version on its own account.
export { swifts, tillers } from '../knowledge/describe.js';
