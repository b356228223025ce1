// What is wrong with a command line is said in one sentence on stderr, with exit code 2, before any
// endpoint is asked.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startClosedPort } from '../support/fault-server.js';

const TILLER = ['--tiller', '127.0.0.1:44134'];
const SWIFT = ['--swift', 'http://127.0.0.1:9855'];
const BOTH = [...TILLER, ...SWIFT];

let folder: string;
let helmHost: string | undefined;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-usage-'));
  const { client } = await makeCertificates();
  writeFileSync(file('client.pem'), client.cert);
  writeFileSync(file('client-key.pem'), client.key);
  writeFileSync(file('notes.txt'), 'no certificate\n');
  writeFileSync(file('empty'), '');
  writeFileSync(file('two-lines'), 'one\ntwo\n');
  mkdirSync(file('bare'));
  writeFileSync(file('other.json'), '{"releases":[]}');
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  helmHost = process.env['HELM_HOST'];
  delete process.env['HELM_HOST'];
});
afterEach(() => {
  if (helmHost === undefined) delete process.env['HELM_HOST'];
  else process.env['HELM_HOST'] = helmHost;
});

/** `@name` stands for a file of the test's folder. */
const resolve = (args: readonly string[]) =>
  args.map((arg) => (arg.startsWith('@') ? file(arg.slice(1)) : arg));

async function expectRefused(args: readonly string[], says: RegExp): Promise<string> {
  const { exitCode, stdout, stderr } = await swiftcheck(...resolve(args));
  expect(stderr).toMatch(says);
  expect(stderr).toMatch(/^error: /);
  expect(stderr).not.toMatch(/^ {4}at /m);
  // One line; commander adds where the flags are described.
  const lines = stderr.trimEnd().split('\n');
  expect(lines.filter((line) => !/^\(swiftcheck .*--help/.test(line) && line !== '')).toHaveLength(
    1,
  );
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
  return stderr;
}

describe('--size', () => {
  it.each([
    ['4M', 4_194_304],
    ['4MiB', 4_194_304],
    ['512K', 524_288],
    ['512KiB', 524_288],
    ['4194304', 4_194_304],
    ['20M', 20_971_520],
    ['1', 1],
  ])('takes %s', async (size, bytes) => {
    const closed = await startClosedPort();
    const { exitCode, report } = await swiftcheckJson(
      'probe',
      ...['--tiller', `127.0.0.1:${closed.port}`, '--swift', `http://127.0.0.1:${closed.port}`],
      ...['--size', size],
    );
    expect(exitCode).toBe(3);
    expect(report.evidence.payload?.sizeBytes).toBe(bytes);
  });

  it.each(['4X', '1.5M', '-1', '1G', '4 M', '4m', '4MB', '', '0x10', '1e6', '٤M'])(
    'refuses %j and names the forms',
    async (size) => {
      await expectRefused(
        ['probe', ...BOTH, `--size=${size}`],
        /4M, 4MiB, 512K, 512KiB or 4194304/,
      );
    },
  );

  it('refuses nothing at all', async () => {
    await expectRefused(['probe', ...BOTH, '--size', '0'], /at least one byte/);
    await expectRefused(['probe', ...BOTH, '--size', '0M'], /at least one byte/);
  });

  it.each(['21M', '20971521', '99999999999999999M'])('refuses %s', async (size) => {
    await expectRefused(['probe', ...BOTH, '--size', size], /20 MiB|Sizes are written/);
  });

  it('explains the limit of Tiller', async () => {
    await expectRefused(
      ['probe', ...BOTH, '--size', '21M'],
      /payloads up to 20 MiB, the largest message that Tiller 2\.8\.1 to 2\.17\.0 sends/,
    );
    await expectRefused(
      ['probe', ...BOTH, '--size', '20M', '--install', '--yes'],
      /at most 20 MiB.*framing/,
    );
  });
});

describe('a wrong command line', () => {
  it.each<[string, string[], RegExp]>([
    [
      'no Tiller',
      ['versions', ...SWIFT],
      /no cluster to search: no file of KUBECONFIG exists: .* or give --tiller HOST:PORT\. To try/,
    ],
    [
      'no Swift',
      ['probe', ...TILLER],
      /no cluster to search: .* or give --swift URL\. .*probe --lab/,
    ],
    [
      'no endpoint',
      ['probe'],
      /no cluster to search: .* or give --tiller HOST:PORT and --swift URL\./,
    ],
    [
      'http:// before Tiller',
      ['probe', ...SWIFT, '--tiller', 'http://127.0.0.1:44134'],
      /--tiller takes HOST:PORT without a scheme.* Write 127\.0\.0\.1:44134\./,
    ],
    [
      'https:// before Tiller, no port',
      ['probe', ...SWIFT, '--tiller', 'https://tiller-deploy/'],
      /Write tiller-deploy:44134\./,
    ],
    ['Tiller without port', ['probe', ...SWIFT, '--tiller', 'tiller'], /write tiller:44134/],
    ['port 0', ['probe', ...SWIFT, '--tiller', 'tiller:0'], /port 0 is not between 1 and 65535/],
    ['port 70000', ['probe', ...SWIFT, '--tiller', 'tiller:70000'], /port 70000 is not between/],
    ['a port in words', ['probe', ...SWIFT, '--tiller', 'tiller:grpc'], /is not of that form/],
    ['bare IPv6', ['probe', ...SWIFT, '--tiller', '::1:44134'], /\[::1\]:44134/],
    ['an empty Tiller', ['probe', ...SWIFT, '--tiller', ''], /--tiller takes HOST:PORT/],
    [
      'a host for a URL',
      ['probe', ...TILLER, '--swift', '127.0.0.1:9855'],
      /--swift takes an http/,
    ],
    ['another scheme', ['probe', ...TILLER, '--swift', 'ftp://swift/'], /--swift takes an http/],
    ['no host', ['probe', ...TILLER, '--swift', 'http://'], /--swift takes an http/],
    ['port 70000 of Swift', ['probe', ...TILLER, '--swift', 'http://s:70000'], /--swift takes an/],
    ['an unknown flag', ['probe', '--frobnicate'], /unknown option '--frobnicate'$/m],
    ['a misspelt flag', ['probe', '--tls-verfy'], /'--tls-verfy'\. Did you mean --tls-verify\?$/m],
    ['--output', ['matrix', '--output', 'json'], /Did you mean --format\?$/m],
    ['--json', ['probe', '--json'], /Did you mean --format json\?$/m],
    ['a flag of another command', ['matrix', '--context', 'a'], /unknown option '--context'$/m],
    ['an unknown command', ['frobnicate'], /unknown command 'frobnicate'$/m],
    ['a misspelt command', ['prob'], /unknown command 'prob'\. Did you mean probe\?$/m],
    ['a word of JavaScript', ['constructor'], /unknown command 'constructor'$/m],
    ['a format of JavaScript', ['probe', '-o', 'constructor'], /NAME or NAME=FILE\.$/m],
    ['doctor', ['doctor'], /unknown command 'doctor'\. Did you mean probe\?$/m],
    ['demo', ['demo'], /Did you mean probe --lab\?$/m],
    ['too many words', ['probe', ...BOTH, 'more'], /too many arguments/],
    ['a flag without its value', ['probe', '--tiller'], /argument missing/],
    ['--lab with --tiller', ['probe', '--lab', ...TILLER], /--lab and --tiller exclude each other/],
    ['--lab with --swift', ['probe', '--lab', ...SWIFT], /--lab and --swift exclude each other/],
    [
      '--lab with --swift-version',
      ['probe', '--lab', '--swift-version', '0.9.0'],
      /--lab and --swift-version exclude/,
    ],
    [
      '--lab with --install',
      ['probe', '--lab', '--size', '4M', '--install'],
      /--install is for real/,
    ],
    [
      'an unknown lab',
      ['probe', '--lab', 'swift@9.9.9'],
      /There is no such version of Swift\. Known versions: 0\.1\.0/,
    ],
    [
      'a line of Tiller with a v',
      ['matrix', '--for-tiller', 'v2.10'],
      /no such version of Tiller.* Did you mean 2\.10\.0\?/,
    ],
    ['a lab in other words', ['probe', '--lab', '0.9.0'], /swift@0\.11\.1,tiller@2\.13\.0/],
    ['--data without --lab', ['probe', ...BOTH, '--data', 'seed'], /--data .* needs --lab/],
    [
      '--install without --size',
      ['probe', ...BOTH, '--install', '--yes'],
      /--install needs --size/,
    ],
    [
      '--install without terminal and --yes',
      ['probe', ...BOTH, '--install', '--size', '4M'],
      /--install changes the cluster, and .*: add --yes/,
    ],
    ['--yes without --install', ['probe', ...BOTH, '--yes'], /--yes answers .* --install/],
    ['--size with versions', ['versions', ...BOTH, '--size', '4M'], /unknown option '--size'/],
    [
      'a bad --timeout',
      ['probe', ...BOTH, '--timeout', 'soon'],
      /Times are written 10s, 500ms or 2m/,
    ],
    [
      'a --timeout without unit',
      ['probe', ...BOTH, '--timeout', '10'],
      /Times are written 10s, .*The unit is missing: did you mean 10s\?$/m,
    ],
    [
      'a --headroom without sign',
      ['preflight', ...BOTH, '--headroom', '20'],
      /Shares are written 20%, from 1% to 99%\. Did you mean 20%\?$/m,
    ],
    ['a --headroom of all', ['preflight', ...BOTH, '--headroom', '100'], /from 1% to 99%\.$/m],
    ['a --size in MB', ['probe', ...BOTH, '--size', '4MB'], /base 1024\. Did you mean 4M\?$/m],
    ['a --ceiling in mb', ['probe', ...BOTH, '--ceiling', '4 mb'], /Did you mean 4M\?$/m],
    ['--format yaml', ['probe', ...BOTH, '--format', 'yaml'], /each as NAME or NAME=FILE\.$/m],
    ['--format xml', ['probe', ...BOTH, '--format', 'xml=a.xml'], /Did you mean junit\?$/m],
    [
      'a misspelt data set',
      ['probe', '--lab', '--data', 'smal'],
      /there is no data set and no file "smal"\. Data sets are seed, .*Did you mean small\?$/m,
    ],
    [
      'an unknown data set',
      ['lab', '--data', 'larg'],
      /"larg"\. Data sets are seed, small, empty, .* many\.$/m,
    ],
    ['no --timeout', ['probe', ...BOTH, '--timeout', '0'], /Times are written/],
    ['a negative --timeout', ['probe', ...BOTH, '--timeout=-1s'], /Times are written/],
    ['a bad --max-time', ['probe', ...BOTH, '--max-time', '2 days'], /Times are written/],
    ['a bad --ceiling', ['probe', ...BOTH, '--ceiling', '0'], /Sizes are written/],
    ['a bad --format', ['probe', ...BOTH, '--format', 'yaml'], /Formats are text, short, json/],
    ['a misspelt --format', ['probe', ...BOTH, '--format', 'jsn=a.json'], /Did you mean json\?/],
    ['a --format without its file', ['probe', ...BOTH, '--format', 'json='], /json=FILE/],
    [
      'two formats for stdout',
      ['probe', ...BOTH, '--format', 'json', '--format', 'text'],
      /json and text both go to stdout; give one of them a file: text=FILE\./,
    ],
    [
      'two formats for one file',
      ['probe', ...BOTH, '--format', 'json=a', '--format', 'short=a'],
      /--format json=a and --format short=a are the same file: give each its own file\./,
    ],
    [
      'a --format into no folder',
      ['probe', ...BOTH, '--format', 'json=@missing/report.json'],
      /there is no folder @missing/,
    ],
    ['a bad --fail-on', ['probe', ...BOTH, '--fail-on', 'never'], /Allowed choices are warn, fail/],
    [
      'a bad --swift-version',
      ['probe', ...BOTH, '--swift-version', 'latest'],
      /"latest" is not a version/,
    ],
    [
      '--token with --token-file',
      ['probe', ...BOTH, '--token', 'abc', '--token-file', '@notes.txt'],
      /--token and --token-file exclude each other/,
    ],
    [
      'no such token file',
      ['probe', ...BOTH, '--token-file', '@none'],
      /--token-file: .*none: there is no such file\.$/m,
    ],
    [
      'an empty token file',
      ['probe', ...BOTH, '--token-file', '@empty'],
      /--token-file: a token is/,
    ],
    [
      'no such authority',
      ['probe', ...BOTH, '--cacert', '@none'],
      /--cacert: .*none: there is no such file\.$/m,
    ],
    ['a folder', ['probe', ...BOTH, '--cacert', '@.'], /--cacert: .*: it is a folder\.$/m],
    ['no PEM', ['probe', ...BOTH, '--cacert', '@notes.txt'], /--cacert: .* is not a PEM file/],
    [
      "no PEM for Tiller's authority",
      ['probe', ...BOTH, '--tls-verify', '--tls-ca-cert', '@notes.txt'],
      /--tls-ca-cert: .* is not a PEM file/,
    ],
    ['--cert without --key', ['probe', ...BOTH, '--cert', '@client.pem'], /--cert and --key go/],
    [
      '--tls-cert without --tls-key',
      ['probe', ...BOTH, '--tls', '--tls-cert', '@client.pem'],
      /--tls-cert and --tls-key go together/,
    ],
    [
      '--tls-ca-cert without --tls',
      ['probe', ...BOTH, '--tls-ca-cert', '@client.pem'],
      /--tls-ca-cert needs --tls or --tls-verify/,
    ],
    [
      'no such folder for the evidence',
      ['probe', '--lab', '--save-evidence', '@none/evidence.json'],
      /--save-evidence: there is no folder /,
    ],
    [
      'a folder for the evidence of one cluster',
      ['probe', '--lab', '--save-evidence', '@.'],
      /--save-evidence: .* is a folder; of one cluster it is a file\./,
    ],
    [
      'evidence on stdout',
      ['probe', '--lab', '--save-evidence', '-'],
      /Specify a file; --format json/,
    ],
    [
      'a folder for a report',
      ['probe', '--lab', '--format', 'json=.'],
      /--format: \. is a folder; specify a file\./,
    ],
    ['report without a file', ['report'], /missing required argument 'file'/],
    ['report on no file', ['report', '@none'], /none: there is no such file\.$/m],
    [
      'report on no JSON',
      ['report', '@notes.txt'],
      /notes\.txt: it is not evidence, because it is not JSON/,
    ],
    [
      'report on a folder without evidence',
      ['report', '@bare'],
      /bare holds no evidence: it has no \.json file\.$/m,
    ],
    ['report on other JSON', ['report', '@other.json'], /is not evidence/],
    [
      'matrix of an unknown Swift',
      ['matrix', '--swift', '0.99.0'],
      /There is no such version of Swift\. Known/,
    ],
    ['a lab on port 0', ['lab', '--swift-port', '0'], /A port is a number from 1 to 65535/],
  ])('%s', async (_name, args, says) => {
    await expectRefused(args, says);
  });

  it.each([
    ['-H', 'X-Key sesame-value'],
    ['--header', 'Authorization Bearer sesame-value'],
    ['--header', 'X Key: sesame-value'],
    ['-H', 'X-Key: sesame-value\r\nX-Other: more'],
  ])('does not show what a bad header holds: %s %j', async (flag, line) => {
    const stderr = await expectRefused(
      ['probe', ...BOTH, flag, line],
      /-H\/--header takes "Name: /,
    );
    expect(stderr).not.toContain('sesame');
  });

  it.each(['http://me:sesame@s:70000/', 'http://me:sesa%me@s/', 'ftp://me:ses@ame@s/'])(
    'does not show the password of a bad URL: %s',
    async (url) => {
      const stderr = await expectRefused(['probe', ...TILLER, '--swift', url], /--swift/);
      expect(stderr).not.toMatch(/ses|ame/);
    },
  );

  it.each(['sesame value', 'sesame\nvalue'])('does not show a bad token: %j', async (token) => {
    const stderr = await expectRefused(['probe', ...BOTH, '--token', token], /--token: a token is/);
    expect(stderr).not.toContain('sesame');
  });
});

describe('HELM_HOST', () => {
  it('names Tiller where --tiller does not', async () => {
    const closed = await startClosedPort();
    const url = `http://127.0.0.1:${closed.port}`;
    process.env['HELM_HOST'] = `127.0.0.1:${closed.port}`;
    const fromEnvironment = await swiftcheckJson('versions', '--swift', url);
    expect(fromEnvironment.report.target.tiller).toEqual({
      address: `127.0.0.1:${closed.port}`,
      tls: 'off',
      source: 'HELM_HOST',
    });
    process.env['HELM_HOST'] = 'elsewhere:1';
    const fromFlag = await swiftcheckJson(
      'versions',
      ...['--tiller', `127.0.0.1:${closed.port}`, '--swift', url],
    );
    expect(fromFlag.report.target.tiller).toMatchObject({ source: 'flag' });
  });

  it('is held to the same form, and named in the error', async () => {
    process.env['HELM_HOST'] = 'tcp://tiller:44134';
    await expectRefused(['probe', ...SWIFT], /HELM_HOST takes HOST:PORT.* Write tiller:44134\./);
    process.env['HELM_HOST'] = '';
    await expectRefused(['probe', ...SWIFT], /no cluster to search: .* or give --tiller HOST:PORT/);
  });

  it('does not reach into the lab', async () => {
    process.env['HELM_HOST'] = 'elsewhere:1';
    const { report } = await swiftcheckJson('versions', '--lab');
    expect(report.target.tiller).toMatchObject({ source: 'lab' });
  });
});

it('points to the help of the command that was misspelt', async () => {
  const probe = await swiftcheck('probe', '--no-such-flag');
  expect(probe.stderr).toContain('(swiftcheck probe --help lists the options)');
  const unknown = await swiftcheck('prob');
  expect(unknown.stderr).toContain('(swiftcheck --help lists the commands)');
  expect([probe.exitCode, unknown.exitCode]).toEqual([2, 2]);
});

it('quotes no argument at length', async () => {
  const long = 'a'.repeat(100_000);
  for (const args of [
    ['report', long],
    ['probe', '--tiller', `${long}:x`],
    [long],
    ['probe', long],
  ]) {
    const { stderr, exitCode } = await swiftcheck(...args);
    expect([exitCode, stderr.length < 5_000]).toEqual([2, true]);
  }
});
