// What Swift's own command line, as its pods have it, keeps it from.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import {
  lacksFlag,
  SWIFT_CONNECTORS,
  SWIFT_FLAGS,
  type VaryingFlag,
} from '../../knowledge/swift-flags.js';
import { notApplicable, pass, type Rule } from '../rule.js';
import { dialSeconds, directEndpoint, judgeArguments } from './argument-facts.js';
import { whatIsSpoken } from './swift-to-tiller.js';

/** Whether Swift speaks to Tiller what Tiller speaks. */
export const swiftSpeaks: Rule = {
  code: 'swift-tls-mismatch',
  needs: [],
  judge: (assessment) => {
    const { evidence, swift } = assessment;
    if (evidence.swift.tillerVersion.ok) {
      return pass('swift-tls-mismatch', {}, 'swift->tiller');
    }
    const { tillerSpeaks } = whatIsSpoken(evidence.tiller);
    if (tillerSpeaks === undefined) {
      return notApplicable('swift-tls-mismatch', 'What Tiller speaks was not seen.');
    }
    return judgeArguments('swift-tls-mismatch', 'swift->tiller', assessment, (pod) => {
      const plaintext = pod.arguments.switches['tiller-insecure-skip-verify'] === true;
      const neverTls = swift.releases.every(({ tlsToTiller }) => !tlsToTiller);
      const mayNotTls = swift.releases.some(({ tlsToTiller }) => !tlsToTiller);
      const wrong = tillerSpeaks === 'TLS' ? plaintext || neverTls : !plaintext && !mayNotTls;
      return wrong ? { pod: pod.name, flag: plaintext, tillerSpeaks, neverTls } : null;
    });
  },
};

/** Whether the endpoint that Swift was given can be dialled. */
export const swiftEndpointForm: Rule = {
  code: 'swift-endpoint-scheme',
  needs: [],
  judge: (assessment) =>
    works(assessment.evidence.swift.tillerVersion.ok, 'swift-endpoint-scheme') ??
    judgeArguments('swift-endpoint-scheme', 'swift->tiller', assessment, (pod) => {
      const [endpoint] = directEndpoint(pod);
      return endpoint?.includes('://') ? { pod: pod.name, endpoint } : null;
    }),
};

/** Whether Swift knows how to look for Tiller. */
export const swiftConnector: Rule = {
  code: 'swift-connector-unknown',
  needs: [],
  judge: (assessment) =>
    works(assessment.evidence.swift.liveness.ok, 'swift-connector-unknown') ??
    judgeArguments('swift-connector-unknown', 'api-server->swift', assessment, (pod) => {
      const connector = pod.arguments.values.connector ?? null;
      return connector !== null && SWIFT_CONNECTORS.includes(connector)
        ? null
        : { pod: pod.name, connector };
    }),
};

/** Whether Swift's gateway can reach Swift's own server on 127.0.0.1. */
export const swiftListens: Rule = {
  code: 'swift-listens-on-one-address',
  needs: [],
  judge: (assessment) =>
    works(assessment.evidence.swift.tillerVersion.ok, 'swift-listens-on-one-address') ??
    judgeArguments('swift-listens-on-one-address', 'gateway->swift', assessment, (pod) => {
      const address = pod.arguments.values['plaintext-addr'];
      return address !== undefined && isOneAddress(address) ? { pod: pod.name, address } : null;
    }),
};

/** Whether Swift gives up on Tiller before it hangs up on its own callers. */
export const swiftPatience: Rule = {
  code: 'swift-waits-too-long',
  needs: [],
  judge: (assessment) => {
    const { releases } = assessment.swift;
    return judgeArguments('swift-waits-too-long', 'swift->tiller', assessment, (pod) => {
      const given = dialSeconds(pod);
      const limits = releases.map(({ httpWriteTimeoutSeconds }) => httpWriteTimeoutSeconds);
      const limitSeconds = Math.max(...limits);
      // Unless each release that it may be waits too long by default, nothing is known of the default.
      const byDefault = Math.min(...releases.map((release) => release.tillerDialTimeoutSeconds));
      const seconds = given ?? byDefault;
      return releases.length > 0 && seconds > limitSeconds
        ? { pod: pod.name, seconds, limitSeconds, given: given !== null }
        : null;
    });
  },
};

/** Whether the release has the flags that it was given. */
export const swiftFlags: Rule = {
  code: 'swift-flag-unknown',
  needs: [],
  judge: (assessment) => {
    const { declaredRelease } = assessment.swift;
    if (!declaredRelease) {
      return notApplicable('swift-flag-unknown', 'Neither flag nor image names a known release.');
    }
    return (
      works(assessment.evidence.swift.liveness.ok, 'swift-flag-unknown') ??
      judgeArguments('swift-flag-unknown', 'api-server->swift', assessment, (pod) => {
        const flag = varyingFlags(pod).find((name) => lacksFlag(declaredRelease, name));
        return flag === undefined
          ? null
          : {
              ...{ pod: pod.name, flag, instead: SWIFT_FLAGS[flag].instead },
              declared: declaredRelease.version,
            };
      })
    );
  },
};

/** A Swift that does what the fault would keep it from does not have it. */
function works(seen: boolean, code: Rule['code']) {
  return seen ? pass(code) : null;
}

function varyingFlags({ arguments: { values, switches } }: SwiftPodFacts): VaryingFlag[] {
  const given = { ...values, ...switches };
  return (Object.keys(SWIFT_FLAGS) as VaryingFlag[]).filter((flag) => flag in given);
}

/** `10.0.0.7:9855`; not `:9855`, `0.0.0.0:9855`, `[::]:9855`, nor loopback, where the gateway dials. */
function isOneAddress(address: string): boolean {
  const host = address.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return host !== '' && !/^(0\.0\.0\.0|::|127\..*|localhost|::ffff:127\..*)$/i.test(host);
}
