// What a policy asks of the releases that run.
import type { FindingCode } from '../../findings/catalogue.js';
import { isWithin, nearestTiller } from '../../knowledge/versions.js';
import type { Analysis } from '../../analysis/analysis.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

/** Whether Swift's release, or each that it may be, is within the range. */
export const swiftAllowed: Rule = {
  code: 'swift-release-not-allowed',
  needs: [],
  judge: (assessment) => {
    const code = 'swift-release-not-allowed';
    const allowed = assessment.evidence.policy?.require?.swift;
    if (allowed === undefined) return notApplicable(code, 'The policy names no range for Swift.');
    const found = assessment.swiftWords;
    switch (verdictOn(assessment, (swift) => isWithin(swift, allowed))) {
      case 'yes':
        return pass(code, { allowed, found });
      case 'no':
        return raise(code, { allowed, found }, null);
      case 'unknown':
        return couldNotTell(code, whichSwift(assessment), "Swift's release");
    }
  },
};

/** Whether the version that Tiller gives is within the range. */
export const tillerAllowed: Rule = {
  code: 'tiller-release-not-allowed',
  needs: [],
  judge: ({ evidence, tillerVersion, otherTiller }) => {
    const code = 'tiller-release-not-allowed';
    const allowed = evidence.policy?.require?.tiller;
    if (allowed === undefined) return notApplicable(code, 'The policy names no range for Tiller.');
    if (tillerVersion === null) return untoldTiller(code);
    // Where there are two each has to be allowed.
    const all = otherTiller === null ? [tillerVersion] : [tillerVersion, otherTiller];
    const refused = all.find((version) => isWithin(version, allowed) === false);
    if (refused !== undefined) {
      const nearest = nearestTiller(refused, allowed)?.version ?? null;
      // Where the other Tiller is, the run does not know.
      const place = refused === tillerVersion ? tillerPlace(evidence) : {};
      return raise(code, { allowed, found: refused, nearest, ...place }, null);
    }
    const unordered = all.find((version) => isWithin(version, allowed) === null);
    return unordered === undefined
      ? pass(code, { allowed, found: tillerVersion })
      : couldNotTell(code, outOfOrder(unordered), "Tiller's release");
  },
};

/** Whether the two are one of the pairs. */
export const pairAllowed: Rule = {
  code: 'pair-not-allowed',
  needs: [],
  judge: (assessment) => {
    const code = 'pair-not-allowed';
    const pairs = assessment.evidence.policy?.require?.pairs ?? [];
    if (pairs.length === 0) return notApplicable(code, 'The policy names no pairs.');
    const { tillerVersion, otherTiller, swiftWords: swift } = assessment;
    // A pair is Swift and the Tiller that it talks to.
    const tiller = otherTiller ?? tillerVersion;
    if (tiller === null) return untoldTiller(code);
    // The range that takes every version with a place in the order.
    if (isWithin(tiller, '*') === null) {
      return couldNotTell(code, outOfOrder(tiller), "Tiller's release");
    }
    const allowed = pairs.map((pair) => `Swift ${pair.swift} in front of Tiller ${pair.tiller}`);
    const fits = pairs.filter((pair) => isWithin(tiller, pair.tiller) === true);
    // Then no Swift would do.
    if (fits.length === 0) return raise(code, { swift, tiller, allowed }, 'swift->tiller');
    const verdict = verdictOn(assessment, (version) =>
      fits.some((pair) => isWithin(version, pair.swift) === true),
    );
    switch (verdict) {
      case 'yes':
        return pass(code, { swift, tiller, allowed });
      case 'no':
        return raise(code, { swift, tiller, allowed }, 'swift->tiller');
      case 'unknown':
        return couldNotTell(code, whichSwift(assessment), "Swift's release");
    }
  },
};

/** `unknown`: nothing tells which release Swift is, or those that it may be differ. */
function verdictOn(
  assessment: Analysis,
  allows: (version: string) => boolean | null,
): 'yes' | 'no' | 'unknown' {
  const { releases } = assessment.swift;
  const known = [needs.swiftReleases, needs.swiftKnownAtAll].every(
    ({ missing }) => missing(assessment) === null,
  );
  const answers = new Set(releases.map(({ version }) => allows(version) === true));
  if (!known || answers.size !== 1) return 'unknown';
  return answers.has(true) ? 'yes' : 'no';
}

function whichSwift(assessment: Analysis): string {
  for (const { missing } of [needs.swiftReleases, needs.swiftKnownAtAll]) {
    const why = missing(assessment);
    if (why != null) return why;
  }
  return `It depends on Swift's release, which may be ${assessment.swiftWords}.`;
}

function untoldTiller(code: FindingCode) {
  return couldNotTell(code, "Tiller's version is not known from either side.", "Tiller's version");
}

function outOfOrder(version: string): string {
  return `Tiller says that it is ${version}, which has no place among the releases.`;
}
