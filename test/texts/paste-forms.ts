// What programs make of a text between the log and the paste. None of it may change what the text means.

type Form = (text: string) => string;

const eachLine =
  (before: string, after = ''): Form =>
  (text) =>
    text
      .split('\n')
      .map((line) => `${before}${line}${after}`)
      .join('\n');

/** As Python prints a text. */
const repr: Form = (text) =>
  `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}'`;

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
  'wrapped, with an indent': (text) => wrapped(text).replace(/\n/g, '\n    '),
  'in the log of a container runtime': stamped((text, time) => `${time} stderr F ${text}`),
  'in JSON': (text) => JSON.stringify({ message: 'deploy failed', err: text }),
  'in JSON in JSON in JSON': (text) =>
    JSON.stringify({ log: JSON.stringify({ m: JSON.stringify({ err: text }) }) }),
  'as Python prints it': (text) => `stderr: b${repr(text)}`,
  'in a line of CSV': (text) => `"2019-08-27","error","${text.replace(/"/g, '""')}"`,
  'as a value of YAML': (text) => `text: '${text.replace(/'/g, "''")}'`,
  'as a value of XML': (text) =>
    `<log>${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}</log>`,
  'as the reason of an exception of Java': (text) =>
    `com.example.DeployException: failed\n\tat com.example.Main.main(Main.java:12)\nCaused by: com.example.CallException: ${text}\n\t... 12 more`,
  'as what a command of Node printed': (text) =>
    `Error: Command failed: ./deploy.sh\n${text}\n\n    at ChildProcess.exithandler (child_process.js:303:12) {\n  killed: false,\n  code: 1\n}`,
  'with more errors around': (text) =>
    `failed to sync: could not apply: 1 error occurred:\n\t* ${text}\n\n`,
  'at the end of a sentence': (text) => `What does this mean: ${text}.`,
  'in brackets': (text) => `(${text})`,
};
