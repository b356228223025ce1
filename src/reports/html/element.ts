// What makes the elements of the page. Every text and every attribute becomes visible here, so that no part of the page
// has to remember it. Preact escapes the characters that HTML itself knows.
import * as preact from 'preact';
import type { Attributes, ComponentChildren, ComponentType } from 'preact';
import { visible } from '../../util/safe-text.js';

export { Fragment } from 'preact';

/** The factory of JSX: tsc and the tests call it for each tag. */
export function h<P extends object>(
  type: string | ComponentType<P>,
  properties: (Attributes & P) | null,
  ...children: readonly ComponentChildren[]
) {
  const shown = children.map(shownChild);
  return typeof type === 'string'
    ? preact.h(type, properties && shownAttributes(properties), ...shown)
    : preact.h(type, properties, ...shown);
}

/** As Preact names the types of tags. */
export declare namespace h {
  export import JSX = preact.JSX;
}

function shownChild(child: ComponentChildren): ComponentChildren {
  if (Array.isArray(child)) return child.map(shownChild);
  return typeof child === 'string' ? visible(child) : child;
}

function shownAttributes(attributes: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? visible(value) : value,
    ]),
  );
}
