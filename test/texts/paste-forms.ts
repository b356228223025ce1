// What programs make of a text between the log and the paste. None of it may change what the text means.

type Form = (text: string) => string;

const eachLine =
  (before: string, after = ''): Form =>
  (text) =>
    text
      .split('\n')
      .map((line) => `${before}${line}${after}`)
      .join('\n');

/** As a program prints to a terminal of 80 columns. */
const wrapped: Form = (text) => text.replace(/.{80}(?=.)/g, '$&\n');

const stamped =
  (line: (text: string, time: string) => string): Form =>
  (text) =>
    text
      .split('\n')
      .map((each, index) => line(each, `2019-08-27T03:07:${10 + (index % 50)}.4102358Z`))
      .join('\n');

const STERN = eachLine('tiller-deploy-7b45545f56-abcde tiller ');
const COMPOSE = eachLine('swift-1  | ');
const CI = stamped((text, time) => `${time} ${text}`);

export const PASTE_FORMS: Readonly<Record<string, Form>> = {
  'quoted in a mail': eachLine('> '),
  'quoted twice': eachLine('> > '),
  'with the line ends of Windows': (text) => text.replace(/\n/g, '\r\n'),
  'with the quotation marks of a word processor': (text) =>
    text.replace(/"([^"]*)"/g, '\u201c$1\u201d').replace(/'/g, '\u2019'),
  'with spaces that do not break': (text) => text.replace(/ /g, '\u00a0'),
  'with spaces of no width': (text) => text.replace(/ /g, ' \u200b'),
  'in colour': (text) => `\u001b[1;31m${text}\u001b[0m`,
  'in colour, written out': (text) => `\\u001b[31m${text}\\u001b[0m`,
  'in colour whose escape is lost': (text) => `[31m${text}[0m`,
  'as code of HTML': (text) => `<pre><code>${text}</code></pre>`,
  'between fences': (text) => `\`\`\`\n${text}\n\`\`\``,
  'as code within a line': (text) => `\`${text}\``,
  'in a letter': (text) => `Hi all,\n\nsince this morning I get this:\n\n${text}\n\nAny ideas?`,
  'with the prefix of kubectl logs': eachLine('[pod/tiller-deploy-7b45545f56-abcde/tiller] '),
  'with the prefix of docker-compose': eachLine('swift_1    | '),
  'with the border of Terraform': eachLine('\u2502 '),
  'with the prefix of stern': STERN,
  'as docker keeps it': stamped((text, time) =>
    JSON.stringify({ log: `${text}\n`, stream: 'stderr', time }),
  ),
  'with the times of a CI service': CI,
  'wrapped, with the prefix of stern': (text) => STERN(wrapped(text)),
  'wrapped, with the prefix of docker-compose': (text) => COMPOSE(wrapped(text)),
  'wrapped, with the times of a CI service': (text) => CI(wrapped(text)),
  indented: eachLine('        '),
};
