// Reading a text in layers: its entries, who speaks, who was asked, and why it failed.
import { classOf } from './classes.js';
import { groupsOf } from './groups.js';
import { mayMatch, type Letters } from './may-match.js';
import { meaningOf } from './meanings.js';
import { OF_TAILS } from './needed.js';
import { serverLogMeaning } from './server-log.js';
import { requestOf, type Request } from './asked.js';
import { framesIn, isOfAnotherSystem, tillerSpeaks, type Frame } from './speech.js';
import { TAILS, type Tail } from './tails.js';
import type { Meaning, Scene } from './types.js';
import { whoOf } from './who.js';

/** A stretch of a text that is understood. */
export interface Reading {
  readonly meaning: Meaning;
  readonly from: number;
  readonly to: number;
  /** Without its spaces, which two forms of a text have at other places. */
  readonly tail: string;
  /** How much the text says of who and whom: of two forms, the better read one counts. */
  readonly specificity: number;
}

/** How far around its end a text can say who speaks and who was asked. */
const BEFORE = 1500;
const AFTER = 250;
/** Far more than a log has that a person pastes. */
const MOST_TAILS = 400;

/**
 * @param form a text whose entries end with a line feed
 * @param speaker what the caller knows of who speaks
 */
export function readForm(form: string, scene: Scene, letters: Letters, speaker?: Frame): Reading[] {
  const everywhere = framesIn(form, letters);
  return tailsOf(form, letters).flatMap((found) => {
    const reading = readTail(form, found, everywhere, scene, letters, speaker);
    return reading ? [reading] : [];
  });
}

interface Found {
  readonly tail: Tail;
  readonly match: RegExpExecArray;
  readonly from: number;
  readonly to: number;
}

/** The ends of texts that lie in no other. */
function tailsOf(form: string, letters: Letters): Found[] {
  const possible = TAILS.filter(({ trouble }) => mayMatch(form, trouble, OF_TAILS, letters));
  const all = possible
    .flatMap((tail, order) =>
      [...form.matchAll(new RegExp(tail.pattern, `g${letters}`))].map((match) => ({
        tail,
        match,
        order,
        from: match.index,
        to: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.from - b.from || a.order - b.order);
  const kept: Found[] = [];
  for (const each of all) {
    const latest = kept.at(-1);
    if (latest && each.from < latest.to) continue;
    kept.push(each);
  }
  return kept.slice(-MOST_TAILS);
}

function readTail(
  form: string,
  { tail, match, from, to }: Found,
  everywhere: ReadonlySet<Frame>,
  scene: Scene,
  letters: Letters,
  speaker?: Frame,
): Reading | null {
  const start = Math.max(form.lastIndexOf('\n', from - 1) + 1, from - BEFORE);
  const end = form.indexOf('\n', to);
  const before = form.slice(start, from);
  const after = form.slice(to, Math.min(end === -1 ? form.length : end, to + AFTER));
  const frames = framesIn(`${before}${match[0]}${isTrailing(after) ? after : ''}`, letters);
  if (everywhere.has('tunnel')) frames.add('tunnel');
  if (isOfAnotherSystem(form, from, letters)) return null;
  // A program in another language can quote what a program in Go said.
  if (OF_GO.test(match[0]) || GO_SPEAKERS.some((frame) => frames.has(frame))) {
    for (const frame of OTHER_LANGUAGES) frames.delete(frame);
  }
  if (speaker && frames.size === 0) frames.add(speaker);
  const request = notByPort(requestOf(before, match[0], after), frames, tail);
  const groups = { ...GRPCURL.exec(before)?.groups, ...groupsOf(match) };
  const trouble = isWithoutAddress(request, tail) ? 'no-address' : tail.trouble;
  const host = groups['host'] ?? groups['only'] ?? groups['name'];
  // Helm 3 waits for the objects of a chart, and says so in another entry.
  if (trouble === 'deadline' && everywhere.has('helm3') && !request && !tillerSpeaks(frames))
    return null;
  const who = whoOf(frames, request, trouble, host, groups['address']);
  if (!who) return null;
  const meaning = who.serverSpeaks
    ? serverLogMeaning(who, trouble, groups, PEER.exec(before)?.groups?.['peer'])
    : meaningOf(who, trouble, groups, scene);
  const known = frames.size > 0 || request !== null;
  return {
    meaning,
    // What stands before it is part of what is understood, as far as it was read.
    from: Math.min(start + (request?.from ?? before.length), from - widthOfFrame(before)),
    to,
    tail: match[0].replace(/\s/g, ''),
    specificity:
      (request?.whole ? 64 : 0) +
      (known ? 32 : 0) +
      (tail.general ? 0 : 16) +
      // What names more programs can leave more of them open, and is read better nevertheless.
      Math.min(frames.size, 3) * 4 +
      (who.links.length === 1 ? 2 : 0),
  };
}

/** Words of the libraries of Go. */
const OF_GO =
  /^(?:dial (?:tcp|udp)|(?:read|write) tcp|x509: |tls: |remote error: tls: |net\/http: |proxyconnect |lookup |context deadline )/;
const GO_SPEAKERS: readonly Frame[] = ['rpc', 'grpc', 'operator'];
const OTHER_LANGUAGES: readonly Frame[] = ['noGo', 'httpClient'];

/** Port 8080 of this machine, without a URL, is the API server for clients of Kubernetes only. */
function notByPort(
  request: Request | null,
  frames: ReadonlySet<Frame>,
  { trouble }: Tail,
): Request | null {
  const asked = request?.asked;
  if (asked?.kind !== 'no-kubeconfig' || asked.byPort !== true) return request;
  // Only clients of gRPC say that they are not connected.
  const others = trouble === 'not-connected' || OTHERS_AT_8080.some((frame) => frames.has(frame));
  return others ? null : request;
}

const OTHERS_AT_8080: readonly Frame[] = [
  ...(['portForward', 'rpc', 'grpc', 'subConns', 'dialer', 'otherGrpc'] as const),
  ...(['curl', 'httpClient', 'noGo'] as const),
];

/** The address that grpcurl and its kin were given. */
const GRPCURL = /Failed to dial target host \\?"(?<target>[^"\\\n]{1,200})\\?": [^\n]{0,200}$/i;

/** The client in the log of a server, with its port. */
const PEER = /handshake (?:error )?from \\?"?(?<peer>[\w.[\]:]{3,80}:\d{1,5})/;

/** A client of the Kubernetes API that has no address of the API server asks localhost. */
function isWithoutAddress(request: Request | null, { trouble }: Tail): boolean {
  return (
    request?.asked.kind === 'no-kubeconfig' &&
    (classOf(trouble) === 'refused' || trouble === 'no-answer')
  );
}

function isTrailing(after: string): boolean {
  return /^[^\n]{0,40}Trying to reach: /i.test(after);
}

/** The words of a frame that lead directly to an end: `list: failed to list: `, `desc = "transport: `. */
const LEADING =
  /(?:(?:error dialing backend|(?:list|get|query|create|update|delete): failed to \w+|[Ee]rror trying to reach service|Error|Cannot initialize Kubernetes connection|failed to detect tiller address|could not ping Tiller|error upgrading connection|forwarding ports|unable to upgrade connection|Unable to connect to the server|all SubConns are in TransientFailure(?:, latest connection error)?|connection error|desc = \\{0,3}"transport|authentication handshake failed|(?:Readiness|Liveness) probe failed|grpc: Server\.Serve failed to complete security handshake from \\?"[^"\\]{3,80}\\?")[:\s'"=\\]{0,6}|"code": ?\d{1,2}, ?"message": ?\\?"|Error while dialing:? ?)+$/;

function widthOfFrame(before: string): number {
  return LEADING.exec(before.slice(-600))?.[0].length ?? 0;
}
