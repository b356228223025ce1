// What is said of a pasted text, for people and for programs.
import { commandLine, stepWords } from './step-words.js';
import { answered, quoted } from '../checks/shared/words.js';
import type { Recognised } from '../texts/recognise.js';
import type { TextHop } from '../texts/types.js';
import { hopLine } from '../judge/hop-words.js';
import { EXPLAIN_SCHEMA_VERSION, type TextForm } from './explain-form.js';
import { labelled, textOf } from './layout.js';
import { safe, type Safe } from '../util/safe-text.js';
import { prose } from './page.js';
import type { Paint } from './paint.js';

const MARGIN = 10;

export interface Explained {
  readonly found: readonly Recognised[];
  /** Whether only the end of the text was read. */
  readonly cut: boolean;
}

export function signatureText({ found, cut }: Explained, ink: Paint): Safe {
  const blocks = found.map((each) => blockOf(each, ink));
  const closing = [
    found.length > 1 ? 'The most specific cause stands first. ' : '',
    cut ? 'Only the end of the text was read. ' : '',
    'The text alone was read. No endpoint was asked.',
  ].join('');
  return textOf([...blocks, labelled('', closing, 0)]);
}

function blockOf(found: Recognised, ink: Paint): Safe[] {
  const { saidBy, hops, decides, cause, certainty, steps, findings, count } = found;
  // With its codes, where the text had some; it is the other side's words in any case.
  const coded = found.httpStatus !== undefined || found.grpcCode !== undefined;
  const words = coded ? answered({ ...found, message: found.matched }) : quoted(found.matched);
  const text = labelled('', count > 1 ? `${words} (${count} times)` : words, 0);
  return [
    ...text.map((line) => ink.strong(line)),
    ...labelled('  said by', saidBy, MARGIN),
    ...hops.flatMap((hop, index) => labelled(index === 0 ? '  hop' : '    or', drawn(hop), MARGIN)),
    ...(decides === undefined ? [] : prose('  decides', decides, MARGIN, ink)),
    ...prose('  cause', `${cause} (${certainty})`, MARGIN, ink),
    ...steps.flatMap((step, index) => [
      ...prose(
        `${(index === 0 ? '  next' : '').padEnd(MARGIN)}-`,
        stepWords(step),
        MARGIN + 2,
        ink,
      ),
      ...commandLine(step, MARGIN + 2),
    ]),
    ...findings.map(
      (code, index) =>
        safe`${(index === 0 ? '  more' : '').padEnd(MARGIN)}- swiftcheck explain ${code}`,
    ),
  ];
}

function drawn(hop: TextHop): string {
  switch (hop) {
    case 'client->tiller':
      return 'helm or another client -X-> Tiller';
    case 'swift->kubernetes':
      return 'Swift -X-> Kubernetes API';
    case 'client->kubernetes':
      return 'helm or kubectl on this machine -X-> Kubernetes API';
    case 'client->proxy':
      return 'this machine -X-> HTTP proxy -> Kubernetes API';
    case 'client->repository':
      return 'helm on this machine -X-> chart repository';
    case 'swift->repository':
      return 'Swift -X-> chart repository';
    case 'api-server->kubelet':
      return 'client -> API server -X-> kubelet -> pod';
    case 'kubelet->tiller':
      return "kubelet -X-> Tiller's pod (port 44135)";
    case 'port-forward':
      return 'client -> API server -> kubelet -X-> pod';
    case 'cluster':
      return 'inside the cluster';
    default:
      return hopLine(hop, false, 'client');
  }
}

export function signatureForm({ found, cut }: Explained): TextForm {
  return { schemaVersion: EXPLAIN_SCHEMA_VERSION, kind: 'text', cut, texts: found };
}
