// An exception that no call expects ends its call alone, and says whose it is.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { labPair } from '../../src/cli/parse.js';
import { observe } from '../../src/net/observe.js';
import { unforeseen } from '../../src/net/unforeseen.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { SwiftClient } from '../../src/gather/swift-client.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';
import { testRun } from '../support/run.js';

describe('the failure of a call', () => {
  async function failed(thrower: () => never) {
    const run = testRun();
    const seen = await observe(run, 'a call', 'swiftcheck->swift', () =>
      Promise.resolve().then(thrower),
    );
    if (seen.ok) throw new Error('the call did not fail');
    const ended = run.calls.find(({ phase }) => phase === 'ended');
    return { failure: seen.failure, trace: ended?.phase === 'ended' ? ended.trace : undefined };
  }

  it('names a defect of this program, with where it is for -v', async () => {
    const { failure, trace } = await failed(() => (undefined as unknown as { a: never }).a);
    expect(failure).toEqual({
      ...{ hop: 'swiftcheck->swift', kind: 'client-error' },
      message:
        "This call ended because of a defect of swiftcheck. Please report it: TypeError: Cannot read properties of undefined (reading 'a')",
    });
    expect(trace).toMatch(/^ {4}at .*unforeseen\.test\.ts/);
  });

  it('counts what Node throws at this program as its defect', async () => {
    const { failure } = await failed(() => new Date(NaN).toISOString() as never);
    expect(failure.message).toMatch(/because of a defect of swiftcheck.*RangeError/);
  });

  it('names an error of a library, in one line that is safe to show', async () => {
    const { failure, trace } = await failed(() => parse('{\u001b[31m') as never);
    expect(failure.message).toMatch(
      /^This call ended with an error that swiftcheck does not expect. Please report it: YAMLParseError: [^\n\p{Cc}]+$/u,
    );
    expect(trace).toMatch(/^ {4}at .*node_modules\/yaml/);
  });
});

describe('an exception', () => {
  const said = (error: unknown) => unforeseen('swiftcheck->swift', error).failure;
  const withTrace = (...frames: string[]) =>
    Object.assign(new Error('odd'), { stack: `Error: odd\n${frames.join('\n')}` });

  it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'])(
    '%s of a connection is a machine without a socket',
    (code) => {
      expect(said(new Error(`connect ${code} 127.0.0.1:80 - Local (0.0.0.0:0)`))).toEqual({
        ...{ hop: 'swiftcheck->swift', kind: 'client-error' },
        message: 'This machine could not open a connection for the call.',
        transportError: `connect ${code} 127.0.0.1:80`,
      });
    },
  );

  it.each([
    ['a text', 'words', 'string instead of an error'],
    ['an error without words', new RangeError(), 'RangeError'],
    ['several lines', new Error('at a: b:\nmore'), 'Error: at a: b'],
  ])('is named in one line: %s', (_what, error, words) => {
    expect(said(error).message.split(' Please report it: ')[1]).toBe(words);
  });

  it('is a defect where the first frame beside those of Node is of this program', () => {
    const own = `    at a (${new URL('src/a.ts', PACKAGE_ROOT).href}:1:1)`;
    const library = `    at b (${new URL('node_modules/b/b.js', PACKAGE_ROOT).href}:1:1)`;
    const bundled = `    at b (${new URL('dist/chunks/lib-b.cjs', PACKAGE_ROOT).href}:1:1)`;
    const ofNode = [
      '    at Object.parse (node:internal/a:1:1)',
      '    at new Promise (<anonymous>)',
    ];
    const defect = (...frames: string[]) => said(withTrace(...frames)).message.includes('a defect');
    expect(defect(...ofNode, own, library)).toBe(true);
    expect(defect('    at node:internal/a:1:1', own)).toBe(true);
    expect(defect(library, own)).toBe(false);
    expect(defect(bundled, own)).toBe(false);
    expect(defect(...ofNode)).toBe(false);
    // A line of the other side's words is no frame.
    expect(defect(`words${own}`, library)).toBe(false);
  });
});

describe('a run', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['Tiller', TillerClient, 'getVersion'],
    ['Tiller', TillerClient, 'list'],
    ['Swift', SwiftClient, 'liveness'],
    ['Swift', SwiftClient, 'tillerVersion'],
    ['Swift', SwiftClient, 'list'],
    ['Swift', SwiftClient, 'dryRun'],
    ['Tiller', TillerClient, 'unary'],
  ] as const)('goes on, and has no verdict: %s, %o %s', async (endpoint, client, method) => {
    const lab = await startLab({
      ...labPair('swift@0.11.1,tiller@2.13.0'),
      data: dataSet('small'),
    });
    try {
      vi.spyOn(
        client.prototype as unknown as Record<string, () => never>,
        method,
      ).mockImplementation(() => {
        throw new TypeError('of a test');
      });
      const args = [
        'probe',
        '--tiller',
        lab.tillerAddress,
        '--swift',
        lab.swiftUrl,
        '--size',
        '1K',
      ];
      const { exitCode, report, stderr } = await swiftcheckJson(...args);
      expect([exitCode, stderr]).toEqual([3, '']);
      const found = report.findings.filter(
        ({ code, outcome }) => code === 'client-error' && outcome === 'fail',
      );
      expect(found).not.toEqual([]);
      const { tiller, swift } = report.evidence;
      expect((endpoint === 'Tiller' ? swift.list : tiller.list)?.ok).toBe(true);
      const ran = await swiftcheck(...args);
      expect(ran.stdout).toContain('TypeError: of a test');
      expect(ran.stdout + ran.stderr).not.toMatch(/^ {4}at /m);
      expect((await swiftcheck(...args, '-v')).stderr).toMatch(/^ {4}at .*unforeseen\.test\.ts/m);
    } finally {
      await lab.close();
    }
  });
});
