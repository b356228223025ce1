import { parseVersion } from '../../knowledge/versions.js';
import { needs, notApplicable, pass, raise, type Rule } from '../rule.js';

/** Whether Tiller's version is a release of the tables, and if not, what kind it is. */
export const tillerVersion: Rule = {
  code: 'tiller-version-unknown',
  needs: [needs.anyTillerVersion],
  judge: ({ tillerVersion: text, tiller }) => {
    if (text === null) return notApplicable('tiller-version-unknown', 'No version is known.');
    if (tiller) return pass('tiller-version-unknown', { tiller: text });
    const parsed = parseVersion(text);
    const fork = parsed !== null && (parsed.prerelease !== '' || parsed.build !== '');
    return raise(fork ? 'tiller-fork' : 'tiller-version-unknown', { tiller: text }, null);
  },
};
