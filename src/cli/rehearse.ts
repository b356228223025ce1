// A plan in the lab: a twin of the releases with each pair of the plan, over real sockets.
import type { Analysis } from '../analysis/analysis.js';
import { gather } from '../gather/gather.js';
import { judge } from '../judge/judge.js';
import { findSwift, findTiller } from '../knowledge/versions.js';
import { startLab, type Lab } from '../lab/lab.js';
import { twinDataSet } from '../lab/twin.js';
import { readText } from '../net/body.js';
import { errorFailure } from '../net/error-answer.js';
import { HttpClient } from '../net/http-client.js';
import { observe, ObservationFailed } from '../net/observe.js';
import { Run, type RunOptions } from '../net/run.js';
import { callsAtLimits, differencesIn, rehearsalOf } from '../plan/rehearsal.js';
import type {
  AnswerResult,
  PlanPair,
  PlanReport,
  Rehearsal,
  RehearsedCall,
} from '../plan/types.js';
import { inLab } from './in-lab.js';

/** The plan with a rehearsal of the present pair and of the pair after each step. */
export async function rehearsed(
  plan: PlanReport,
  analysis: Analysis,
  options: RunOptions,
): Promise<PlanReport> {
  const { stored } = analysis;
  if (!plan.present || !stored) return plan;
  const data = twinDataSet('twin', stored.releases);
  const rehearsals: Rehearsal[] = [];
  for (const pair of [plan.present, ...plan.steps.map(({ after }) => after)]) {
    const known = knownPair(pair);
    const lab = await startLab({ ...known, data });
    try {
      const asked = { command: 'probe' as const, ...inLab(lab, data.name), payload: null };
      const judgement = judge(await gather(asked, new Run(options)));
      const calls = callsAtLimits(known, stored.releases);
      const results = await answersOf(lab, calls, new Run(options));
      rehearsals.push(rehearsalOf(known, stored.releases, judgement, results));
    } finally {
      await lab.close();
    }
  }
  const differs = rehearsals.some((one) => differencesIn(one).length > 0);
  return { ...plan, rehearsals, exitCode: differs ? 1 : plan.exitCode };
}

/**
 * Asks the lab's Swift for contents and histories. The client that asks a cluster has no such calls: their answers hold
 * values and manifests. The lab's hold filling.
 */
async function answersOf(
  lab: Lab,
  calls: readonly RehearsedCall[],
  run: Run,
): Promise<AnswerResult[]> {
  const client = new HttpClient({ verify: true }, null, run.options.timeoutMs);
  try {
    const results: AnswerResult[] = [];
    // One after the other, as the lab holds each answer in memory.
    for (const call of calls) results.push(await answerOf(lab, call, run, client));
    return results;
  } finally {
    await client.close();
  }
}

async function answerOf(
  { swiftUrl }: Lab,
  { call, name, number }: RehearsedCall,
  run: Run,
  client: HttpClient,
): Promise<AnswerResult> {
  const path = call === 'content' ? `content/json?version=${number}` : `json?max=${number}`;
  const url = new URL(`/tiller/v2/releases/${name}/${path}`, swiftUrl);
  const answer = await observe(run, `Swift GET ${url.pathname}`, 'swiftcheck->swift', async () => {
    const { signal } = run.call();
    const { statusCode, body } = await client.request(url, { method: 'GET', signal, headers: {} });
    const text = await readText(body);
    if (statusCode !== 200) throw new ObservationFailed(errorFailure(statusCode, text));
    return { value: statusCode };
  });
  if (answer.ok) return { httpStatus: answer.value, grpcCode: 0, message: null };
  const { httpStatus = null, grpcCode = -1, message } = answer.failure;
  return { httpStatus, grpcCode, message };
}

function knownPair(pair: PlanPair) {
  const [swift, tiller] = [findSwift(pair.swift), findTiller(pair.tiller)];
  if (!swift || !tiller) throw new Error(`no pair swift@${pair.swift},tiller@${pair.tiller}`);
  return { swift, tiller };
}
