// Workflow commands of GitHub Actions: an annotation for each finding, then the report for the log.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
import { createHash } from 'node:crypto';
import type { JudgedFinding } from '../judge/causes.js';
import { joined, safe, type Safe } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { worstFirst } from './families.js';
import { plainLines } from './plain.js';
import { standingWords } from './standing-words.js';
import { targetsOf, type Target } from './targets.js';
import { textSet } from './text-set.js';
import type { Render, RenderOptions } from './types.js';

type Level = 'error' | 'warning' | 'notice';

export const githubReport: Render = (reports, options) => {
  const commands = targetsOf(reports).flatMap((target) => annotations(target, options));
  const shown = commands.join('');
  return `${options.ascii ? toAscii(shown) : shown}${unheeded(textSet(reports, options))}`;
};

function annotations(
  { about, judgement }: Target,
  options: Pick<RenderOptions, 'anchor' | 'docsUrl'>,
): string[] {
  const { findings, verdict, exitCode } = judgement;
  const open = safe`${about}${verdict.sentence} Exit code 3.`;
  return [
    ...(exitCode === 3 ? [command('error', { title: safe`swiftcheck: no verdict` }, [open])] : []),
    ...worstFirst(findings).map((finding) => {
      const place = options.anchor(finding.code);
      const message = safe`${about}${finding.title}${standingWords(finding)}`;
      return command(
        levelOf(finding),
        {
          title: safe`swiftcheck: ${finding.code}`,
          ...(place && { file: safe`${place.path}`, line: safe`${place.line}` }),
        },
        [message, ...plainLines(finding, options)],
      );
    }),
  ];
}

/** A finding that does not count is one level lower. */
function levelOf({ outcome, standing }: JudgedFinding): Level {
  if (standing?.counts === true) return outcome === 'fail' ? 'error' : 'warning';
  return outcome === 'fail' ? 'warning' : 'notice';
}

/** One line: the runner takes whatever follows a line break for a line of its own. */
function command(
  level: Level,
  properties: Readonly<Record<string, Safe>>,
  message: readonly Safe[],
): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${level} ${given.join(',')}::${data(joined(message, '\n'))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * The runner looks for commands in every line: `::` at its beginning, `##[` anywhere. Until the token is
 * given back it does not; made of the text, the token cannot stand in it. The page that shows the log
 * folds and colours by `##[` all the same.
 */
function unheeded(report: string): string {
  const text = report.replaceAll('##[', '#\\x23[');
  const token = createHash('sha256').update(text).digest('hex');
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}
