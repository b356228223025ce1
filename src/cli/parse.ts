// Values of flags. Each is read once. A wrong value is a usage error with the right forms.
import { InvalidArgumentError } from 'commander';
import { tillers } from '../knowledge/describe.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { parsePercent, PERCENT_FORMS } from '../policy/values.js';
import { findSwift, findTiller } from '../knowledge/versions.js';
import { formatExactSize, parseSize, SIZE_FORMS } from '../util/bytes.js';
import { meant } from '../util/nearest.js';
import { DURATION_FORMS, parseDuration } from '../util/duration.js';

export interface LabPair {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
}

/** The pair of the incident. */
export const DEFAULT_PAIR = { swift: '0.9.0', tiller: '2.10.0' };

/** Bytes, at least one. */
export function size(text: string): number {
  const bytes = parseSize(text);
  if (bytes !== null && bytes > 0) return bytes;
  const [, number = '', unit = ''] = /^(\d+) ?([km])i?b?$/i.exec(text) ?? [];
  const meant = unit === '' ? '' : ` Did you mean ${number}${unit.toUpperCase()}?`;
  throw new InvalidArgumentError(`Sizes are written ${SIZE_FORMS}.${meant}`);
}

export function payloadSize(text: string): number {
  if (parseSize(text) === 0) throw new InvalidArgumentError('A payload has at least one byte.');
  const bytes = size(text);
  if (bytes > TILLER_MESSAGE_LIMIT) {
    throw new InvalidArgumentError(
      `swiftcheck tries payloads up to ${formatExactSize(TILLER_MESSAGE_LIMIT)}, the largest message that Tiller ${tillers(({ sendLimitBytes }) => sendLimitBytes !== null)} sends.`,
    );
  }
  return bytes;
}

export function ceilingSize(text: string): number {
  const bytes = size(text);
  if (bytes > 2 ** 31 - 1) throw new InvalidArgumentError('The ceiling must be below 2048M.');
  return bytes;
}

/** Without a slash at its end: paths of pages are added to it. */
export function docsUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && web && url.username + url.password + url.search + url.hash === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw new InvalidArgumentError(
    'An http:// or https:// address is expected, without user, query and fragment.',
  );
}

/** Milliseconds. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  const meant = /^[1-9]\d*$/.test(text) ? ` The unit is missing: did you mean ${text}s?` : '';
  throw new InvalidArgumentError(`Times are written ${DURATION_FORMS}.${meant}`);
}

/** A share, such as 0.2. */
export function percent(text: string): number {
  const share = parsePercent(text);
  if (share !== null) return share;
  const meant = parsePercent(`${text}%`) === null ? '' : ` Did you mean ${text}%?`;
  throw new InvalidArgumentError(`Shares are written ${PERCENT_FORMS}.${meant}`);
}

/**
 * `swift@0.11.1,tiller@2.13.0`, either part alone, or nothing.
 * @param rest in place of a missing part; absent: the incident's version
 */
export function labPair(text: string, rest: Partial<LabPair> = {}): LabPair {
  const names = {
    swift: rest.swift?.version ?? DEFAULT_PAIR.swift,
    tiller: rest.tiller?.version ?? DEFAULT_PAIR.tiller,
  };
  const given = new Set<string>();
  for (const part of text === '' ? [] : text.split(',')) {
    const match = /^(swift|tiller)@(.+)$/.exec(part);
    if (match?.[1] !== 'swift' && match?.[1] !== 'tiller') {
      throw new InvalidArgumentError('A pair is written swift@0.11.1,tiller@2.13.0.');
    }
    if (given.has(match[1])) {
      throw new InvalidArgumentError(`A pair has one ${match[1]}@VERSION.`);
    }
    given.add(match[1]);
    names[match[1]] = match[2] ?? '';
  }
  return { swift: knownSwift(names.swift), tiller: knownTiller(names.tiller) };
}

export function knownSwift(text: string): SwiftRelease {
  const release = findSwift(text);
  if (!release)
    throw new InvalidArgumentError(
      `There is no such version of Swift. Known versions: ${versions(SWIFT_RELEASES)}.${meantVersion(text, SWIFT_RELEASES)}`,
    );
  return release;
}

export function knownTiller(text: string): TillerRelease {
  const release = findTiller(text);
  if (!release) {
    throw new InvalidArgumentError(
      `There is no such version of Tiller. Known versions: ${versions(TILLER_RELEASES)}.${meantVersion(text, TILLER_RELEASES)}`,
    );
  }
  return release;
}

/** For `0.9` and `v0.9`, the newest version of that line. */
function meantVersion(text: string, releases: readonly { readonly version: string }[]): string {
  const known = releases.map(({ version }) => version);
  const bare = text.replace(/^v/, '');
  const line = known.findLast((version) => version.startsWith(`${bare}.`));
  return line === undefined ? meant(bare, known) : ` Did you mean ${line}?`;
}

function versions(releases: readonly { readonly version: string }[]): string {
  return releases.map((release) => release.version).join(', ');
}

/** A TCP port to listen on. */
export function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 65535) {
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  }
  return number;
}

/** Where a server of swiftcheck listens unless another address is given. */
export const LOOPBACK = '127.0.0.1';

export interface ListenAddress {
  /** An IP address, that of IPv6 in brackets. */
  readonly host: string;
  /** 0: a free port, which the system chooses. */
  readonly port: number;
}

/** `9090`, `0.0.0.0:9090`, `[::]:9090`. */
export function listenAddress(text: string): ListenAddress {
  const [, host = LOOPBACK, number = ''] =
    /^(?:([\d.]+|\[[\da-fA-F:.]+\]):)?(\d+)$/.exec(text) ?? [];
  // A URL takes an IP address as it is, or not at all.
  if (number === '' || !URL.canParse(`http://${host}:1`)) {
    throw new InvalidArgumentError(
      'An address is written 9090, 0.0.0.0:9090 or [::]:9090: an IP address, and a port from 1 to 65535.',
    );
  }
  return { host, port: Number(number) === 0 ? 0 : port(number) };
}
