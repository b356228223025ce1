// The steps from one pair to another, each with its commands for the cluster of the run.
import { shellOf, type Shell } from '../checks/shell.js';
import { awaitSwift, setSwiftImage, undoSwift } from '../checks/shared/swift-commands.js';
import { awaitTiller, setTillerImage, undoTiller } from '../checks/shared/tiller-commands.js';
import type { Step } from '../checks/define.js';
import { look } from '../checks/steps.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import { shellWord } from '../util/shell.js';
import { outlookOf, type Pair } from './outlook.js';
import type { Outlook, PlanStep } from './types.js';

/** The first of two changes is the one after which more passes; if both pass the same, Tiller. */
export function stepsBetween(
  from: Pair,
  to: Pair,
  stored: readonly MeasuredRelease[],
  evidence: Evidence,
): PlanStep[] {
  const outlook = (pair: Pair) => outlookOf(pair, stored, evidence.startedAt);
  const [tillerFirst, swiftFirst] = [
    { swift: from.swift, tiller: to.tiller },
    { swift: to.swift, tiller: from.tiller },
  ];
  const changesBoth = from.swift !== to.swift && from.tiller !== to.tiller;
  const between =
    badness(outlook(swiftFirst)) < badness(outlook(tillerFirst)) ? swiftFirst : tillerFirst;
  const path = changesBoth ? [from, between, to] : [from, to];
  return path.slice(1).map((pair, index) => {
    const before = path[index] ?? from;
    const after = outlook(pair);
    const shell = shellOf(evidence);
    const commands =
      before.swift === pair.swift
        ? tillerSteps(before, pair, shell)
        : swiftSteps(before, pair, shell);
    const check = look(
      'Probe the pair, and keep the evidence.',
      shellOf(withPair(evidence, from, pair)).swiftcheck([
        ...['probe', '--save-evidence', evidenceAfter(index + 1)],
      ]),
    );
    return { ...commands, after, check };
  });
}

function evidenceAfter(step: number): string {
  return `after-step-${step}.json`;
}

/** @param file of the run before the first step */
export function compareStep(file: string, lastStep: number): Step {
  const words = ['swiftcheck', 'diff', file, evidenceAfter(lastStep)];
  return look(
    'Compare the run before the first step with the last check.',
    words.map(shellWord).join(' '),
  );
}

function badness({ list, contents, histories }: Outlook): number {
  return (list.outcome === 'ok' ? 0 : 1_000_000) + contents.length + histories.length;
}

function swiftSteps(from: Pair, to: Pair, shell: Shell) {
  const [before, after] = [from.swift.version, to.swift.version];
  return {
    ...{ change: 'swift' as const, from: before, to: after },
    apply: setSwiftImage(`Change Swift from ${before} to ${after}.`, after, shell),
    wait: awaitSwift('Wait until the new pod runs.', shell),
    undo: undoSwift(`Take the step back: Swift ${before} runs again.`, shell),
  };
}

function tillerSteps(from: Pair, to: Pair, shell: Shell) {
  const [before, after] = [from.tiller.version, to.tiller.version];
  return {
    ...{ change: 'tiller' as const, from: before, to: after },
    apply: setTillerImage(`Change Tiller from ${before} to ${after}.`, after, shell),
    wait: awaitTiller('Wait until the new pod runs.', shell),
    undo: undoTiller(`Take the step back: Tiller ${before} runs again.`, shell),
  };
}

/** The evidence as a probe of the pair will see its endpoints: Swift itself does not report its version. */
function withPair(evidence: Evidence, present: Pair, { swift, tiller }: Pair): Evidence {
  const { lab, swift: gathered } = evidence;
  const { target } = gathered;
  const declares =
    target.declaredVersion !== null || (present.swift !== swift && !evidence.cluster?.swift);
  return {
    ...evidence,
    lab: lab && { ...lab, swift: swift.version, tiller: tiller.version },
    swift: {
      ...gathered,
      target: { ...target, declaredVersion: declares ? swift.version : target.declaredVersion },
    },
  };
}
