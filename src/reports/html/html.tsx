// The report as one HTML file. Nothing is loaded, and the page says all without its script.
import { render } from 'preact-render-to-string';
import type { NamedJudgement, Render } from '../types.js';
import { cutMiddle } from '../layout.js';
import { standingAlone, worstExitCode } from '../types.js';
import { targetsOf, type Target } from '../targets.js';
import type { Evidence } from '../../evidence/types.js';
import { plural } from '../../util/bytes.js';
import { toolVersion } from '../../util/package-info.js';
import { Overview } from './overview.js';
import { Report } from './report.js';
import { SCRIPT, SCRIPT_SOURCE } from './script.js';
import { STYLE } from './style.js';
import { RESULT_WORDS, idOf } from './words.js';
import { h } from './element.js';

export const htmlReport: Render = (reports, { docsUrl }) =>
  `<!DOCTYPE html>\n${render(<Page reports={reports} docsUrl={docsUrl} />)}\n`;

/** Nothing may be loaded or sent, and nothing but the script of the page may run, whatever a text of the cluster says. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src ${SCRIPT_SOURCE}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function Page({
  reports,
  docsUrl,
}: {
  readonly reports: readonly NamedJudgement[];
  readonly docsUrl: string | null;
}) {
  const targets = targetsOf(reports);
  const alone = standingAlone(reports) !== null;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={`swiftcheck ${toolVersion()}`} />
        <title>{titleOf(targets, alone)}</title>
        {/* Ours alone: as text the renderer would escape its quotes. */}
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the report
        </a>
        <main id="content">
          {alone ? null : <Overview targets={targets} exitCode={worstExitCode(reports)} />}
          {targets.map((target, index) => (
            <Report
              key={index}
              target={target}
              id={idOf(index)}
              level={alone ? 1 : 2}
              docsUrl={docsUrl}
            />
          ))}
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}

/** Holds what distinguishes one report from another in a browser tab, a bookmark or a file name. */
function titleOf(targets: readonly Target[], alone: boolean): string {
  const [first] = targets;
  if (!first) return 'swiftcheck';
  const { evidence, exitCode } = first.judgement;
  const date = evidence.startedAt.slice(0, 10);
  if (!alone) return `swiftcheck: ${plural(targets.length, 'target')}, ${date}`;
  const before = `${evidence.lab ? 'LAB RUN, ' : ''}swiftcheck: ${RESULT_WORDS[exitCode]}, `;
  const after = `, ${date}`;
  const room = LONGEST_TITLE - before.length - after.length;
  return `${before}${cutMiddle(subjectOf(evidence), room)}${after}`;
}

/** A longer title is cut by browsers. */
const LONGEST_TITLE = 70;

function subjectOf({ cluster, swift, tiller, lab }: Evidence): string {
  if (lab) return `Swift ${lab.swift}, Tiller ${lab.tiller}`;
  return cluster?.context ?? (swift.target.url || tiller.target.address);
}
