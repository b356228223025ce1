// Reads the bodies of Swift's answers as they stream in. Of a list only names, namespaces, revisions
// and statuses are kept; of an error its text, up to a limit.
import { JSONParser } from '@streamparser/json';
import { isObject } from './swift-errors.js';
import { RELEASE_STATUSES, type ReleaseIdentity, type ReleaseStatus } from '../evidence/types.js';

/** Error bodies of Swift are short; what is longer comes from something else. */
const ERROR_BODY_BYTES = 64 * 1024;

export class OverCeiling extends Error {}

export class NotJson extends Error {}

/** Counts the bytes of a body and refuses more than `ceilingBytes`. @throws OverCeiling */
export async function* counted(
  body: AsyncIterable<Uint8Array>,
  ceilingBytes: number,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    count(bytes);
    if (bytes > ceilingBytes) throw new OverCeiling();
    yield chunk;
  }
}

/** The beginning of a body as text; the rest is read and dropped. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < ERROR_BODY_BYTES) kept.push(chunk.subarray(0, ERROR_BODY_BYTES - bytes));
    bytes += chunk.length;
  }
  return Buffer.concat(kept).toString('utf8');
}

/**
 * The releases of `{"releases":[...]}` or `{}`. @throws NotJson for anything else
 * @param onChunk told how many have been read, after each part of the body
 */
export async function readReleases(
  body: AsyncIterable<Uint8Array>,
  onChunk: (releases: number) => void,
): Promise<ReleaseIdentity[]> {
  const releases: ReleaseIdentity[] = [];
  const parser = new JSONParser({ paths: ['$.releases.*'], keepStack: false });
  parser.onValue = ({ value }) => releases.push(identity(value));
  let head = '';
  try {
    for await (const chunk of body) {
      if (head.length < HEAD_BYTES) head += Buffer.from(chunk).toString('latin1');
      if (head.length >= HEAD_BYTES && !LIST.test(head)) throw new NotJson();
      parser.write(chunk);
      onChunk(releases.length);
    }
    if (!LIST.test(head)) throw new NotJson();
    if (!parser.isEnded) parser.end();
  } catch (error) {
    if (error instanceof OverCeiling || isTransportError(error)) throw error;
    throw new NotJson('the body is not a list of releases', { cause: error });
  }
  return releases;
}

/** How a list of Swift begins: anything else with status 200 is some other server's. */
const LIST = /^\s*\{\s*("releases"\s*:|\}\s*$)/;
const HEAD_BYTES = 32;

const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** Errors of the connection carry a code; of those of the parser only that of its decoder does. */
function isTransportError(error: unknown): boolean {
  return (
    error instanceof Error &&
    (('code' in error && error.code !== NOT_UTF8) ||
      error.name === 'AbortError' ||
      error.name === 'TimeoutError')
  );
}

function identity(value: unknown): ReleaseIdentity {
  const release = isObject(value) ? value : {};
  const info = isObject(release['info']) ? release['info'] : {};
  const status = isObject(info['status']) ? info['status'] : {};
  return {
    name: text(release['name']),
    namespace: text(release['namespace']),
    revision: typeof release['version'] === 'number' ? release['version'] : 0,
    status: statusName(status['code']),
  };
}

function statusName(code: unknown): ReleaseStatus {
  if (typeof code === 'number') return `${code}`;
  // The gateway leaves default values out: no code is UNKNOWN.
  return RELEASE_STATUSES.find((name) => name === code) ?? 'UNKNOWN';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
