import { describe, expect, it } from 'vitest';
import { passTitleOf } from '../../src/checks/registry.js';
import { textReport } from '../../src/reports/text.js';
import { judge } from '../../src/judge/judge.js';
import { SEED, evidence, failed, swiftError, tooLarge, type Overrides } from '../judge/evidence.js';

const PLAIN = {
  ...{ colour: false, ascii: false, width: 80 },
  whatIf: { swift: false, tiller: false },
};

function report(overrides: Overrides, verbose = false): string {
  const judgement = judge(evidence(overrides), 'fail');
  return textReport(judgement, { ...PLAIN, verbose });
}

const DOWN: Overrides = {
  tillerVersion: failed('refused', { hop: 'swiftcheck->tiller', message: 'Nothing listens.' }),
  directList: failed('not-attempted', { message: 'Tiller was not reached.' }),
  swiftTillerVersion: swiftError(408, 4, 'context deadline exceeded'),
  swiftList: failed('not-attempted', { message: 'Swift has no Tiller.' }),
};

describe('a consequence', () => {
  it('stands in short form under its cause', () => {
    const text = report(DOWN);
    const cause = text.indexOf('FAIL  Tiller cannot be reached at 127.0.0.1:44134');
    const consequence = text.indexOf(
      [
        '  FAIL  Swift is up but cannot reach its Tiller',
        '        swift-cannot-reach-tiller probably follows from tiller-unreachable',
        '        HTTP 408, gRPC code 4: "context deadline exceeded"',
      ].join('\n'),
    );
    expect(cause).toBeGreaterThan(0);
    expect(consequence).toBeGreaterThan(cause);
    expect(text).not.toContain('swiftcheck explain swift-cannot-reach-tiller');
  });

  it('stands there in full with -v', () => {
    const text = report(DOWN, true);
    expect(text).toContain(
      '        swift-cannot-reach-tiller probably follows from tiller-unreachable\n',
    );
    expect(text).toContain('    more    swiftcheck explain swift-cannot-reach-tiller\n');
  });
});

describe('a check that could not tell', () => {
  const incident = {
    ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
    swiftList: tooLarge(4_195_325, 4_194_304),
  };

  it('stands under the finding that took its evidence away', () => {
    expect(report(incident)).toContain(
      [
        '  more    swiftcheck explain list-over-receive-limit',
        '  ?     not judged because of it: list-over-gateway-limit,',
        '        list-first-message-only, default-namespace-only,',
        '        pending-releases-hidden, list-differs',
      ].join('\n'),
    );
    expect(report(incident, true)).toContain(
      '  ?     not known: Both lists hold the same releases [list-differs]\n',
    );
  });

  it('says its assertion and why, where no finding explains it', () => {
    const { again: _again, ...tiller } = evidence().tiller;
    const judgement = judge({ ...evidence(), tiller }, 'fail');
    const text = textReport(judgement, { ...PLAIN, verbose: false });
    expect(text.replace(/\n +/g, ' ')).toContain(
      `?     not known: ${passTitleOf('tiller-answers-vary')} [tiller-answers-vary] This evidence holds one answer of Tiller only.`,
    );
  });
});
