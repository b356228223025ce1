// Text of another side is shown as it is, made visible, and does nothing else: in every format that is
// read by a program, and in Markdown.
import fc from 'fast-check';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../src/reports/formats.js';
import type { NamedJudgement, Render } from '../../src/reports/types.js';
import { isRaised } from '../../src/checks/registry.js';
import { shownName } from '../../src/checks/shared/words.js';
import { judge } from '../../src/judge/judge.js';
import { visible } from '../../src/util/safe-text.js';
import { nodesOf, shownText } from '../support/markdown.js';
import { metricsOf } from '../support/metrics.js';
import { HOSTILE, hostileEvidence, hostileReports, OPTIONS } from '../support/report-cases.js';
import { sampled } from '../support/sampled.js';
import { readWorkflowLog } from '../support/workflow-log.js';
import { elementsOf } from '../support/xml.js';
import { anyCharacter } from '../support/any-character.js';

const NAMES = ['junit', 'sarif', 'gitlab', 'github', 'markdown', 'openmetrics'] as const;
const renders = new Map<FormatName, Render>();
beforeAll(async () => {
  for (const name of NAMES) renders.set(name, await FORMATS[name].load());
});
const report = (name: (typeof NAMES)[number], reports: readonly NamedJudgement[]) =>
  renders.get(name)?.(reports, OPTIONS) ?? '';

/** What of a text is shown at least: long ones are cut. */
const shown = (text: string) => visible(text).slice(0, 60);
const PIECES = [...Object.values(HOSTILE), '&', '<', '>', '"', "'", '|', '`', '\n', '::', ' '];
const ANY = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES.filter((piece) => piece.length < 100)),
      fc.string({ unit: anyCharacter, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('').slice(0, 60));
const RUNS = { numRuns: 25 };

function alone(text: string): NamedJudgement[] {
  return [{ name: null, judgement: judge(hostileEvidence(text)) }];
}

/** Evidence is a file, which anybody can change. */
function ofLab(text: string): NamedJudgement[] {
  const lab = { swift: text, tiller: text, data: text };
  return [{ name: null, judgement: judge({ ...hostileEvidence(text), lab }) }];
}

const CASES = sampled(3, Object.entries(HOSTILE));

describe.each(CASES)('%s', (_what, text) => {
  it.each(NAMES)('%s never holds a character that moves, hides or reorders', (name) => {
    const lines = [hostileReports(text), ofLab(text)]
      .map((reports) => report(name, reports))
      .join('')
      .replaceAll('\n', '');
    expect(lines).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/u);
  });
});

describe('what an error said', () => {
  const quoted = (text: string) => `gRPC code 2: "${shown(text)}`;

  it('comes back from JUnit', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const elements = elementsOf(report('junit', hostileReports(text)));
        expect(elements.some((element) => element.text.includes(quoted(text)))).toBe(true);
        const suite = elements.find(({ name }) => name === 'testsuite');
        expect(suite?.attributes['name']).toBe(shownName(text));
      }),
      RUNS,
    );
  });

  it('comes back from SARIF', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const { runs } = JSON.parse(report('sarif', alone(text))) as Log;
        const messages = runs.flatMap(({ results = [] }) => results.map(({ message }) => message));
        expect(messages.some((message) => message.text?.includes(quoted(text)))).toBe(true);
      }),
      RUNS,
    );
  });

  it('comes back from an annotation, and is no command', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const commands = readWorkflowLog(report('github', alone(text)));
        expect(commands.some(({ message }) => message.includes(quoted(text)))).toBe(true);
        for (const { name, properties } of commands) {
          expect(name).toMatch(/^(error|warning|notice)$/);
          expect(Object.keys(properties)).toEqual(['title']);
        }
      }),
      RUNS,
    );
  });

  it('is text and code in Markdown, and nothing else', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const reports = hostileReports(text);
        const nodes = nodesOf(report('markdown', reports));
        // A block of code is the command of a step, whole and alone.
        const commands = commandsOf(reports);
        const odd = nodes.filter(
          (node) =>
            !EXPECTED.includes(node.type) &&
            !(node.type === 'code' && commands.includes(node.value)),
        );
        expect(odd.map(({ type }) => type)).toEqual([]);
        const headings = nodes.filter(({ type }) => type === 'heading');
        expect(headings).toHaveLength(HEADINGS);
        expect(shownText(nodes)).toContain(
          quoted(text).split(' ').filter(Boolean).join(' ').slice(0, 40),
        );
      }),
      RUNS,
    );
  });

  it('stands in a body of GitLab that is text and code', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const issues = JSON.parse(report('gitlab', alone(text))) as Issue[];
        const nodes = issues.flatMap(({ content }) => nodesOf(content.body));
        const commands = commandsOf(alone(text));
        const blocks = nodes.filter((node) => node.type === 'code');
        expect(blocks.filter(({ value }) => !commands.includes(value))).toEqual([]);
        expect(new Set(nodes.map(({ type }) => type))).toEqual(
          new Set(['root', 'list', 'listItem', 'paragraph', 'text', 'inlineCode', 'code']),
        );
      }),
      RUNS,
    );
  });
});

interface Issue {
  readonly content: { readonly body: string };
}

/** One of the whole; three for each target: its own, that of its findings, that of its unknown checks. */
const HEADINGS = 7;

function commandsOf(reports: readonly NamedJudgement[]): string[] {
  return reports.flatMap(({ judgement }) =>
    judgement.findings
      .filter(isRaised)
      .flatMap(({ explanation }) => explanation.steps)
      .flatMap(({ command }) => (command === undefined ? [] : [visible(command)])),
  );
}

/** What the report itself is made of. */
const EXPECTED = [
  ...['root', 'heading', 'paragraph', 'strong', 'text', 'inlineCode', 'list', 'listItem'],
  ...['table', 'tableRow', 'tableCell'],
];

it('names releases and contexts as labels of metrics', () => {
  fc.assert(
    fc.property(ANY, (text) => {
      const reports = hostileReports(text);
      const metrics = metricsOf(report('openmetrics', reports));
      const targets = metrics.filter(({ name }) => name === 'swiftcheck_exit_code');
      expect(
        targets.map(({ labels }) => labels['target']?.startsWith(shown(text).slice(0, 30))),
      ).toEqual(reports.map(() => true));
      for (const { name } of metrics) expect(name).toMatch(/^swiftcheck_[a-z_]+$/);
      const series = metrics.map(({ name, labels }) => JSON.stringify([name, labels]));
      expect(new Set(series).size).toBe(series.length);
    }),
    RUNS,
  );
});
