// What Swift was told to do, by the command line of its container.

/** The flags that findings are about. Others are not read: their values may be anything. */
const VALUE_FLAGS = [
  'connector',
  'tiller-endpoint',
  'tiller-timeout',
  'tiller-ca-file',
  'tiller-cacert-file',
  'tiller-client-cert-file',
  'tiller-client-private-key-file',
  'plaintext-addr',
  'secure-addr',
  'tls-ca-file',
  'tls-cert-file',
  'tls-private-key-file',
  'api-domain',
  'kube-context',
] as const;
const BOOLEAN_FLAGS = ['tiller-insecure-skip-verify', 'enable-analytics', 'analytics'] as const;

export type SwiftValueFlag = (typeof VALUE_FLAGS)[number];
export type SwiftBooleanFlag = (typeof BOOLEAN_FLAGS)[number];

export interface SwiftArguments {
  /** Whether the command line could be read: not where a shell script hides it. */
  readonly readable: boolean;
  /** As given; where a flag is given twice, the last one, as Swift takes it. */
  readonly values: Readonly<Partial<Record<SwiftValueFlag, string>>>;
  readonly switches: Readonly<Partial<Record<SwiftBooleanFlag, boolean>>>;
}

const SHELLS = /(^|\/)(ba|da|a)?sh$/;

/** Reads flags as Swift does: `--flag=value`, `--flag value`; a boolean's value needs the `=`. */
export function readSwiftArguments(commandLine: readonly string[]): SwiftArguments {
  if (SHELLS.test(commandLine[0] ?? '')) return { readable: false, values: {}, switches: {} };
  const values: Partial<Record<SwiftValueFlag, string>> = {};
  const switches: Partial<Record<SwiftBooleanFlag, boolean>> = {};
  for (let index = 0; index < commandLine.length; index += 1) {
    const argument = commandLine[index] ?? '';
    // What follows is no flag.
    if (argument === '--') break;
    const [, name = '', given] = /^--([^=]+)(?:=([^]*))?$/.exec(argument) ?? [];
    const value = VALUE_FLAGS.find((flag) => flag === name);
    if (value) {
      const next = given ?? commandLine[(index += 1)];
      if (next !== undefined) values[value] = next;
    }
    const boolean = BOOLEAN_FLAGS.find((flag) => flag === name);
    if (boolean) switches[boolean] = given === undefined || isTrue(given);
  }
  return { readable: true, values, switches };
}

/** As Go's ParseBool. */
function isTrue(text: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text);
}

const UNITS_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ns: 1e-6,
};

/** A duration of Go, such as `5m0s` or `1.5h`, in milliseconds; `null` for anything else. */
export function goDurationMs(text: string): number | null {
  const [, sign, length = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (length === '0') return 0;
  if (!/^((\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns))+$/.test(length)) return null;
  const parts = [...length.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns)/g)];
  const total = parts.reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS_MS[unit] ?? 0),
    0,
  );
  return sign === '-' ? -total : total;
}
