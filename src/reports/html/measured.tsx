// What was insisted on, and how it was measured: every call with its time, and what is never read.
import { answered } from '../../checks/shared/words.js';
import { formatDuration } from '../../util/bytes.js';
import { policyWords } from '../policy-words.js';
import { callsOf, type NamedCall } from '../calls.js';
import type { Part } from './words.js';
import { Heading, Table } from './words.js';
import { h } from './element.js';

/** Absent if the policy asks for nothing but findings. */
export function PolicyList({ judgement, level }: Part) {
  const { policy } = judgement.evidence;
  if (!policy) return null;
  return (
    <section>
      <Heading level={level}>The policy of this run</Heading>
      <ul>
        {policyWords(policy).map((words, index) => (
          <li key={index}>{words}</li>
        ))}
      </ul>
    </section>
  );
}

export function Measured({ judgement, level, about }: Part) {
  const { evidence } = judgement;
  const calls = callsOf(evidence);
  return (
    <section>
      <Heading level={level}>How it was measured</Heading>
      <p>
        By swiftcheck {evidence.tool.version}, command <code>{evidence.command}</code>. Sizes are
        those of encoded messages; the five bytes that gRPC adds to each message are not counted.
        Values, manifests, NOTES and chart files are never stored.
      </p>
      <Table
        label="Calls"
        about={about}
        caption="Calls in this run"
        head={['Call', 'Answer', 'Time']}
      >
        {calls.map((call) => (
          <tr key={call.name}>
            <th scope="row">{call.name}</th>
            <td>{answerOf(call)}</td>
            <td class="number">{formatDuration(call.observation.ms)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function answerOf({ observation }: NamedCall): string {
  return observation.ok ? 'ok' : answered(observation.failure);
}
