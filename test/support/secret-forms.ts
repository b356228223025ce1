// How peers repeat what they were sent.

const percent = (text: string, hex = (byte: number) => byte.toString(16).padStart(2, '0')) =>
  [...Buffer.from(text)].map((byte) => `%${hex(byte)}`).join('');
export const base64 = (text: string) => Buffer.from(text).toString('base64');
const url = (text: string) => Buffer.from(text).toString('base64url');
const html = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#x27;' })[one] ?? one,
  );

/** Every form in which a peer is known to repeat what it was sent. */
export const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  base64: base64,
  'base64 without padding': (secret) => base64(secret).replace(/=+$/, ''),
  'base64 of the URL alphabet': url,
  'base64 of the URL alphabet, padded': (secret) =>
    base64(secret).replaceAll('+', '-').replaceAll('/', '_'),
  'base64 within a query': (secret) => encodeURIComponent(base64(secret)),
  'base64 behind one character': (secret) => base64(`x${secret}`).slice(1),
  'base64 behind two characters': (secret) => base64(`xy${secret}`).slice(2),
  'in hexadecimal': (secret) => Buffer.from(secret).toString('hex'),
  'in upper hexadecimal': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded with lower hex': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
  'percent-encoded whole': (secret) => percent(secret),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'of a form': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  'of JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'of JSON within JSON': (secret) =>
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  'of JSON, as Go writes it': (secret) =>
    JSON.stringify(secret)
      .slice(1, -1)
      .replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  'of HTML': html,
};
