// A finding and explain say the same of a text.
import { describe, expect, it } from 'vitest';
import type { Hop } from '../../src/evidence/observation.js';
import { readSizeError } from '../../src/knowledge/grpc-text.js';
import { errorFailure } from '../../src/net/error-answer.js';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import type { TextHop } from '../../src/texts/types.js';
import { CASES } from '../judge/cases.js';
import { atSwift, evidence, failed, tillerError } from '../judge/evidence.js';
import { raisedAs, stepTexts } from '../support/findings.js';
import { REPORTS } from './reports.js';
import { THREADS } from './threads.js';

const RAISED = CASES.flatMap(({ raisedBy }) =>
  judge(evidence(raisedBy), 'fail').findings.filter(isRaised),
);
/** The words of the other side stand in quotation marks. */
const QUOTED = RAISED.flatMap(({ code, hop, explanation }) =>
  explanation.seen
    .filter((line) => line.includes(': "'))
    .map((line) => ({ code, hop, line, cause: explanation.cause })),
);

/** What is quoted and is no error: a version, a name that is empty, the first words of a page, the reason of a policy, what evidence lacks. */
const IS_VALUE =
  /: "(?:v?\d+\.\d+\.\d+[\w.+-]*|<html>|[\w-]+\.|)"(?:\.|, commit \w+…)?$|^Pod .*: image "| Reason: "/;

/** A run is the client of its own calls. A finding without a hop leaves it open. */
const OWN: Readonly<Partial<Record<TextHop, readonly Hop[]>>> = {
  'client->tiller': ['swiftcheck->tiller'],
  // What the API server refuses is a call on the path to Tiller or Swift.
  'client->kubernetes': ['swiftcheck->api-server', 'api-server->tiller', 'api-server->swift'],
  // The API server calls Swift in place of the run.
  'swiftcheck->swift': ['api-server->swift'],
  // Swift looks for Tiller on each call.
  'swift->kubernetes': ['swift->tiller'],
  'port-forward': ['api-server->tiller'],
  'api-server->kubelet': ['api-server->tiller'],
};

function isSame(recognised: TextHop, hop: Hop | null): boolean {
  return hop === null || recognised === hop || (OWN[recognised]?.includes(hop) ?? false);
}

describe('a text that a finding quotes', () => {
  it('is read by explain as of the code and the hop of the finding', () => {
    const errors = QUOTED.filter(({ line }) => !IS_VALUE.test(line)).filter(
      // A server between the hops refuses a size in their words.
      ({ code, line }) => !(code.endsWith('list-failed') && readSizeError(line)),
    );
    expect(errors.length).toBeGreaterThan(30);
    const other = errors.flatMap(({ code, hop, line }) => {
      const found = recognise(line);
      const same = found.some(
        ({ findings, hops }) => findings.includes(code) && hops.some((each) => isSame(each, hop)),
      );
      return same
        ? []
        : [[code, hop, line, found.map(({ id, findings, hops }) => [id, findings, hops])]];
    });
    expect(other).toEqual([]);
  });

  it.each(
    [...REPORTS, ...THREADS]
      .filter(({ text, hops }) => hops.join('') === 'tiller->storage' && !/[\n{]|FAILED/.test(text))
      .map(({ text }) => text),
  )('has the cause that explain names where Tiller answers %j', (text) => {
    const { findings } = judge(evidence({ directList: tillerError(2, text) }), 'fail');
    const [known] = recognise(text);
    const { hop, explanation } = raisedAs(findings, 'tiller-list-failed');
    expect([hop, explanation.cause]).toEqual(['tiller->storage', known?.cause]);
  });
});

describe('a page of another server', () => {
  const page = (title: string) =>
    `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body></html>`;

  it.each([
    [504, page('504 Gateway Time-out'), { server: 'nginx/1.17.8' }, /nginx.*gave up waiting/i],
    [502, page('502 Bad Gateway'), { server: 'awselb/2.0' }, /AWS.*does not reach Swift/],
    [503, 'upstream connect error', { server: 'envoy', type: 'text/plain' }, /Envoy.*not reach/],
    [403, 'RBAC: access denied', { server: 'envoy', type: 'text/plain' }, /policy refuses/],
    [413, page('413 Request Entity Too Large'), { server: 'nginx' }, /larger than/],
    [429, page('429 Too Many Requests'), {}, /limits the number/],
    [401, page('401 x'), { challenge: 'Basic realm="x"' }, /Basic scheme/],
  ] as const)('with HTTP %i is not the word of Swift: %s', (status, body, sender, cause) => {
    const failure = errorFailure(status, body, { type: 'text/html', ...sender });
    const [known] = recognise(failure.message);
    expect(known).toMatchObject({ id: 'page-of-another-server', hops: ['swiftcheck->swift'] });
    expect(known?.cause).toMatch(cause);

    const list = judge(evidence({ swiftList: failed('http-status', failure) }), 'fail').findings;
    const ofTheList = status === 401 ? 'unauthorized' : 'swift-list-failed';
    expect(raisedAs(list, ofTheList).explanation.cause).toBe(known?.cause);

    const code = status === 401 ? 'unauthorized' : 'not-a-swift';
    const { findings } = judge(evidence(atSwift('http-status', failure)), 'fail');
    const { explanation } = raisedAs(findings, code);
    expect(explanation.cause).toBe(known?.cause);
    expect(stepTexts(explanation.steps).join()).not.toMatch(/create token|URL before/);
  });
});
