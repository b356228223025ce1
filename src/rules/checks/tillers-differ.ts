import { sameVersion } from '../../knowledge/versions.js';
import { directEndpoint } from './argument-facts.js';
import { swiftPods } from './find-swift.js';
import { couldNotTell, needs, pass, raise, type Rule } from '../rule.js';

export const tillersDiffer: Rule = {
  code: 'tillers-differ',
  needs: [needs.tillerVersion, needs.swiftTillerVersion],
  judge: ({ evidence }) => {
    const { version } = evidence.tiller;
    const { tillerVersion } = evidence.swift;
    if (!version.ok || !tillerVersion.ok)
      return couldNotTell('tillers-differ', 'A version is missing.');
    const direct = version.value.semVer;
    const viaSwift = tillerVersion.value.semVer;
    if (sameVersion(direct, viaSwift)) return pass('tillers-differ', { direct, viaSwift });
    const found = swiftPods(evidence.cluster?.swift);
    const endpoints = 'reason' in found ? [] : found.pods.flatMap(directEndpoint);
    const facts = {
      direct,
      viaSwift,
      ...(endpoints[0] !== undefined && { endpoint: endpoints[0] }),
    };
    return raise('tillers-differ', facts, 'swift->tiller');
  },
};
