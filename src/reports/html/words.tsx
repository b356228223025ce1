// Small parts that the page repeats.
import type { ComponentChildren } from 'preact';
import type { Outcome } from '../../checks/define.js';
import type { Judgement } from '../../judge/judge.js';
import { Fragment, h } from './element.js';

const WORDS: Record<Outcome, string> = {
  pass: 'ok',
  warn: 'warning',
  fail: 'failure',
  skipped: 'skipped',
  unknown: 'unknown',
};
/** Shapes, so that no meaning rests on colour. */
const SYMBOLS: Record<Outcome, string> = {
  pass: '✓',
  warn: '▲',
  fail: '✕',
  skipped: '–',
  unknown: '?',
};

export function Badge({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`badge ${outcome}`}>
      <span aria-hidden="true">{SYMBOLS[outcome]}</span> {WORDS[outcome]}
    </span>
  );
}

/** The result of a run, by its exit code. */
export const RESULT_WORDS: Readonly<Record<Judgement['exitCode'], string>> = {
  0: 'passed',
  1: 'failed',
  3: 'incomplete',
};

/** In the colour of the outcome, with its symbol. */
export function ResultWord({
  outcome,
  children,
}: {
  readonly outcome: Outcome;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`result ${outcome}`}>
      <span aria-hidden="true">{SYMBOLS[outcome]}</span> {children}
    </span>
  );
}

/** A heading of the level that its place has. */
export function Heading({
  level,
  id,
  children,
}: {
  readonly level: number;
  readonly id?: string;
  readonly children: ComponentChildren;
}) {
  const Tag = `h${Math.min(level, 6)}` as 'h1';
  return <Tag id={id}>{children}</Tag>;
}

/** What may be wider than the page scrolls by itself, also with the keyboard. */
export function Scroll({
  label,
  about,
  children,
}: {
  readonly label: string;
  /** Which of several targets it is about: landmarks need names of their own. Empty: the only one. */
  readonly about: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="scroll" aria-label={about === '' ? label : `${label}, ${about}`} tabIndex={0}>
      {children}
    </section>
  );
}

/** A table whose first column names its rows. */
export function Table({
  label,
  about,
  caption,
  head,
  short = false,
  children,
}: {
  readonly label: string;
  /** As of Scroll. */
  readonly about: string;
  readonly caption?: string;
  readonly head: readonly string[];
  /** Whether its cells are short enough for a telephone. */
  readonly short?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <Scroll label={label} about={about}>
      <table class={short ? 'short' : undefined}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroll>
  );
}

/** Text with code spans in backquotes, as the words of findings have them. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split(/(`[^`]+`)/)
        .map((part, index) =>
          part.startsWith('`') && part.length > 2 ? (
            <code key={index}>{part.slice(1, -1)}</code>
          ) : (
            part
          ),
        )}
    </>
  );
}

/** What every part of a report is given. */
export interface Part {
  readonly judgement: Judgement;
  /** The level of its heading. */
  readonly level: number;
  /** Its title if it is one of several, otherwise empty. */
  readonly about: string;
}

/** Names of clusters may be equal, and may hold characters that an id cannot hold. */
export function idOf(index: number): string {
  return `target-${index + 1}`;
}
