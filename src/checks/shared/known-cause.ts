// What the other side said, looked up in the catalogue of texts: a finding and `explain` say the same of a text.
import type { Hop } from '../../evidence/observation.js';
import { recognise } from '../../texts/recognise.js';
import type { Frame } from '../../texts/speech.js';
import { ANYWHERE } from '../../texts/steps.js';
import type { Scene, TextHop } from '../../texts/types.js';
import type { Explanation, FindingCode, Step } from '../define.js';
import type { FailureFacts } from './failure-facts.js';
import { getSwift } from './swift-steps.js';
import { plainShell, type Shell } from '../shell.js';

/** What the other side said. */
type Said = Pick<FailureFacts, 'message' | 'grpcCode'>;

/** Who speaks where the text does not say it, and the hops of which a finding takes a cause. */
interface Speaker {
  readonly frame: Frame;
  readonly hops: readonly TextHop[];
  /** A hop of which it takes only what is certain and about this finding: the run knows more than the text. */
  readonly certain?: { readonly hop: TextHop; readonly finding: FindingCode };
  /** Writes the text as its speaker does, if that shows more than the frame. */
  readonly quoted?: (said: Said) => string;
}

/** A list of Tiller fails: Tiller does not reach what it stores. */
export const STORAGE: Speaker = { frame: 'rpc', hops: ['tiller->storage', 'cluster'] };

/** The same through Swift, which looks for Tiller and calls Tiller first. */
export const SWIFT_LIST: Speaker = {
  ...{ frame: 'swiftBody', hops: [...STORAGE.hops, 'swift->kubernetes', 'gateway->swift'] },
  certain: { hop: 'swift->tiller', finding: 'swift-list-failed' },
  quoted: ({ message, grpcCode }) => JSON.stringify({ code: grpcCode, message }),
};

/** Swift asks Tiller for its version, and fails after it found Tiller. */
export const SWIFT_VERSION: Speaker = {
  ...{ ...SWIFT_LIST, hops: [] },
  certain: { hop: 'swift->tiller', finding: 'swift-cannot-reach-tiller' },
};

/** Another server answers in place of Swift. */
export const IN_PLACE_OF_SWIFT: Speaker = { frame: 'curl', hops: ['swiftcheck->swift'] };

/** Swift looks for Tiller and does not find it: it asks the Kubernetes API on every call. */
export const SEARCH: Speaker = { frame: 'swiftBody', hops: ['swift->kubernetes'] };

/** Swift's gateway does not reach Swift's own server, which listens in the same pod. */
export const GATEWAY: Speaker = { frame: 'swiftBody', hops: ['gateway->swift'] };

/** A forwarded port names its own cause: of the kubelet, or of the API server about it. */
export const FORWARD: Speaker = {
  frame: 'portForward',
  hops: ['port-forward', 'api-server->kubelet', 'client->kubernetes'],
};

/** The API server is asked by this run itself, or another server answers in its place. */
export const IN_PLACE_OF_API_SERVER: Speaker = {
  frame: 'kubectl',
  hops: ['client->kubernetes', 'cluster'],
};

/** The service proxy of the API server does not reach what is behind the Service. */
export const SERVICE_PROXY: Speaker = { frame: 'serviceProxy', hops: ['api-server->swift'] };

/** The hop of a run at which a text says that its call failed; `null` where the text is not known, or leaves it open. */
export function knownHop(speaker: Speaker, said: Said): Hop | null {
  const [hop, ...others] = find(speaker, said, ANYWHERE)?.hops ?? [];
  return others.length === 0 && hop !== undefined && isHop(hop) ? hop : null;
}

function isHop(hop: TextHop): hop is Hop {
  return hop === 'tiller->storage' || hop === 'api-server->swift' || hop === 'gateway->swift';
}

function find({ frame, hops, certain, quoted }: Speaker, said: Said, scene: Scene) {
  const text = quoted?.(said) ?? said.message;
  return recognise(text, { speaker: frame, scene }).find((each) =>
    each.hops.every(
      (hop) =>
        hops.includes(hop) ||
        (hop === certain?.hop &&
          each.certainty === 'certain' &&
          each.findings.includes(certain.finding)),
    ),
  );
}

/** What is known of a text; `null` where the text is not known, or is of another hop. */
export function knownCause(
  speaker: Speaker,
  said: Said,
  shell: Shell = plainShell(),
): Pick<Explanation, 'cause' | 'certainty' | 'steps'> | null {
  const scene = { ...ANYWHERE, tillerNamespace: shell.tiller?.namespace ?? null };
  const found = find(speaker, said, scene);
  if (!found) return null;
  const { cause, certainty, steps } = found;
  return { cause, certainty, steps: steps.map((step) => ofTheRun(step, shell)) };
}

/** In a command of the catalogue. */
const OF_SWIFT = '--all-namespaces -l app=swift';

/** The commands of the catalogue are for any cluster; those of a run reach its own. */
function ofTheRun(step: Step, shell: Shell): Step {
  const { kubectl, helm } = shell;
  const [program, ...words] = step.command?.split(' ') ?? [];
  const [verb, kinds = '', ...flags] = words;
  if (program === 'kubectl' && verb === 'get' && flags.slice(0, 3).join(' ') === OF_SWIFT) {
    const { line, needs } = getSwift(shell, kinds, flags.slice(3));
    return { ...step, text: [step.text, ...needs].join(' '), command: line };
  }
  if (program === 'kubectl') {
    const { line, needs } = kubectl(null, []);
    return { ...step, text: [step.text, ...needs].join(' '), command: [line, ...words].join(' ') };
  }
  if (program === 'helm' && words.every((word) => /^[\w.=-]+$/.test(word)) && asksTiller(words)) {
    const { line, needs } = helm(words);
    return { ...step, text: [step.text, ...needs].join(' '), command: line };
  }
  return step;
}

function asksTiller([command = '', ...flags]: readonly string[]): boolean {
  return command !== 'package' && !flags.includes('--client');
}
