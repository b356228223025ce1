// The newest version of Swift, where a test means "and all that came since".
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';

const newest = SWIFT_RELEASES.at(-1);
if (!newest) throw new Error('the table of Swift is empty');
export const NEWEST_SWIFT = newest.version;
