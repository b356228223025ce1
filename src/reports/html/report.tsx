// One judgement, from the verdict to how it was measured.
import type { Judgement } from '../../judge/judge.js';
import { formatExactSize } from '../../util/bytes.js';
import { timeWords } from '../../util/time.js';
import { changeWords } from '../changes.js';
import { EXIT_OUTCOMES } from '../exit-codes.js';
import { LAB_AGAIN, labAgain } from '../lab-again.js';
import { swiftLabel, tillerLabel } from '../subjects.js';
import { tallyWords } from '../tally.js';
import type { Target } from '../targets.js';
import { Findings } from './findings.js';
import { Measured, PolicyList } from './measured.js';
import { PathSection } from './path.js';
import { Rest } from './rest.js';
import { Sizes } from './sizes.js';
import { WhatIfs } from './what-if.js';
import { WhatToDo } from './steps.js';
import { Heading, RESULT_WORDS, ResultWord, type Part } from './words.js';
import { h } from './element.js';

export function Report({
  target,
  id,
  level,
  docsUrl,
}: {
  readonly target: Target;
  readonly id: string;
  readonly level: number;
  readonly docsUrl: string | null;
}) {
  const { judgement } = target;
  const { evidence } = judgement;
  const about = level > 1 ? target.title : '';
  const part = { judgement, level: level + 1, about };
  return (
    <article id={id} aria-labelledby={`${id}-title`}>
      <header class="head">
        <p class="eyebrow">
          {level > 1 ? target.title : `swiftcheck ${evidence.tool.version}, ${evidence.command}`}
        </p>
        {evidence.lab ? (
          <p class="lab">
            <strong>LAB RUN:</strong> an embedded Swift {evidence.lab.swift} and Tiller{' '}
            {evidence.lab.tiller} on loopback, data set {evidence.lab.data}. This says nothing about
            a cluster.
          </p>
        ) : null}
        <Heading level={level} id={`${id}-title`}>
          <ResultWord outcome={EXIT_OUTCOMES[judgement.exitCode]}>
            {titled(RESULT_WORDS[judgement.exitCode])}
          </ResultWord>
        </Heading>
        <p class="sentence">{judgement.verdict.sentence}</p>
        <p class="verdict">
          Exit code {judgement.exitCode}: {tallyWords(judgement.findings)}
        </p>
      </header>
      <WhatToDo {...part} id={id} />
      <LabAgain judgement={judgement} />
      <Subjects judgement={judgement} />
      <PathSection {...part} />
      <Findings {...part} id={id} docsUrl={docsUrl} />
      <Sizes {...part} />
      <Changes {...part} />
      <WhatIfs {...part} />
      <Rest {...part} />
      <PolicyList {...part} />
      <Measured {...part} />
    </article>
  );
}

/** Below the first commands that need the lab. */
function LabAgain({ judgement }: { readonly judgement: Judgement }) {
  const command = labAgain(judgement);
  return command === null ? null : (
    <div class="again">
      <p>{LAB_AGAIN}</p>
      <div class="command">
        <code>{command}</code>
      </div>
    </div>
  );
}

function titled(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function Subjects({ judgement }: { readonly judgement: Judgement }) {
  const { tiller, swift, cluster, payload, startedAt, startedBy } = judgement.evidence;
  return (
    <dl class="subjects">
      {cluster ? (
        <div>
          <dt>Cluster</dt>
          <dd>
            {cluster.context} <span class="faint">{cluster.server}</span>
          </dd>
        </div>
      ) : null}
      <div>
        <dt>Tiller</dt>
        <dd>
          {tillerLabel(judgement)} <span class="faint">{tiller.target.address}</span>
        </dd>
      </div>
      <div>
        <dt>Swift</dt>
        <dd>
          {swiftLabel(judgement)} <span class="faint">{swift.target.url || 'not found'}</span>
        </dd>
      </div>
      {payload ? (
        <div>
          <dt>Payload</dt>
          <dd>{formatExactSize(payload.sizeBytes)}</dd>
        </div>
      ) : null}
      <div>
        <dt>Started</dt>
        <dd>
          <time dateTime={startedAt}>{timeWords(startedAt)}</time>
          {startedBy ? (
            <span class="faint">
              by {startedBy.user}@{startedBy.host}
            </span>
          ) : null}
        </dd>
      </div>
    </dl>
  );
}

function Changes({ judgement, level }: Part) {
  const baseline = judgement.evidence.policy?.baseline;
  if (!baseline) return null;
  return (
    <section>
      <Heading level={level}>Against the baseline of {timeWords(baseline.startedAt)}</Heading>
      {judgement.changes.length === 0 ? (
        <p>Nothing is better.</p>
      ) : (
        <ul>
          {judgement.changes.map((change) => (
            <li key={change.code}>{changeWords(change)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
