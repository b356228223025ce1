// Every format by its name. Each is loaded when it is asked for.
import type { Render } from './types.js';

interface Format {
  /** What it is for, as a phrase. */
  readonly purpose: string;
  readonly load: () => Promise<Render>;
}

export const FORMATS = {
  text: {
    purpose: 'for people, in a terminal or a log',
    load: async () => (await import('./text-set.js')).textSet,
  },
  short: {
    purpose: 'verdict and findings only, to paste into a chat',
    load: async () => (await import('./short.js')).shortReport,
  },
  json: {
    purpose: 'for programs: docs/json.md',
    load: async () => (await import('./json.js')).jsonSet,
  },
  junit: {
    purpose: 'JUnit XML, a test case for each check',
    load: async () => (await import('./junit.js')).junitReport,
  },
  sarif: {
    purpose: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./sarif.js')).sarifReport,
  },
  gitlab: {
    purpose: "GitLab's code quality",
    load: async () => (await import('./gitlab.js')).gitlabReport,
  },
  github: {
    purpose: 'annotations of GitHub Actions, then the text',
    load: async () => (await import('./github.js')).githubReport,
  },
  markdown: {
    purpose: 'for a comment or the summary of a job',
    load: async () => (await import('./markdown.js')).markdownReport,
  },
  html: {
    purpose: 'one page to look at, keep or print',
    load: async () => (await import('./html/html.js')).htmlReport,
  },
  openmetrics: {
    purpose: 'metrics, for a textfile collector or push gateway',
    load: async () => (await import('./openmetrics.js')).openmetricsReport,
  },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
