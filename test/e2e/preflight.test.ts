// The CI step: what a policy asks for, where it comes from, and what it makes of a run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';

const CURED = ['--lab', 'swift@0.11.1,tiller@2.13.0'];
const home = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-preflight-'));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  rmSync('swiftcheck.config.yaml', { force: true });
});

const config = (text: string, file = 'swiftcheck.config.yaml') => {
  writeFileSync(file, text);
};

describe('a preflight', () => {
  it('fails on the incident, and passes on the pair that fixes it', async () => {
    expect((await swiftcheck('preflight', '--lab', '--size', '4M')).exitCode).toBe(1);
    expect((await swiftcheck('preflight', ...CURED, '--size', '4M')).exitCode).toBe(0);
  });

  it('judges what the policy asks for', async () => {
    config('headroom: 20%\nmaxRelease: 1M\nrequire: { swift: ">=0.12", tiller: 2.13.x }\n');
    const { report, exitCode } = await swiftcheckJson('preflight', ...CURED);
    expect(raised(report)).toEqual(
      expect.arrayContaining([
        'swift-release-not-allowed',
        'headroom-too-small',
        'release-too-large',
      ]),
    );
    expect(raised(report)).not.toContain('tiller-release-not-allowed');
    expect(exitCode).toBe(1);
    expect(report.evidence.policy).toEqual({
      ...{ failOn: 'fail', headroom: 0.2, maxReleaseBytes: 1024 * 1024 },
      require: { swift: '>=0.12', tiller: '2.13.x' },
    });
  });

  it('comes to the same later, from its evidence alone', async () => {
    config(
      'headroom: 20%\nignore:\n  - { code: content-over-limit, reason: Known., expires: 2999-01-01 }\n',
    );
    const saved = ['--save-evidence', 'evidence.json'];
    const ran = await swiftcheck('preflight', ...CURED, ...saved);
    rmSync('swiftcheck.config.yaml');
    expect(await swiftcheck('report', 'evidence.json')).toEqual({ ...ran, stderr: '' });
    // Another policy takes the place of the first one.
    expect((await swiftcheck('report', 'evidence.json', '--max-release', '20M')).exitCode).toBe(0);
    const strict = await swiftcheck('report', 'evidence.json', '--max-release', '1K');
    expect(strict.exitCode).toBe(1);
    // A file without a policy leaves that of the run.
    config('formats: [short]\n', 'formats.yaml');
    const other = await swiftcheck('report', 'evidence.json', '--config', 'formats.yaml');
    expect(other.exitCode).toBe(ran.exitCode);
    config('maxRelease: 1K\n', 'strict.yaml');
    const filed = await swiftcheck('report', 'evidence.json', '--config', 'strict.yaml');
    expect(filed.exitCode).toBe(1);
  });

  it('ignores for a time, and says so', async () => {
    const entry = (day: string) => `list-over-receive-limit until ${day}: Until the move.`;
    const accepted = await swiftcheck('preflight', '--lab', '--ignore', entry('2999-12-31'));
    expect(accepted.exitCode).toBe(0);
    expect(accepted.stdout.replace(/\s+/g, ' ')).toContain(
      '(ignored until 2999-12-31: Until the move.)',
    );
    const expired = await swiftcheckJson('preflight', '--lab', '--ignore', entry('2020-01-01'));
    expect(expired.exitCode).toBe(1);
    expect(raised(expired.report)).toContain('ignore-expired');
  });

  it('is never asked to change anything', async () => {
    const ran = await swiftcheck('preflight', '--lab', '--size', '1M', '--install');
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain("unknown option '--install'");
  });
});

describe('where a value comes from', () => {
  const shown = async (...args: string[]) => {
    const { stdout, exitCode } = await swiftcheck('preflight', '--print-config', ...args);
    expect(exitCode).toBe(0);
    return { stdout, values: parse(stdout) as Record<string, unknown> };
  };

  it('is a flag before the file before the default, and is shown', async () => {
    config('headroom: 20%\ntimeout: 5s\nrequire:\n  swift: ">=0.11.1"\n');
    const { stdout, values } = await shown('--headroom', '30%', '--require', 'tiller@2.13.x');
    expect(values).toMatchObject({
      ...{ failOn: 'fail', headroom: '30%', timeout: '5s', maxTime: '60s' },
      require: { swift: '>=0.11.1', tiller: '2.13.x' },
    });
    expect(stdout).toContain('headroom: 30% # --headroom\n');
    expect(stdout).toContain('timeout: 5s # swiftcheck.config.yaml:2\n');
    expect(stdout).toContain('swift: ">=0.11.1" # swiftcheck.config.yaml:4\n');
    expect(stdout).toContain('tiller: 2.13.x # --require\n');
    expect(stdout).toMatch(/maxTime: 60s # default\n/);
  });

  it('is the environment before the file', async () => {
    config('endpoints:\n  tiller: 127.0.0.1:1\n  tillerNamespace: other\n');
    process.env['HELM_HOST'] = '127.0.0.1:2';
    process.env['TILLER_NAMESPACE'] = 'mine';
    try {
      const { stdout } = await shown();
      expect(stdout).toContain('tiller: 127.0.0.1:2 # HELM_HOST\n');
      expect(stdout).toContain('tillerNamespace: mine # TILLER_NAMESPACE\n');
    } finally {
      delete process.env['HELM_HOST'];
      delete process.env['TILLER_NAMESPACE'];
    }
  });

  const FILE =
    'endpoints:\n  tiller: 127.0.0.1:1\n  swift: https://prod.example\n  tokenFile: token\n  swiftVersion: 0.9.0\n  tls: true\n';
  const SEARCH =
    'endpoints:\n  kubeconfig: other\n  kubeContext: [prod]\n  swiftService: a/b\n  swiftVia: port-forward\n';

  it.each<[string, string, string[], Record<string, unknown>, string[]]>([
    // What the file says of its own Swift goes to no other.
    [
      "no other Swift is given the token of the file's",
      FILE,
      ['--swift', 'http://127.0.0.1:2'],
      { swift: 'http://127.0.0.1:2', tiller: '127.0.0.1:1', tls: true },
      ['tokenFile', 'swiftVersion'],
    ],
    [
      "no other Tiller is asked with the TLS of the file's",
      FILE,
      ['--tiller', '127.0.0.1:3'],
      { tiller: '127.0.0.1:3', swift: 'https://prod.example', swiftVersion: '0.9.0' },
      ['tls'],
    ],
    [
      'a cluster takes the place of addresses',
      FILE,
      ['--kube-context', 'prod'],
      { kubeContext: ['prod'] },
      ['tiller', 'swift', 'tokenFile', 'swiftVersion', 'tls'],
    ],
    [
      'addresses take the place of a search',
      SEARCH,
      ['--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:2'],
      { tiller: '127.0.0.1:1', swift: 'http://127.0.0.1:2' },
      ['kubeconfig', 'kubeContext', 'swiftService', 'swiftVia'],
    ],
    [
      'an address of Swift takes the place of its search alone',
      SEARCH,
      ['--swift', 'http://127.0.0.1:2'],
      { swift: 'http://127.0.0.1:2', kubeContext: ['prod'] },
      ['swiftService', 'swiftVia'],
    ],
    [
      'what is meant for any Swift goes to the one that is given',
      'endpoints:\n  tokenFile: token\n',
      ['--swift', 'http://127.0.0.1:2'],
      { swift: 'http://127.0.0.1:2', tokenFile: 'token' },
      [],
    ],
    [
      'TLS that is verified takes the place of TLS',
      'endpoints:\n  tls: true\n',
      ['--tls-verify', '--tls-hostname', 'tiller'],
      { tlsVerify: true },
      ['tls'],
    ],
    [
      'TLS takes the place of TLS that is verified',
      'endpoints:\n  tlsVerify: true\n',
      ['--tls'],
      { tls: true },
      ['tlsVerify'],
    ],
    [
      'all contexts take the place of some',
      'endpoints:\n  kubeContext: [prod]\n',
      ['--all-contexts'],
      { allContexts: true },
      ['kubeContext'],
    ],
    [
      'some contexts take the place of all',
      'endpoints:\n  allContexts: true\n',
      ['--kube-context', 'prod'],
      { kubeContext: ['prod'] },
      ['allContexts'],
    ],
  ])('is no file where a flag says it otherwise: %s', async (_why, file, args, stands, gone) => {
    config(file);
    const { values } = await shown(...args);
    const endpoints = values['endpoints'] as Record<string, unknown>;
    expect(endpoints).toMatchObject(stands);
    expect(Object.keys(endpoints).filter((key) => gone.includes(key))).toEqual([]);
  });

  it('is not what the file says of a flag that is off', async () => {
    const closed = ['--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:1'];
    config('endpoints:\n  allContexts: false\n  insecure: false\n');
    expect((await swiftcheck('preflight', ...closed)).exitCode).toBe(3);
  });

  it('is a flag for a code that the file ignored for too short a time', async () => {
    const entry =
      '  - code: list-over-receive-limit\n    reason: a move\n    expires: 2020-01-01\n';
    config(`ignore:\n${entry}`);
    expect((await swiftcheck('preflight', '--lab')).exitCode).toBe(1);
    const longer = ['--ignore', 'list-over-receive-limit until 2999-01-01: Longer.'];
    expect((await swiftcheck('preflight', '--lab', ...longer)).exitCode).toBe(0);
    const { stdout } = await shown(...longer);
    expect(stdout.match(/list-over-receive-limit/g)).toHaveLength(1);
    expect(stdout).toContain('# --ignore\n');
  });

  it('has a place in the file, at the entry that has expired', async () => {
    const entry = (code: string, expires: string) =>
      `  - code: ${code}\n    reason: a move\n    expires: ${expires}\n`;
    config(`ignore:\n${entry('swift-open', '2999-01-01')}${entry('near-limit', '2020-01-01')}`);
    const { stdout } = await swiftcheck('preflight', '--lab', '--format', 'github');
    expect(stdout).toMatch(
      /^::notice title=swiftcheck%3A ignore-expired,file=swiftcheck.config.yaml,line=5::/m,
    );
  });

  it('is the last flag of several, and flags for all pairs of the file', async () => {
    config('require:\n  pairs:\n    - { swift: 0.9.0, tiller: 2.10.0 }\n');
    const { values } = await shown(
      ...['--require', 'swift@0.11.1,tiller@2.13.x', '--require', 'swift@>=0.9'],
      ...['--require', 'swift@>=0.11'],
    );
    expect(values['require']).toEqual({
      swift: '>=0.11',
      pairs: [{ swift: '0.11.1', tiller: '2.13.x' }],
    });
  });

  it('is no HELM_HOST for a lab', async () => {
    process.env['HELM_HOST'] = '127.0.0.1:2';
    try {
      expect((await shown('--lab')).stdout).not.toContain('HELM_HOST');
    } finally {
      delete process.env['HELM_HOST'];
    }
  });

  it('can be written down as a file that comes to the same', async () => {
    config('headroom: 12.5%\nmaxRelease: 1500K\nwait: 90s\nformats: [short, json=out.json]\n');
    const { stdout, values } = await shown('--ignore', 'swift-open until 2999-01-01: Lab.');
    config(stdout, 'written.yaml');
    const again = await shown('--config', 'written.yaml');
    expect(again.values).toEqual(values);
    expect(values).toMatchObject({
      ...{ headroom: '12.5%', maxRelease: '1500K', wait: '90s' },
      formats: ['short', 'json=out.json'],
    });
  });

  it('is shown without what is secret, and with what is left out', async () => {
    const args = ['--token', 'sesame', '-H', 'X-Key: sesame', '--save-evidence', 'evidence.json'];
    const { stdout, values } = await shown(
      '--swift',
      'http://me:sesame@swift:9855/a?k=sesame',
      ...args,
    );
    expect(stdout).not.toMatch(/sesame|me@|http:\/\/me|X-Key/);
    expect(values).toMatchObject({ endpoints: { swift: 'http://swift:9855/a' } });
    expect(stdout).toContain('/a # --swift, without a part that can be secret\n');
    expect(stdout).toMatch(
      /^# Left out, because a file cannot hold them: --save-evidence, --header, --token\.$/m,
    );
    config('endpoints:\n  tiller: me:ses@ame@tiller\n');
    const refused = await swiftcheck('preflight', '--print-config');
    expect(refused.stderr).toContain('swiftcheck.config.yaml:2: endpoints.tiller: Tiller takes ');
    expect(refused.stderr).not.toMatch(/ses|ame@/);
    config('endpoints:\n  swift: http://me:sesame@swift/\n');
    const filed = await shown();
    expect(filed.stdout).not.toMatch(/ses|ame@|Left out/);
    expect(filed.stdout).toContain('swift: http://swift/ # swiftcheck.config.yaml:2, without');
    config('endpoints:\n  swift: https://swift/api\n');
    expect((await shown()).stdout).toContain(
      'swift: https://swift/api # swiftcheck.config.yaml:2\n',
    );
  });

  it('is written as exactly as it was asked for', async () => {
    const { values } = await shown('--timeout', '1250ms', '--wait', '2m');
    expect(values).toMatchObject({ timeout: '1250ms', wait: '2m' });
  });

  it('has paths that are meant from where the file is', async () => {
    mkdirSync('ci', { recursive: true });
    config(
      'endpoints:\n  tokenFile: secrets/token\nformats: [json=report.json]\n',
      'ci/policy.yaml',
    );
    const { values } = await shown('--config', 'ci/policy.yaml');
    expect(values).toMatchObject({
      endpoints: { tokenFile: join('ci', 'secrets', 'token') },
      formats: [`json=${join('ci', 'report.json')}`],
    });
    // The flag --token overrides the tokenFile of the file.
    const flagged = await shown('--config', 'ci/policy.yaml', '--token', 'secret-token');
    expect(flagged.stdout).not.toMatch(/tokenFile|secret/);
    expect(flagged.stdout).toContain('# Left out, because a file cannot hold them: --token.\n');
  });

  it('never is a file where the lab is asked for', async () => {
    config('endpoints:\n  tiller: 127.0.0.1:1\n  swift: http://127.0.0.1:1\n');
    const { report } = await swiftcheckJson('preflight', ...CURED);
    expect(report.lab).not.toBeNull();
    expect(report.evidence.tiller.target.source).toBe('lab');
  });
});

describe('a file that is named', () => {
  it.each([
    [['--config', 'missing.yaml'], /configuration missing\.yaml: there is no such file\.\n/],
    [
      ['--baseline', 'missing.json'],
      /^error: --baseline: missing\.json: there is no such file\.\n$/,
    ],
    [['--require', 'swift'], /It is written swift@RANGE/],
    [['--require', 'swift@soon'], /"soon" is not a range/],
    [['--headroom', '0%'], /Shares are written 20%/],
    [['--ignore', 'swift-open'], /It is written 'CODE until YYYY-MM-DD: REASON'/],
    [['--ignore', 'swift-unreachable until 2999-01-01: x'], /cannot be ignored/],
    [['--ignore', 'swift-open until 2026-02-29: x'], /a day that exists/],
  ])('%s: is refused in one sentence', async (args, says) => {
    const { exitCode, stdout, stderr } = await swiftcheck('preflight', '--lab', ...args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^error: /);
  });
});

describe('what a file asks for', () => {
  const IGNORED = '{ code: swift-open, reason: Lab., expires: 2999-01-01 }';
  it.each<[string, string, string[], RegExp]>([
    [
      'a code that is ignored twice',
      `failOn: fail\nignore:\n  - ${IGNORED}\n  - ${IGNORED}\n`,
      [],
      /^error: swiftcheck\.config\.yaml:4: swift-open is ignored twice, first by swiftcheck\.config\.yaml:3: /,
    ],
    [
      'one that two flags ignore',
      '',
      [
        '--ignore',
        'swift-open until 2999-01-01: Lab.',
        '--ignore',
        'swift-open until 2999-01-02: L.',
      ],
      /^error: --ignore: swift-open is ignored twice, first by --ignore: /,
    ],
    [
      'two reports for one file',
      'failOn: fail\nformats: [html=a.html, json=./a.html]\n',
      [],
      /^error: swiftcheck\.config\.yaml:2: html=a\.html and json=a\.html are the same file: give each/,
    ],
    [
      'two reports for stdout',
      'formats:\n  - short\n  - html=-\n',
      [],
      /^error: swiftcheck\.config\.yaml:3: short and html both go to stdout; /,
    ],
    [
      'a report for itself',
      'formats: [json=swiftcheck.config.yaml]\n',
      [],
      /^error: swiftcheck\.config\.yaml:1: json=swiftcheck\.config\.yaml would replace swiftcheck\.config\.yaml, /,
    ],
  ])('%s is refused with its place, and not printed', async (_what, text, args, says) => {
    config(text);
    for (const more of [[...CURED], ['--print-config']]) {
      const { exitCode, stdout, stderr } = await swiftcheck('preflight', ...args, ...more);
      expect(stderr).toMatch(says);
      expect([stderr.trimEnd().split('\n').length, stdout, exitCode]).toEqual([1, '', 2]);
    }
    expect(readFileSync('swiftcheck.config.yaml', 'utf8')).toBe(text);
  });

  it('may be a baseline that is not there, until that is needed', async () => {
    config('failOn: warn\nbaseline: none.json\n');
    const ran = await swiftcheck('preflight', ...CURED);
    expect(ran.stderr).toBe(
      'error: swiftcheck.config.yaml:2: baseline none.json: there is no such file.\n',
    );
    expect(ran.exitCode).toBe(2);
    const printed = await swiftcheck('preflight', '--print-config');
    expect(printed.stdout).toContain('baseline: none.json # swiftcheck.config.yaml:2\n');
    expect(printed.exitCode).toBe(0);
  });

  it('is meant from the root where its path begins there', async () => {
    mkdirSync('ci', { recursive: true });
    config(`baseline: ${join(folder, 'none.json')}\n`, 'ci/rooted.yaml');
    const { stdout } = await swiftcheck(
      'preflight',
      '--config',
      'ci/rooted.yaml',
      '--print-config',
    );
    expect(stdout).toContain(`baseline: ${join(folder, 'none.json')} # `);
  });
});

describe('a baseline', () => {
  it('fails on what is new or worse only, and reports what is better', async () => {
    await swiftcheck('preflight', '--lab', '--size', '5M', '--save-evidence', 'before.json');
    const against = (...args: string[]) =>
      swiftcheck('preflight', ...args, '--baseline', 'before.json');
    const same = await against('--lab', '--size', '5M');
    expect(same.exitCode).toBe(0);
    expect(same.stdout).toContain('(known from the baseline)');
    const worse = await against('--lab', '--size', '6M');
    expect(worse.exitCode).toBe(1);
    expect(worse.stdout.replace(/\s+/g, ' ')).toContain('(worse than in the baseline)');
    const better = await against('--lab', '--size', '4500K');
    expect(better.exitCode).toBe(0);
    expect(better.stdout).toMatch(/^ {2}better {2}list-over-receive-limit: /m);
    const cured = await against(...CURED, '--size', '5M');
    expect(cured.exitCode).toBe(0);
    expect(cured.stdout).toMatch(/^ {2}gone {4}list-over-receive-limit: no longer raised/m);
  });

  it('is what was found, without what is ignored today', async () => {
    await swiftcheck('preflight', ...CURED, '--save-evidence', 'before.json');
    const { report } = await swiftcheckJson(
      ...['report', 'before.json', '--baseline', 'before.json'],
      ...['--ignore', 'near-limit until 2020-01-01: A move.'],
    );
    const expired = report.findings.find(({ code }) => code === 'ignore-expired');
    expect(expired?.standing?.baseline).toBe('new');
  });

  it('of the lab says nothing of real endpoints', async () => {
    await swiftcheck('preflight', '--lab', '--size', '4M', '--save-evidence', 'before.json');
    const lab = await startLab({ ...labPair('swift@0.9.0,tiller@2.10.0'), data: dataSet('seed') });
    try {
      const real = ['--tiller', lab.tillerAddress, '--swift', lab.swiftUrl];
      const run = (...args: string[]) =>
        swiftcheck('preflight', ...real, '--swift-version', '0.9.0', ...args);
      const { exitCode, stdout, stderr } = await run('--baseline', 'before.json');
      expect(stderr).toBe(
        'No baseline: before.json is of a LAB RUN, and this is of a run on real endpoints. Every finding counts as new.\n',
      );
      expect(stdout).not.toContain('baseline');
      expect(exitCode).toBe(1);
      await run('--save-evidence', 'real.json');
      expect((await run('--baseline', 'real.json')).exitCode).toBe(0);
    } finally {
      await lab.close();
    }
  });

  it('is not just any file of a folder', async () => {
    const several = 'several';
    mkdirSync(several);
    const save = (name: string) =>
      swiftcheck('preflight', '--lab', '--size', '4M', '--save-evidence', join(several, name));
    const against = () => swiftcheck('preflight', '--lab', '--size', '4M', '--baseline', several);
    await save('a.json');
    expect((await against()).exitCode).toBe(0);
    await save('b.json');
    const { exitCode, stderr } = await against();
    expect(stderr).toContain(
      'No baseline: several holds 2 files of a run without a context; name one of them.',
    );
    expect(exitCode).toBe(1);
    const report = await swiftcheck('report', join(several, 'a.json'), '--baseline', several);
    expect([report.exitCode, report.stderr]).toEqual([1, stderr]);
  });
});

describe('--wait', () => {
  let lab: Lab | null = null;
  afterEach(async () => {
    await lab?.close();
    lab = null;
  });

  it('begins once both answer, with what it waits for on stderr', async () => {
    const first = await startLab({ ...labPair(CURED[1] ?? ''), data: dataSet('small') });
    const portOf = (address: string) => Number(/\d+$/.exec(address)?.[0]);
    const ports = { tillerPort: portOf(first.tillerAddress), swiftPort: portOf(first.swiftUrl) };
    await first.close();
    const starting: Promise<void>[] = [];
    const { run } = await import('../../src/cli/main.js');
    let [stdout, stderr] = ['', ''];
    const exitCode = await run(
      [
        ...['preflight', '--wait', '60s', '--format', 'short', '--swift-version', '0.11.1'],
        ...['--tiller', first.tillerAddress, '--swift', first.swiftUrl],
      ],
      {
        out: (text) => (stdout += text),
        // What is waited for starts when that is said, and not before.
        err: (text) => {
          stderr += text;
          if (starting.length > 0) return;
          const started = startLab({
            ...labPair(CURED[1] ?? ''),
            ...{ data: dataSet('small'), ...ports },
          }).then((running) => void (lab = running));
          starting.push(started);
        },
        ...{ outIsTerminal: false, errIsTerminal: false },
      },
    );
    await Promise.all(starting);
    expect(stderr).toMatch(/^Waiting up to 60\.0 s \(--wait\): swiftcheck -> tiller: /m);
    expect(stderr).toContain('refuses connections: nothing listens there; swiftcheck -> swift: ');
    expect(stdout).toContain('Tiller 2.13.0');
    expect(exitCode).toBe(0);
  });

  it('ends after its time, and the run says what is not there', async () => {
    const closed = ['--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:1'];
    const { exitCode, stderr } = await swiftcheck('preflight', '--wait', '3s', ...closed);
    expect(stderr).toMatch(/^Waiting up to 3\.0 s \(--wait\): swiftcheck -> tiller: /);
    expect(stderr).toContain('The wait ended after 3.0 s (--wait), and the run begins.');
    expect(exitCode).toBe(3);
  });

  it('does not wait for a failure that time cannot fix', async () => {
    lab = await startLab({ ...labPair(''), data: dataSet('small') });
    // Plaintext HTTP is no Tiller, and will not become one.
    const swift = ['--swift', lab.swiftUrl, '--tiller', new URL(lab.swiftUrl).host];
    const { exitCode, stderr } = await swiftcheck('preflight', '--wait', '10m', ...swift);
    expect(stderr).not.toContain('Waiting');
    expect(exitCode).toBe(3);
  });
});

it('writes every report that the file asks for', async () => {
  config('formats: [short, json=report.json]\n');
  const { stdout, exitCode } = await swiftcheck('preflight', ...CURED);
  expect(stdout).toMatch(/^LAB RUN \(/);
  expect(JSON.parse(readFileSync('report.json', 'utf8'))).toMatchObject({ exitCode });
});
