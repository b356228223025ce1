// Both forms of what `swiftcheck explain` prints.
import { toAscii } from '../reports/ascii.js';
import type { ExplainForm } from '../reports/explain-form.js';
import type { ExplainFlags } from './options/commands.js';
import { useAscii } from './writer.js';

export function asText(text: string, { ascii }: ExplainFlags): string {
  return useAscii(ascii === true, process.env) ? toAscii(text) : text;
}

export function json(value: ExplainForm): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
