// What the first bytes of an answer show about who speaks.

import { refusesPlaintext } from '../knowledge/plaintext-refused.js';
import { shorten, visible } from '../util/safe-text.js';

export type Answer =
  /** HTTP/2's settings, which a server of gRPC sends first. */
  | { readonly protocol: 'http2' }
  /** A TLS record; or HTTP/1 that complains about plaintext on a TLS port. */
  | { readonly protocol: 'tls' }
  | { readonly protocol: 'http1'; readonly quote: string }
  | { readonly protocol: 'other'; readonly quote: string };

const QUOTED = 40;
const TLS_ALERT = 0x15;
const TLS_HANDSHAKE = 0x16;
const HTTP2_SETTINGS = 0x04;
const HTTP2_FRAME_HEADER = 9;
/** Bytes of one setting in that frame. */
const HTTP2_SETTING = 6;

/** Longest body in which the complaint about plaintext is looked for. */
const ERROR_PAGE = 4096;

/** `null`: not enough bytes yet. With `final` set no more will come, and only no bytes give `null`. */
export function recognise(bytes: Buffer, final: boolean): Answer | null {
  if (bytes.length === 0) return null;
  if ((bytes[0] === TLS_ALERT || bytes[0] === TLS_HANDSHAKE) && bytes[1] === 3) {
    return { protocol: 'tls' };
  }
  if (bytes.length < HTTP2_FRAME_HEADER && !final) return null;
  if (isHttp2(bytes)) return { protocol: 'http2' };
  const text = bytes.toString('latin1');
  if (/^HTTP\/\d/.test(text)) return http1(text, final || bytes.length >= ERROR_PAGE);
  const enough = final || bytes.length >= QUOTED || text.includes('\n');
  return enough ? { protocol: 'other', quote: quote(text) } : null;
}

function isHttp2(bytes: Buffer): boolean {
  return (
    bytes.length >= HTTP2_FRAME_HEADER &&
    bytes.readUIntBE(0, 3) % HTTP2_SETTING === 0 &&
    bytes[3] === HTTP2_SETTINGS &&
    bytes.readUInt32BE(5) === 0
  );
}

function http1(text: string, final: boolean): Answer | null {
  const line = /^HTTP\/\S+ (\d+).*\r?\n/.exec(text);
  if (refusesPlaintext(Number(line?.[1]), text)) return { protocol: 'tls' };
  // The complaint may still come.
  if (!final && (line === null || line[1] === '400')) return null;
  return { protocol: 'http1', quote: quote(text) };
}

function quote(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  return `"${shorten(visible(line === '' ? text : line), QUOTED)}"`;
}
