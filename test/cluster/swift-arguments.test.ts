// The command line of Swift's container.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPod } from '../../src/cluster/pods.js';
import { readSwiftArguments } from '../../src/cluster/swift-arguments.js';
import { goDurationMs } from '../../src/util/go-duration.js';

describe("Swift's arguments", () => {
  it.each([
    ['with =', ['run', '--connector=incluster', '--tiller-timeout=10s']],
    ['apart', ['run', '--connector', 'incluster', '--tiller-timeout', '10s']],
    [
      'after the program',
      ['/usr/bin/swift', 'run', '--connector=incluster', '--tiller-timeout=10s'],
    ],
    ['among others', ['run', '--v=3', '--connector=incluster', '--x', '--tiller-timeout=10s']],
    ['given twice', ['--connector=direct', '--connector=incluster', '--tiller-timeout=10s']],
  ])('are read %s', (_how, commandLine) => {
    expect(readSwiftArguments(commandLine)).toEqual({
      readable: true,
      values: { connector: 'incluster', 'tiller-timeout': '10s' },
      switches: {},
    });
  });

  it.each([
    [['--tiller-insecure-skip-verify'], true],
    [['--tiller-insecure-skip-verify=true'], true],
    [['--tiller-insecure-skip-verify=1'], true],
    [['--tiller-insecure-skip-verify=false'], false],
    // A boolean takes no value of its own.
    [['--tiller-insecure-skip-verify', 'false'], true],
    [['--tiller-insecure-skip-verify', '--tiller-insecure-skip-verify=false'], false],
    [['--', '--tiller-insecure-skip-verify'], undefined],
    [[], undefined],
  ])('%j skip verification: %s', (commandLine, expected) => {
    expect(readSwiftArguments(commandLine).switches['tiller-insecure-skip-verify']).toBe(expected);
  });

  it('keep nothing of flags that are not known', () => {
    const { values, switches } = readSwiftArguments(['--password=s3same', '--token', 's3same']);
    expect([values, switches]).toEqual([{}, {}]);
  });

  it('are not guessed from a script', () => {
    for (const shell of ['sh', '/bin/bash', '/bin/ash']) {
      expect(readSwiftArguments([shell, '-c', 'swift run --connector=direct'])).toEqual({
        ...{ readable: false, values: {}, switches: {} },
      });
    }
  });

  it('hold the variables of the container, as the kubelet puts them in', () => {
    const from = (args: string[], env: object[]) => {
      const item = { metadata: { name: 'a' }, spec: { containers: [{ name: 'a', args, env }] } };
      return readSwiftArguments(readPod(item)?.containers[0]?.commandLine ?? []);
    };
    const timeout = ['run', '--tiller-timeout=$(TIME)', '--v=$(LEVEL)'];
    const env = [
      { name: 'TENS', value: '10' },
      { name: 'TIME', value: '$(TENS)s' },
    ];
    expect(from(timeout, env).values).toEqual({ 'tiller-timeout': '10s' });
    expect(from(['--connector=$$(TENS)'], env).readable).toBe(false);
    const hidden = [...env, { name: 'TIME', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }];
    const unread = { readable: false, values: {}, switches: {} };
    expect(from(timeout, hidden)).toEqual(unread);
    for (const args of [['$(ALL)'], ['--tiller-timeout', '$(X)'], ['--$(X)=1'], ['run', '$(X)']]) {
      expect(from(args, env)).toEqual(unread);
    }
    expect(from(['--connector=direct', '--v', '$(X)', '--log=$(Y)'], env).values).toEqual({
      connector: 'direct',
    });
  });

  it('are read in either form, in any order, with any value', () => {
    const flag = fc.constantFrom('connector', 'tiller-endpoint', 'tls-ca-file', 'api-domain');
    const pair = fc.record({ flag, value: fc.string(), apart: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: (one) => one.flag }), (pairs) => {
        const commandLine = pairs.flatMap(({ flag: name, value, apart }) =>
          apart ? [`--${name}`, value] : [`--${name}=${value}`],
        );
        expect(readSwiftArguments(['run', ...commandLine]).values).toEqual(
          Object.fromEntries(pairs.map(({ flag: name, value }) => [name, value])),
        );
      }),
    );
  });

  it('of any command line are an answer, never an exception', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--connector', '--', '--=', '--analytics='));
    fc.assert(
      fc.property(fc.array(word), (commandLine) => {
        expect(Object.values(readSwiftArguments(commandLine).values)).not.toContain(undefined);
      }),
    );
  });
});

describe('a duration of Go', () => {
  it.each([
    ['5m0s', 300_000],
    ['1h2m3s', 3_723_000],
    ['1.5s', 1_500],
    ['.5s', 500],
    ['300ms', 300],
    ['0', 0],
    ['-3s', -3_000],
    ['250us', 0.25],
    ['', null],
    ['10', null],
    ['10 s', null],
    ['s', null],
    ['5m 0s', null],
  ])('%j', (text, ms) => {
    expect(goDurationMs(text)).toBe(ms);
  });
});
