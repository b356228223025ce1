// What counts as a list of Swift, and as the answer to a dry run: whole, or not at all.
import { describe, expect, it } from 'vitest';
import { NotAsked } from '../../src/net/json-walk.js';
import { readRendered } from '../../src/gather/rendered.js';
import { readReleases } from '../../src/gather/swift-body.js';

/** In parts of that many bytes, as a socket may give it. */
async function* body(text: string | Uint8Array, bytes: number): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(text);
  for (let start = 0; start < whole.length; start += bytes) {
    yield await Promise.resolve(whole.subarray(start, start + bytes));
  }
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof NotAsked) return `${error.kind}: ${error.what}`;
    throw error;
  }
  return 'taken';
}

const PARTS = [1, 7, 65_536];
const NOT_UTF8 = Buffer.from('{"releases":[{"name":"\xff\xfe\xfa\xfb\xfc"}]}', 'latin1');

/** What neither a list nor an answer to a dry run may look like. */
const NEITHER: [what: string, text: string | Uint8Array, refused: RegExp][] = [
  ['an empty body', '', /^not-json: an empty body$/],
  ['blanks', ' \r\n\t', /^not-json: an empty body$/],
  ['a page', '<html>log in</html>', /^not-json: a body that is not JSON$/],
  ['words', 'ok', /^not-json: a body that is not JSON$/],
  ['null', 'null', /^wrong-answer: an empty value$/],
  ['true', 'true', /^wrong-answer: a boolean$/],
  ['a string', '"{}"', /^wrong-answer: a string$/],
  ['a number', '42', /^not-json: a body that is not a complete JSON object$/],
  ['an array', '[]', /^wrong-answer: an array$/],
  ['cut in a key', '{"rele', /^not-json: a body that is not a complete JSON object$/],
  ['an error object', '{"code":2,"message":"no"}', /^wrong-answer: an error object$/],
  ['an older error object', '{"error":"no","code":2}', /^wrong-answer: an error object$/],
  ['a Status', '{"kind":"Status","status":"Failure"}', /^wrong-answer: an error object$/],
  ['another object', '{"hello":"world"}', /an object with an unknown field$/],
];

const LIST_REFUSED: typeof NEITHER = [
  ...NEITHER,
  ['cut before the end', '{"releases":[]', /^not-json: a body that is not a complete/],
  ['a comma too many', '{"releases":[],}', /^not-json: a body that is not JSON$/],
  ['an object for a list', '{"releases":{}}', /field "releases" is an object$/],
  ['an object of releases', '{"releases":{"a":{"name":"a"}}}', /is an object$/],
  ['a string for a list', '{"releases":"[]"}', /is a string$/],
  ['a number for a list', '{"releases":0}', /is a number$/],
  ['null for a list', '{"releases":null}', /is an empty value$/],
  ['a list in a list', '{"releases":[[{"name":"a"}]]}', /a list with an array in it$/],
  ['text in the list', '{"releases":[{"name":"a"},"b"]}', /a list with a string in it$/],
  ['null in the list', '{"releases":[null]}', /a list with an empty value in it$/],
  ['no name', '{"releases":[{"namespace":"x"}]}', /with a release without a name$/],
  ['an empty name', '{"releases":[{"name":""}]}', /with a release without a name$/],
  ['null for a name', '{"releases":[{"name":null}]}', /with a release without a name$/],
  ['a number for a name', '{"releases":[{"name":7}]}', /fields of other types$/],
  ['text for a revision', '{"releases":[{"name":"a","version":"1"}]}', /other types$/],
  ['half a revision', '{"releases":[{"name":"a","version":1.5}]}', /other types$/],
  ['a revision below zero', '{"releases":[{"name":"a","version":-1}]}', /other types$/],
  ['text for info', '{"releases":[{"name":"a","info":"x"}]}', /other types$/],
  ['no status', '{"releases":[{"name":"a","info":{"status":{"code":"FOO"}}}]}', /types$/],
  ['an object for a code', '{"releases":[{"name":"a","info":{"status":{"code":{}}}}]}', /types$/],
  ['two lists', '{"releases":[{"name":"a"}],"releases":[]}', /the same field twice$/],
  ['two names', '{"releases":[{"name":"a","name":"b"}]}', /the same field twice$/],
  ['a list and an error', '{"releases":[],"code":13,"message":"no"}', /an error object$/],
  ['a count alone', '{"count":"3"}', /without the field "releases"$/],
  ['a larger count', '{"count":"2","releases":[{"name":"a"}]}', /1 entry whose own "count" says/],
  ['a smaller count', '{"releases":[{"name":"a"}],"count":0}', /1 entry whose own "count" says/],
  ['a count that is none', '{"count":{},"releases":[]}', /0 entries whose own "count" says/],
  ['a count that holds one', '{"count":{"a":1},"releases":[]}', /whose own "count" says/],
  ['a larger total', '{"total":"9","releases":[{"name":"a"}]}', /own "total" says otherwise$/],
  ['a list that goes on', '{"next":"b","releases":[{"name":"a"}]}', /own "next" says otherwise$/],
  ['a revision beyond 32 bits', '{"releases":[{"name":"a","version":2147483648}]}', /types$/],
  ['more after it', '{"releases":[]}{"releases":[]}', /^not-json: JSON followed by more data$/],
  ['words after it', '{"releases":[]} ok', /^not-json: JSON followed by more data$/],
  ['other letters than UTF-8', NOT_UTF8, /^not-json: /],
  ['depth', `{"releases":[{"name":"a","x":${'['.repeat(100)}`, /JSON of more than 64 levels$/],
];

describe.each(PARTS)('a list in parts of %i bytes', (bytes) => {
  const read = (text: string | Uint8Array) => readReleases(body(text, bytes), () => undefined);

  it.each(LIST_REFUSED)('is none: %s', async (_what, text, refused) => {
    expect(await refusal(read(text))).toMatch(refused);
  });

  it('is read with what is kept of it, whatever else stands there', async () => {
    const release = {
      ...{ name: 'web', info: { status: { code: 'DELETED', notes: '{"name":"other"}' } } },
      chart_metadata: { name: 'chart', version: '9' },
      config: { raw: 'a: "\\u0041"', values: { name: { value: 'x' } } },
      ...{ version: 3, namespace: 'här' },
    };
    const text = `\n ${JSON.stringify({ releases: [release, { name: 'bare' }] })}\n`;
    expect(await read(text)).toEqual([
      { name: 'web', namespace: 'här', revision: 3, status: 'DELETED' },
      { name: 'bare', namespace: '', revision: 0, status: 'UNKNOWN' },
    ]);
  });

  it.each([
    ['"version":2147483647', { revision: 2147483647 }],
    ['"version":0', { revision: 0 }],
    ['"version":null', { revision: 0 }],
    ['"info":{"status":{"code":42}}', { status: '42' }],
    ['"info":{"status":{"code":null}}', { status: 'UNKNOWN' }],
    ['"info":{"status":{"code":{}}},"info":1', null],
    ['"info":{"status":{"code":-1}}', null],
  ])('has a release with %s: %j', async (field, kept) => {
    const reading = read(`{"releases":[{"name":"web",${field}}]}`);
    if (kept === null) await expect(reading).rejects.toBeInstanceOf(NotAsked);
    else {
      const whole = { name: 'web', namespace: '', revision: 0, status: 'UNKNOWN', ...kept };
      expect(await reading).toEqual([whole]);
    }
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'])(
    'is read where a release has a field named %s',
    async (field) => {
      const text = `{"releases":[{"name":"web","${field}":{},"info":{"${field}":1}}]}`;
      expect(await read(text)).toEqual([
        { name: 'web', namespace: '', revision: 0, status: 'UNKNOWN' },
      ]);
      const twice = `{"releases":[{"name":"web","${field}":1,"${field}":2}]}`;
      expect(await read(twice)).toHaveLength(1);
    },
  );

  it.each(['{}', ' { } ', '{"releases":[]}', '{"count":"0","next":"","total":null,"releases":[]}'])(
    'is empty: %s',
    async (text) => {
      expect(await read(text)).toEqual([]);
    },
  );
});

const ASKED = { name: 'swiftcheck-probe-1', sizeBytes: 40 };
const NOTES = 'x'.repeat(40);
const answer = (name: unknown, notes?: unknown) =>
  JSON.stringify({
    release: { name, info: { status: { code: 'PENDING_INSTALL', notes } }, version: 1 },
  });
const WHOLE = answer(ASKED.name, NOTES);

const DRY_RUN_REFUSED: typeof NEITHER = [
  ...NEITHER,
  ['an empty object', '{}', /^wrong-answer: an empty object$/],
  ['no release', '{"release":null}', /field "release" is an empty value$/],
  ['an empty release', '{"release":{}}', /a release without a name$/],
  ['a list of releases', `{"release":[${WHOLE}]}`, /field "release" is an array$/],
  ['another release', answer('swiftcheck-probe-2', NOTES), /a release of another name$/],
  ['a number for a name', answer(1, NOTES), /field "release.name" is a number$/],
  ['no NOTES', answer(ASKED.name), /the release without its NOTES$/],
  ['empty NOTES', answer(ASKED.name, ''), /the release without its NOTES$/],
  ['null for NOTES', answer(ASKED.name, null), /"release.info.status.notes" is an empty value$/],
  ['half of the NOTES', answer(ASKED.name, NOTES.slice(20)), /20 of the 40 bytes of its NOTES$/],
  ['one byte too few', answer(ASKED.name, NOTES.slice(1)), /39 of the 40 bytes of its NOTES$/],
  ['one byte too many', answer(ASKED.name, `${NOTES}x`), /41 of the 40 bytes of its NOTES$/],
  [
    'other NOTES',
    answer(ASKED.name, 'y'.repeat(40)),
    /with NOTES that differ from those of its chart$/,
  ],
  ['one other letter', answer(ASKED.name, `${NOTES.slice(1)}X`), /with NOTES that differ/],
  [
    'NOTES elsewhere',
    `{"release":{"name":"${ASKED.name}","notes":"${NOTES}"}}`,
    /without its NOTES/,
  ],
  ['NOTES twice', WHOLE.replace('"notes"', '"notes":"","notes"'), /the same field twice$/],
  ['an error besides', WHOLE.replace(/}$/, ',"code":13}'), /an error object$/],
  ['cut', WHOLE.slice(0, -1), /^not-json: a body that is not a complete JSON object$/],
  ['more after it', `${WHOLE}0`, /^not-json: JSON followed by more data$/],
  ['depth', `{"release":${'{"a":'.repeat(100)}`, /JSON of more than 64 levels$/],
];

describe.each(PARTS)('the answer to a dry run in parts of %i bytes', (bytes) => {
  it.each(DRY_RUN_REFUSED)('is none: %s', async (_what, text, refused) => {
    expect(await refusal(readRendered(body(text, bytes), ASKED))).toMatch(refused);
  });

  it.each([WHOLE, ` ${WHOLE}\n`, WHOLE.replaceAll('x'.repeat(40), '\\u0078'.repeat(40))])(
    'is whole: %s',
    async (text) => {
      await expect(readRendered(body(text, bytes), ASKED)).resolves.toBeUndefined();
    },
  );
});
