// The library: what `swiftcheck` does, as functions. docs/api.md describes it. The command line is one user
// of the same parts.
// The declarations of this import hold the codes and their facts.
import './checks/index.js';
import type { Call } from './evidence/calls.js';
import type { Evidence } from './evidence/types.js';
import type { Step } from './checks/define.js';
import { gather as gatherEvidence } from './gather/gather.js';
import type { PayloadPlan } from './gather/try-payload.js';
import { TILLER_MESSAGE_LIMIT } from './knowledge/limits.js';
import { parseVersion } from './knowledge/versions.js';
import { Run } from './net/run.js';
import { FORMATS, type FormatName } from './reports/formats.js';
import { wholeText, type NamedJudgement, type RenderOptions } from './reports/types.js';
import type { Judgement } from './judge/judge.js';
import { recognise } from './texts/recognise.js';
import { checkedHeader, isTakenInPlaintext, parseUrl } from './targets/swift.js';
import { UsageError } from './util/usage-error.js';
import { parseAddress } from './targets/tiller.js';
import type { SwiftEndpoint, TillerEndpoint, TlsSettings } from './targets/types.js';

export { FINDING_CODES } from './checks/registry.js';
export { parseEvidence } from './evidence/file.js';
export { documentedPair, isDocumented, swiftsDocumentedFor } from './knowledge/pairs.js';
export { SWIFT_RELEASES } from './knowledge/swift-releases.js';
export { TILLER_RELEASES } from './knowledge/tiller-releases.js';
export { findSwift, findTiller } from './knowledge/versions.js';
export { predict } from './predict/predict.js';
export { judge } from './judge/judge.js';
export { UsageError } from './util/usage-error.js';

export type { Call } from './evidence/calls.js';
export type * from './evidence/types.js';
export type { FailOn, Policy } from './evidence/policy.js';
export type { Explanation, FindingCode, Outcome, Step } from './checks/define.js';
export type { SwiftRelease, TillerRelease } from './knowledge/types.js';
export type { Prediction, PredictionRequest, StoredRelease } from './predict/types.js';
export type { FormatName } from './reports/formats.js';
export type { NamedJudgement, RenderOptions } from './reports/types.js';
export type { JudgedFinding } from './judge/causes.js';
export type { Judgement, Verdict } from './judge/judge.js';
export type { Selection } from './judge/selection.js';
export type { TlsSettings } from './targets/types.js';

export interface TillerOptions {
  /** `HOST:PORT`; an IPv6 address in brackets. */
  readonly address: string;
  /** Absent: plaintext. */
  readonly tls?: TlsSettings;
}

export interface SwiftOptions {
  /** `http://` or `https://`; the base of Swift's own paths, or one of these paths. */
  readonly url: string;
  /** Sent with each request; names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Send an Authorization or Cookie header over http:// beyond this machine, too. Default: no. */
  readonly allowPlaintextToken?: boolean;
  /** Used for https. Absent: the server's certificate is verified with the system's authorities. */
  readonly tls?: TlsSettings;
  /** The version of Swift, such as `0.11.1`, if it is known: no endpoint reports the version. */
  readonly version?: string;
}

export interface GatherOptions {
  readonly tiller: TillerOptions;
  readonly swift: SwiftOptions;
  /** `versions` lists no releases; `probe` lists them on both sides. Default: `probe`. */
  readonly command?: 'versions' | 'probe';
  /** Bytes of NOTES that a dry run asks for on both sides. Absent: no dry run. */
  readonly dryRunBytes?: number;
  /** `false`: the revisions that Tiller's plain list leaves out are not asked for. Default: true. */
  readonly fullList?: boolean;
  /** Longest that one call may take, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Longest that all of it may take, in milliseconds. Default: 60,000. */
  readonly maxTimeMs?: number;
  /** Largest message or body that is taken, in bytes. Default: 256 MiB. */
  readonly ceilingBytes?: number;
  /** Aborted, it ends the run; what was gathered until then is returned. */
  readonly signal?: AbortSignal;
  /** Called when a call begins, gets on, and ends. */
  readonly onCall?: (call: Call) => void;
}

/**
 * Makes every observation of a run and returns them as plain JSON. An endpoint that fails is part of the
 * evidence, and no exception. The evidence holds sizes, names and versions; never values, manifests, NOTES,
 * tokens or keys.
 * @throws UsageError for an address, a URL, a header, a version or a number that cannot be used
 */
export async function gather(options: GatherOptions): Promise<Evidence> {
  const { command = 'probe', dryRunBytes, timeoutMs = 10_000, maxTimeMs = 60_000 } = options;
  const { ceilingBytes = 256 * 1024 * 1024 } = options;
  for (const [name, value] of Object.entries({ timeoutMs, maxTimeMs, ceilingBytes })) {
    checkWhole(name, value, LARGEST_LIMIT);
  }
  if (dryRunBytes !== undefined) checkWhole('dryRunBytes', dryRunBytes, TILLER_MESSAGE_LIMIT);
  const payload: PayloadPlan | null =
    dryRunBytes === undefined ? null : { kind: 'dry-run', sizeBytes: dryRunBytes };
  const targets = { tiller: tillerOf(options.tiller), swift: swiftOf(options.swift) };
  const run = new Run({
    ...{ timeoutMs, maxTimeMs, ceilingBytes },
    interrupted: options.signal ?? new AbortController().signal,
    onCall: options.onCall ?? (() => undefined),
  });
  return run.secrets.cleaned(
    await gatherEvidence(
      { command, targets, lab: null, payload, fullList: options.fullList ?? true },
      run,
    ),
  );
}

/** A timer counts milliseconds, and gRPC the bytes of a message, in 31 bits. */
const LARGEST_LIMIT = 2 ** 31 - 1;

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new UsageError(`${name} takes a whole number from 1 to ${most}.`);
}

function tillerOf({ address, tls }: TillerOptions): TillerEndpoint {
  return { ...parseAddress(address, 'tiller.address'), source: 'flag', tls: tls ?? null };
}

function swiftOf({
  url,
  headers: given = {},
  allowPlaintextToken = false,
  tls,
  version,
}: SwiftOptions): SwiftEndpoint {
  const parsed = parseUrl(url, 'swift.url');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const header = checkedHeader(name, value, 'swift.headers');
    headers[header.name] = header.value;
  }
  if (version !== undefined && !parseVersion(version)) {
    throw new UsageError('swift.version takes a version such as 0.9.0.');
  }
  if (parsed.basic !== null) headers['authorization'] ??= parsed.basic;
  if (!allowPlaintextToken && isTakenInPlaintext(parsed.url, headers)) {
    throw new UsageError(
      'swift.url: a credential goes over http:// only with allowPlaintextToken.',
    );
  }
  const { authorization, cookie } = headers;
  return {
    url: parsed.url,
    headers,
    credentials: authorization?.startsWith('Bearer ')
      ? 'token'
      : (authorization ?? cookie) !== undefined
        ? 'header'
        : tls?.cert
          ? 'client-certificate'
          : 'none',
    tls: tls ?? { verify: true },
    declaredVersion: version ?? null,
  };
}

/**
 * One judgement, or several with a name each, as a report that ends with a line break.
 * @throws UsageError for a format that is not one of those of `--format`
 */
export async function render(
  judged: Judgement | readonly NamedJudgement[],
  format: FormatName,
  options: Partial<RenderOptions> = {},
): Promise<string> {
  if (!Object.hasOwn(FORMATS, format)) {
    throw new UsageError(`the formats are ${Object.keys(FORMATS).join(', ')}.`);
  }
  const report = await FORMATS[format].load();
  const reports = 'verdict' in judged ? [{ name: null, judgement: judged }] : judged;
  return wholeText(
    report(reports, {
      ...{ colour: false, ascii: false, width: 80, verbose: false },
      whatIf: { swift: false, tiller: false },
      anchor: () => null,
      docsUrl: null,
      ...options,
    }),
  );
}

export interface ExplainedText {
  /** A stable id of the error text. */
  readonly id: string;
  /** The part that was recognised, safe to show. */
  readonly matched: string;
  readonly saidBy: string;
  /** Where it goes wrong; several where the text alone leaves them open. */
  readonly hops: readonly string[];
  readonly cause: string;
  /** What to do, the smallest step first. */
  readonly steps: readonly Step[];
  readonly findings: readonly string[];
}

/** Each error that a text holds and that is known, the most specific first; empty if none is known. */
export function explain(text: string): ExplainedText[] {
  return recognise(text).map(({ id, matched, saidBy, hops, cause, steps, findings }) => ({
    ...{ id, matched, saidBy, hops, cause, steps, findings },
  }));
}
