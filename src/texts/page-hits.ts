// The page of another server in a text: whose page it is, and in place of whom that server answers.
import { askedByUrl } from './asked.js';
import type { Letters } from './may-match.js';
import { narrowed } from './narrowed.js';
import { pageMeaning } from './page-meanings.js';
import { FRAMES, framesIn, type Frame } from './speech.js';
import type { Hit } from './types.js';

/** What is shown of a page: its title, or its first words. */
const PAGE_WORDS =
  /<title>[^<]{1,200}|upstream connect error[^\n]{0,160}|no healthy upstream|upstream request timeout|RBAC: access denied|default backend - 404|HTTP(?:\/\d\S*)? \d{3}[^\n]{0,160}|<h1>[^<]{1,200}/i;

/** Programs that ask the Kubernetes API server and quote what they got. */
const OF_API_SERVER: readonly Frame[] = ['portForward', 'kubectl', 'helmInit', 'clientGo'];
/** Clients of gRPC, and Swift, which quotes what it got from Tiller. */
const OF_TILLER: readonly Frame[] = ['rpc', 'otherGrpc', 'swiftBody'];

/** A request of the Kubernetes API itself, not one through its proxy. */
const API_URL = /https?:\/\/[^\s/"']{1,200}\/(?:api\/v1|apis\/)(?![^\s"']{0,500}\/proxy\b)/;

/** A URL that a program asked, and not one of the page. */
const ASKED_URL =
  /(?:\b(?:GET|POST|PUT|DELETE|for|from|to|url:?|curl(?: -\S+){0,5}) \\?["']?)(https?:\/\/[^\s"'<>\\]{3,500})/gi;

/** The entry in which the page stands. */
function entryOfPage(form: string): string {
  const at = PAGE_WORDS.exec(form)?.index ?? 0;
  const end = form.indexOf('\n', at);
  return form.slice(form.lastIndexOf('\n', at) + 1, end === -1 ? form.length : end);
}

/** Whether each URL that was asked is one of another system. */
function isOfOthers(entry: string): boolean {
  const urls = [...entry.matchAll(ASKED_URL)].map(([, url = '']) => askedByUrl(url)?.kind);
  return urls.length > 0 && urls.every((kind) => kind === 'other');
}

/** @param order that of the entry among those of a text */
export function pageHits(form: string, order: number, letters: Letters, speaker?: Frame): Hit[] {
  const entry = entryOfPage(form);
  if (isOfOthers(entry)) return [];
  const frames = framesIn(form, letters);
  const asked = (names: readonly Frame[]) =>
    names.some((frame) => frames.has(frame) || frame === speaker);
  const behind =
    asked(OF_API_SERVER) || API_URL.test(entry)
      ? 'the Kubernetes API server'
      : asked(OF_TILLER)
        ? 'Tiller'
        : 'Swift';
  // What stands before Swift's body is the status and the headers of Swift's own answer.
  const said = form.slice(Math.max(0, form.search(FRAMES.swiftBody)));
  const page = pageMeaning(said, undefined, behind);
  if (!page) return [];
  const { decides, ...rest } = page;
  const ofClient = frames.has('rpc') && !frames.has('swiftBody');
  const hops = ofClient ? page.hops.slice(0, 1) : narrowed(page.hops, frames);
  const meaning = { ...rest, hops, ...(hops.length > 1 && decides !== undefined && { decides }) };
  const match = PAGE_WORDS.exec(form);
  const from = match?.index ?? 0;
  const shown = match?.[0] ?? form.slice(0, 160);
  return [
    {
      key: meaning.id,
      meaning,
      spans: [[from, from + shown.length]],
      // A break can cut what shows whom the page is about.
      tail: shown.replace(/\s/g, ''),
      specificity: behind === 'Swift' ? 0 : 1,
      order,
    },
  ];
}
