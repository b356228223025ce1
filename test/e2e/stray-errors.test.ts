// Errors that a library lets go past its own callers: the run ends with its report, and without a verdict.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import type { JsonReport } from '../../src/reports/json.js';
import { runChild } from '../support/child.js';

let lab: Lab;
beforeAll(async () => {
  // So that a run has begun when the error comes.
  const pair = labPair('swift@0.11.1,tiller@2.13.0');
  lab = await startLab({ ...pair, data: dataSet('small'), tillerDelayMs: 300 });
});
afterAll(() => lab.close());

/** Once the run has begun. */
const during = (what: string) => {
  const hook = `
    const timer = setInterval(() => {
      if (process.listenerCount('SIGINT') === 0) return;
      clearInterval(timer);
      ${what};
    }, 1);`;
  return ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
};
const STRAYS = {
  'an exception': `throw Object.assign(new TypeError('sesame'), { code: 'E_TEST' })`,
  'a rejection': `Promise.reject(Object.assign(new TypeError('sesame'), { code: 'E_TEST' }))`,
  'an error without a listener': `new (process.getBuiltinModule('node:events'))().emit('error', Object.assign(new TypeError('sesame'), { code: 'E_TEST' }))`,
};

describe.each(Object.entries(STRAYS))('%s', (_name, what) => {
  const probe = (...flags: string[]) =>
    runChild(
      [
        'versions',
        '--tiller',
        lab.tillerAddress,
        '--swift',
        lab.swiftUrl,
        '--format',
        'json',
        ...flags,
      ],
      { node: during(what) },
    );

  it('keeps the report, and leaves the run without a verdict', async () => {
    const { exitCode, stdout, stderr } = await probe();
    const { evidence } = JSON.parse(stdout) as JsonReport;
    expect(evidence.tiller.version.ok && evidence.swift.tillerVersion.ok).toBe(true);
    expect(exitCode).toBe(3);
    // The message can hold what the other side said.
    expect(stderr).toBe(
      'An error outside every call occurred, so the run can be incomplete: TypeError (E_TEST). Report it to the maintainers of your copy of swiftcheck.',
    );
  });

  it('shows with -v where it came from', async () => {
    expect((await probe('-v')).stderr).toMatch(/TypeError \(E_TEST\)\..*\n {4}at /);
  });
});

describe('a defect outside of every call', () => {
  // What makes the report of it: nothing is left that could be printed.
  const broken = during(`JSON.stringify = () => { throw new TypeError('sesame') }`);
  const args = () => [
    ...['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl],
    ...['--format', 'json'],
  ];

  it('is said in a line, with exit code 3', async () => {
    const { exitCode, stdout, stderr } = await runChild(args(), { node: broken });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      'swiftcheck failed because of a defect in swiftcheck: TypeError. Run the command again with -v for the place. Report it to the maintainers of your copy of swiftcheck.',
    );
  });

  it('shows with -v where it is', async () => {
    const { stderr } = await runChild([...args(), '-v'], { node: broken });
    expect(stderr).toMatch(
      /in swiftcheck: TypeError\. Report it to the maintainers of your copy of swiftcheck\.\n {4}at .*/,
    );
  });
});

it("shows a warning of Node, but not which of two variables Node's own colours obey", async () => {
  const ofColours = "The 'NO_COLOR' env is ignored due to the 'FORCE_COLOR' env being set.";
  const warn = [ofColours, 'Ignoring extra certs'].map(
    (text) => `process.emitWarning(${JSON.stringify(text)})`,
  );
  const { exitCode, stderr } = await runChild(
    ['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl],
    { node: during(warn.join(';')) },
  );
  expect(exitCode).toBe(0);
  expect(stderr).toContain('Warning: Ignoring extra certs');
  expect(stderr).not.toContain('COLOR');
});
