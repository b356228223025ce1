// Whether both endpoints can be asked at all, before a run that is waited for.
import type { Failure, FailureKind } from '../evidence/observation.js';
import type { Targets } from '../targets/types.js';
import { observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { swiftCalls, tillerCalls } from './unfound.js';

/** One small question to each side; what keeps it from being answered. Nothing: both answer. */
export async function reach(targets: Targets, run: Run): Promise<Failure[]> {
  const tiller = tillerCalls(targets.tiller, run);
  const swift = swiftCalls(targets.swift, run);
  try {
    const answers = await Promise.all([
      observe(run, 'Tiller GetVersion', 'swiftcheck->tiller', async () => ({
        value: await tiller.getVersion(),
      })),
      observe(run, 'Swift GET /tiller/v2/version/json', 'swiftcheck->swift', () =>
        swift.tillerVersion(),
      ),
    ]);
    return answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  } finally {
    tiller.close();
    await swift.close();
  }
}

/** What a start-up or a rollout goes through. */
const PASSING: readonly FailureKind[] = [
  ...(['unresolvable', 'refused', 'unreachable', 'timeout', 'no-answer', 'closed'] as const),
  ...(['not-found', 'port-forward', 'deadline'] as const),
];
/** Unavailable, deadline exceeded. */
const PASSING_GRPC = [14, 4];
const PASSING_HTTP = [502, 503, 504];

/** Whether waiting may help. What is wrong, refused or of another kind stays so. */
export function isNotYet({ kind, grpcCode, httpStatus, message }: Failure): boolean {
  switch (kind) {
    case 'grpc-status':
      return PASSING_GRPC.includes(grpcCode ?? -1);
    case 'swift-error':
      // Swift 0.12 words its own deadline with code 2.
      return PASSING_GRPC.includes(grpcCode ?? -1) || message === 'context deadline exceeded';
    case 'kubernetes-status':
      return httpStatus === 404 || PASSING_HTTP.includes(httpStatus ?? -1);
    case 'http-status':
      return PASSING_HTTP.includes(httpStatus ?? -1);
    default:
      return PASSING.includes(kind);
  }
}
