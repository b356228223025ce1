// Just enough of Helm's templates for the charts that are used to probe and to try things out.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { CallError } from './call-error.js';

export interface Template {
  /** Path in the chart: `templates/cm.yaml`. */
  readonly name: string;
  readonly data: Uint8Array;
}

export interface RenderedChart {
  readonly manifest: string;
  readonly notes: string;
}

/** What templates can refer to, such as `.Release.Name`. */
export type TemplateValues = Readonly<Record<string, string>>;

/** One file may render to no more than this: a lab has to live with its own memory. */
const RENDER_LIMIT = 256 * 1024 * 1024;

/** @throws CallError where a template uses what is not known here. */
export function renderChart(
  chartName: string,
  templates: readonly Template[],
  values: TemplateValues,
): RenderedChart {
  let notes = '';
  const manifests: string[] = [];
  for (const { name, data } of templates.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${chartName}/${name}`;
    const text = render(path, Buffer.from(data).toString(), values);
    const isPartial = /(^|\/)_[^/]*$/.test(name);
    if (name === 'templates/NOTES.txt') notes = text;
    else if (!isPartial && !name.endsWith('NOTES.txt')) {
      const documents = text.split(/^---\s*$/m).map((document) => document.trim());
      for (const document of documents.filter((content) => content !== '')) {
        manifests.push(`\n---\n# Source: ${path}\n${document}`);
      }
    }
  }
  return { manifest: manifests.join(''), notes };
}

function render(path: string, text: string, values: TemplateValues): string {
  return text.replace(/(?:\s*\{\{-|\{\{)\s*([^]*?)\s*(?:-\}\}\s*|\}\})/g, (_, expression: string) =>
    evaluate(path, expression, values),
  );
}

function evaluate(path: string, expression: string, values: TemplateValues): string {
  if (/^\/\*[^]*\*\/$/.test(expression)) return '';
  const value = values[expression];
  if (value !== undefined) return value;
  const [, count, text] = /^repeat (\d+) "([^"\\]*)"$/.exec(expression) ?? [];
  if (count === undefined || text === undefined) {
    throw renderError(path, `the lab's templates have no {{ ${expression} }}`);
  }
  if (Number(count) * Math.max(1, text.length) > RENDER_LIMIT) {
    throw renderError(path, `more than ${RENDER_LIMIT} bytes`);
  }
  return text.repeat(Number(count));
}

function renderError(path: string, reason: string): CallError {
  return new CallError(GrpcCode.UNKNOWN, `render error in "${path}": ${reason}`);
}
