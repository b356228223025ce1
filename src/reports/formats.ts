// Every format by its name. Each is loaded when it is asked for.
import type { Pieces, Render } from './types.js';

interface Format {
  readonly load: () => Promise<Render | Render<Pieces>>;
}

export const FORMATS = {
  text: {
    load: async () => (await import('./text-set.js')).textSet,
  },
  short: {
    load: async () => (await import('./short.js')).shortReport,
  },
  json: {
    load: async () => (await import('./json.js')).jsonSet,
  },
  junit: {
    load: async () => (await import('./junit.js')).junitReport,
  },
  sarif: {
    load: async () => (await import('./sarif.js')).sarifReport,
  },
  gitlab: {
    load: async () => (await import('./gitlab.js')).gitlabReport,
  },
  github: {
    load: async () => (await import('./github.js')).githubReport,
  },
  markdown: {
    load: async () => (await import('./markdown.js')).markdownReport,
  },
  html: {
    load: async () => (await import('./html/html.js')).htmlReport,
  },
  openmetrics: {
    load: async () => (await import('./openmetrics.js')).openmetricsReport,
  },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
