// The path of a call in one line: what each hop and each mark draws.
import { describe, expect, it } from 'vitest';
import { hopMarkOf, isRaised } from '../../src/checks/registry.js';
import { pathWords } from '../../src/judge/causes.js';
import { hopLine, hopName } from '../../src/judge/hop-words.js';
import { judge } from '../../src/judge/judge.js';
import { CASES } from './cases.js';
import { evidence } from './evidence.js';

const FINDINGS = CASES.flatMap(({ raisedBy }) =>
  judge(evidence(raisedBy)).findings.filter(isRaised),
);

describe('the line of a hop', () => {
  it.each([
    ['swiftcheck->tiller', false, 'swiftcheck -X-> Tiller'],
    ['tiller->storage', false, 'Tiller -X-> Kubernetes API'],
    ['swiftcheck->api-server', true, 'swiftcheck -X-> API server'],
    ['api-server->tiller', true, "swiftcheck -> API server -X-> Tiller's pod"],
    ['api-server->swift', true, "swiftcheck -> API server -X-> Swift's pod"],
    ['swiftcheck->swift', false, 'swiftcheck -X-> Swift gateway -> Swift -> Tiller'],
    ['gateway->swift', false, 'swiftcheck -> Swift gateway -X-> Swift -> Tiller'],
    ['swift->tiller', false, 'swiftcheck -> Swift gateway -> Swift -X-> Tiller'],
    ['swift->tiller', true, 'swiftcheck -> API server -> Swift gateway -> Swift -X-> Tiller'],
  ] as const)('%s (through the API server: %s): %s', (hop, viaApiServer, line) => {
    expect(hopLine(hop, viaApiServer, 'swiftcheck')).toBe(line);
    const words = line.replace('-X->', '-!->').replaceAll('swiftcheck', 'client');
    expect(hopLine(hop, viaApiServer, 'client', '-!->')).toBe(words);
  });
});

it('names a hop by its two ends', () => {
  expect(hopName('swift->tiller')).toBe('Swift -> Tiller');
  expect(hopName('api-server->swift')).toBe("API server -> Swift's pod");
});

describe('the path of a finding', () => {
  const marks = {
    warning: /-!->/,
    prediction: /-X-> .* \(predicted\)$/,
    break: /-X->(?!.*\(predicted\))/,
  };
  it.each(['warning', 'prediction', 'break'] as const)('has the mark of a %s', (mark) => {
    const found = FINDINGS.filter(({ code, hop }) => hop !== null && hopMarkOf(code) === mark);
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) expect(pathWords(finding, false)).toMatch(marks[mark]);
  });

  it('is none where the finding marks no hop', () => {
    const unmarked = FINDINGS.filter(({ code, hop }) => hop === null || hopMarkOf(code) === 'none');
    expect(unmarked.length).toBeGreaterThan(0);
    for (const finding of unmarked) expect(pathWords(finding, false)).toBeNull();
  });
});
