// The report as one HTML file: no script, no network, readable without either.
import { render } from 'preact-render-to-string';
import type { NamedJudgement, Render } from '../types.js';
import { standingAlone, worstExitCode } from '../types.js';
import { targetsOf, type Target } from '../targets.js';
import { toolVersion } from '../../util/package-info.js';
import { Overview } from './overview.js';
import { Report } from './report.js';
import { STYLE } from './style.js';
import { idOf } from './words.js';

export const htmlReport: Render = (reports) =>
  `<!DOCTYPE html>\n${render(<Page reports={reports} />)}\n`;

/** Nothing may be loaded, run or sent, whatever a text of the cluster manages to say. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function Page({ reports }: { readonly reports: readonly NamedJudgement[] }) {
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
            <Report key={index} target={target} id={idOf(index)} level={alone ? 1 : 2} />
          ))}
        </main>
      </body>
    </html>
  );
}

function titleOf(targets: readonly Target[], alone: boolean): string {
  const [first] = targets;
  if (!alone || !first) return `swiftcheck: ${targets.length} targets`;
  const { exitCode, evidence } = first.judgement;
  const word = exitCode === 0 ? 'ok' : exitCode === 1 ? 'findings' : 'no verdict';
  return `${evidence.lab ? 'LAB RUN, ' : ''}swiftcheck ${evidence.command}: ${word}`;
}
