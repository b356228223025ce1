// A title does not deny a Swift whose gateway answered another request of the run.
import { expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { atSwift, evidence, failed, tillerUnanswered } from '../judge/evidence.js';

const titleOf = (overrides: Parameters<typeof evidence>[0]) =>
  judge(evidence(overrides)).findings.find(({ code }) =>
    /^(not-a-swift|swift-unreachable)$/.test(code),
  )?.title;
const PAGE = ['http-status', { httpStatus: 503, message: '<html>' }] as const;

it.each([
  [atSwift(...PAGE), /^What answers at .* is not a Swift$/],
  [tillerUnanswered(...PAGE), /^Another server answers some requests in place of the Swift at /],
  [atSwift('closed'), /^Swift cannot be reached at /],
  [
    { ...tillerUnanswered('closed'), swiftTillerVersion: { ...failed('closed'), ms: 900 } },
    /^Not every request reaches the Swift at /,
  ],
])('of an answer of another server, or of none', (overrides, title) => {
  expect(titleOf(overrides)).toMatch(title);
});
