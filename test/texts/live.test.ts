// A finding and explain say the same of a text.
import { describe, expect, it } from 'vitest';
import { errorFailure } from '../../src/net/error-answer.js';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import { CASES } from '../judge/cases.js';
import { atSwift, evidence, failed, tillerError } from '../judge/evidence.js';
import { raisedAs, stepTexts } from '../support/findings.js';
import { REPORTS } from './reports.js';

const RAISED = CASES.flatMap(({ raisedBy }) =>
  judge(evidence(raisedBy), 'fail').findings.filter(isRaised),
);
/** The words of the other side stand in quotation marks. */
const QUOTED = RAISED.flatMap(({ code, hop, explanation }) =>
  explanation.seen
    .filter((line) => line.includes(': "'))
    .map((line) => ({ code, hop, line, cause: explanation.cause })),
);

describe('a text that a finding quotes', () => {
  it('is read by explain as of the code of the finding', () => {
    expect(QUOTED.length).toBeGreaterThan(30);
    const other = QUOTED.flatMap(({ code, line }) => {
      const found = recognise(line);
      return found.length === 0 || found.some(({ findings }) => findings.includes(code))
        ? []
        : [[code, line, found.map(({ id, findings }) => [id, findings])]];
    });
    expect(other).toEqual([]);
  });

  it.each(
    REPORTS.filter(
      ({ text, hops }) => hops.join('') === 'tiller->storage' && !/[\n{]|FAILED/.test(text),
    ).map(({ text }) => text),
  )('has the cause that explain names where Tiller answers %j', (text) => {
    const { findings } = judge(evidence({ directList: tillerError(2, text) }), 'fail');
    const [known] = recognise(text);
    expect(raisedAs(findings, 'tiller-list-failed').explanation.cause).toBe(known?.cause);
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
    expect(raisedAs(list, 'swift-list-failed').explanation.cause).toBe(known?.cause);

    const code = status === 401 ? 'unauthorized' : 'not-a-swift';
    const { findings } = judge(evidence(atSwift('http-status', failure)), 'fail');
    const { explanation } = raisedAs(findings, code);
    expect(explanation.cause).toBe(known?.cause);
    expect(stepTexts(explanation.steps).join()).not.toMatch(/create token|URL before/);
  });
});
