// Whether Tiller sends its list, and if not, why.
import { readSizeError } from '../../knowledge/grpc-text.js';
import type { Shell } from '../shell.js';
import { ANSWER_UNREADABLE } from '../answer-unreadable/findings.js';
import { CLIENT_ERROR } from '../client-error/findings.js';
import { defineCheck, type Description } from '../define.js';
import { LIST_OVER_CEILING } from '../list-over-ceiling/findings.js';
import { OUT_OF_TIME } from '../out-of-time/findings.js';
import { PORT_FORWARD_FAILED } from '../port-forward-failed/findings.js';
import { connectionCode, factsOf, refusedCertificate } from '../shared/endpoint-facts.js';
import { failureFacts, type FailureFacts } from '../shared/failure-facts.js';
import { AT_TILLER, NO_API_SERVER, NO_TILLER, NOT_FOUND } from '../shared/link-groups.js';
import { isStatusOfTiller } from '../shared/own-status.js';
import { tillerLog, tillerLogBefore, tillerPods } from '../shared/tiller-steps.js';
import { STORAGE, knownCause, knownHop } from '../shared/known-cause.js';
import { UNRESOLVED } from '../shared/unresolved.js';
import { said } from '../shared/words.js';
import { look } from '../steps.js';
import { TLS_FINDINGS } from '../tls/findings.js';
import { TILLER_SLOW } from '../tiller-slow/findings.js';

interface TillerListFailedFacts extends FailureFacts {
  /** The connection or the stream ended before all of the list came, and Tiller gave no reason. */
  readonly broke?: true;
  /** Tiller answered GetVersion, and its port was closed at the list. */
  readonly gone?: true;
  /** The same of its name, which did not resolve at the list. */
  readonly unresolved?: true;
  /** What came is no answer of gRPC. */
  readonly noList?: true;
}

declare module '../define.js' {
  interface FindingFacts {
    'tiller-list-failed': TillerListFailedFacts;
    'client-refused': FailureFacts;
  }
}

const REFUSED = /incompatible versions client\[.*\] server\[.*\]|client version is incompatible/;

export const tillerListFailed = defineCheck({
  group: 'lists',
  after: null,
  code: 'tiller-list-failed',
  findings: {
    'tiller-list-failed': {
      severity: 'fail',
      passTitle: 'Tiller lists its releases',
      failTitle: ({ broke, noList, gone, unresolved }) => {
        if (unresolved) return "Tiller's name resolved before, and does not resolve at the list";
        if (gone) return 'Tiller answers its version, and is gone when it has to list';
        if (noList) return 'What answers the list request in place of Tiller is not gRPC';
        return broke ? "Tiller's list breaks off" : 'Tiller cannot list its releases';
      },
      describe: (facts, shell) => ({ seen: said(facts), ...whyNoList(facts, shell) }),
      followsFrom: [
        // A Tiller that was not reached lists nothing.
        {
          causes: NO_TILLER,
          certainty: 'certain',
          when: (cause, own) => cause.hop === AT_TILLER && own.hop === AT_TILLER,
        },
        {
          causes: [...NOT_FOUND, ...NO_API_SERVER],
          certainty: 'certain',
          when: (cause, own) =>
            own.hop === AT_TILLER &&
            (cause.hop === 'api-server->tiller' || cause.hop === 'swiftcheck->api-server'),
        },
        // Chance decides which of several Tillers answers. Each can have other trouble.
        {
          causes: ['tiller-answers-vary'],
          certainty: 'likely',
        },
      ],
    },
    'client-refused': {
      severity: 'fail',
      passTitle: 'Tiller accepts the version of the client',
      failTitle: () => 'Tiller rejects the version of the client',
      describe: (facts, shell) => ({
        seen: said(facts),
        certainty: 'certain',
        cause:
          "Tiller compares the client's version (metadata key x-helm-api-client) with its own. The minor version of a client must not be newer, and a pre-release must be the same.",
        steps: [
          tillerPods(
            'See whether several Tillers run, or Tiller was replaced: swiftcheck sent the version that Tiller itself had reported.',
            shell,
          ),
          look('Use a client of the version in the square brackets after "server".'),
        ],
      }),
      // Chance decides which of several Tillers answers. Each can have another version.
      followsFrom: [
        {
          causes: ['tiller-answers-vary'],
          certainty: 'likely',
        },
      ],
    },
    ...OUT_OF_TIME,
    ...TILLER_SLOW,
    ...ANSWER_UNREADABLE,
    ...CLIENT_ERROR,
    ...LIST_OVER_CEILING,
    ...TLS_FINDINGS,
    ...PORT_FORWARD_FAILED,
  },
  needs: {},
  run: ({ evidence }, { raise, pass, skip, unknown }) => {
    const { tiller } = evidence;
    const { list } = tiller;
    if (!list) return skip('This command does not list the releases.');
    if (list.ok) return pass({}, AT_TILLER);
    const { failure } = list;
    const facts = failureFacts(failure);
    const endpointFacts = factsOf('Tiller', tiller.target.address, failure);
    const transport = connectionCode(failure.kind);
    // GetVersion had another connection.
    if (transport !== null && tiller.version.ok) {
      const more = refusedCertificate(failure, tiller);
      return raise(transport, { ...endpointFacts, ...more }, failure.hop);
    }
    switch (failure.kind) {
      case 'not-attempted':
        // After its version the run also asks Tiller for the list, unless the run has ended.
        return tiller.version.ok
          ? raise('out-of-time', { ...endpointFacts, untried: 'list' }, AT_TILLER)
          : unknown(failure.message, "Tiller's version");
      case 'timeout':
      case 'no-answer':
      case 'deadline':
      case 'interrupted':
        return raise(
          'tiller-slow',
          { ...facts, ...(tiller.version.ok && { versionMs: tiller.version.ms }) },
          AT_TILLER,
        );
      case 'unreadable':
        return raise('answer-unreadable', endpointFacts, AT_TILLER);
      case 'client-error':
        return raise('client-error', endpointFacts, AT_TILLER);
      case 'over-ceiling':
        return raise('list-over-ceiling', facts, AT_TILLER);
      case 'refused':
      case 'unreachable':
        return raise('tiller-list-failed', { ...facts, gone: true }, AT_TILLER);
      case 'unresolvable':
        return raise('tiller-list-failed', { ...facts, unresolved: true }, AT_TILLER);
      case 'closed':
        return raise('tiller-list-failed', { ...facts, broke: true }, AT_TILLER);
      case 'other-protocol':
        return raise('tiller-list-failed', { ...facts, noList: true }, AT_TILLER);
      default:
        if (readSizeError(failure.message)?.direction === 'send') {
          return skip('The list failed because of its size; another check reports the size.');
        }
        if (REFUSED.test(failure.message)) return raise('client-refused', facts, AT_TILLER);
        // The connection to Tiller stands where Tiller says what it met behind it.
        return raise('tiller-list-failed', facts, knownHop(STORAGE, failure) ?? AT_TILLER);
    }
  },
});

const WITHOUT_PROXIES = look(
  'Ask Tiller through a forwarded port, without the proxies in between.',
);

function whyNoList(facts: TillerListFailedFacts, shell: Shell): Omit<Description, 'seen'> {
  if (facts.noList) {
    return {
      certainty: 'likely',
      cause: shell.forwarded.tiller
        ? 'No Tiller sends this. Another program in the pod answers in place of Tiller.'
        : 'No Tiller sends this. Another server answers in place of Tiller, such as a proxy with an error page.',
      steps: shell.forwarded.tiller ? [tillerLog(shell)] : [WITHOUT_PROXIES],
    };
  }
  if (facts.unresolved) return UNRESOLVED;
  if (facts.broke || facts.gone) {
    return {
      certainty: 'likely',
      cause: facts.gone
        ? 'Tiller answered GetVersion and did not survive the list: it crashed or was killed for its memory. For a list Tiller reads all stored revisions at once.'
        : `The connection ended or fell silent before all of the list came, and Tiller gave no reason. Tiller was stopped or ran out of memory meanwhile, or ${shell.forwarded.tiller ? 'the API server closed the forwarded port' : 'a proxy on the path ends connections'}.`,
      steps: [
        look(
          'See whether Tiller was restarted, and why.',
          shell.kubectl(null, [
            ...['describe', 'pods', '--all-namespaces', '-l', 'app=helm,name=tiller'],
          ]),
        ),
        tillerLogBefore(shell),
        ...(facts.gone || shell.forwarded.tiller ? [] : [WITHOUT_PROXIES]),
      ],
    };
  }
  const known = knownCause(STORAGE, facts, shell);
  if (known) return known;
  if (!isStatusOfTiller(facts)) {
    const { tiller: forwarded } = shell.forwarded;
    return {
      certainty: 'likely',
      cause: `Almost every error of Tiller has gRPC code 2. ${forwarded ? 'Another program in the pod' : 'Another gRPC server on the path, such as a proxy,'} probably sent this status.`,
      steps: [...(forwarded ? [] : [WITHOUT_PROXIES]), tillerLog(shell)],
    };
  }
  return {
    certainty: 'likely',
    cause:
      'Tiller answers GetVersion, but its list fails. The error is usually about the storage of Tiller.',
    steps: [tillerLog(shell)],
  };
}
