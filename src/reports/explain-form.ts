// The forms of `swiftcheck explain --format json`. docs/explain.schema.json is generated from them.
import type { Certainty, Step } from '../checks/define.js';
import type { Count, Int32 } from '../evidence/scalars.js';
import type { TextHop } from '../texts/types.js';

export const EXPLAIN_SCHEMA_VERSION = 2;

/**
 * A finding code.
 * @pattern ^[a-z]+(-[a-z]+)*$
 */
type Code = string;

/** Every finding code, by group: `swiftcheck explain`. */
export interface CodesForm {
  readonly schemaVersion: typeof EXPLAIN_SCHEMA_VERSION;
  readonly kind: 'codes';
  readonly groups: readonly {
    readonly title: string;
    readonly codes: readonly { readonly code: Code; readonly statement: string }[];
  }[];
}

/** The page of one finding: `swiftcheck explain CODE`. */
export interface PageForm {
  readonly schemaVersion: typeof EXPLAIN_SCHEMA_VERSION;
  readonly kind: 'page';
  readonly code: Code;
  readonly severity: 'warn' | 'fail';
  /** Path of the page in the package. */
  readonly docs: string;
  /** The page, as Markdown. */
  readonly page: string;
}

/** What is known of an error text: `swiftcheck explain 'TEXT'`. */
export interface TextForm {
  readonly schemaVersion: typeof EXPLAIN_SCHEMA_VERSION;
  readonly kind: 'text';
  /** Only the end of the text was read. */
  readonly cut: boolean;
  /** Causes before what follows from them; empty where the text is not recognised. */
  readonly texts: readonly KnownText[];
}

export interface KnownText {
  /** @pattern ^[a-z0-9]+(-[a-z0-9]+)*$ */
  readonly id: string;
  /** The part of the text that was recognised, without credentials. */
  readonly matched: string;
  /** Where it stands beside the text. */
  readonly httpStatus?: Int32;
  /** Where it stands beside the text. */
  readonly grpcCode?: Int32;
  /** How often these very words stand in the text. */
  readonly count: Count;
  readonly saidBy: string;
  /** Where it goes wrong; several if the text alone does not decide. */
  readonly hops: readonly TextHop[];
  /** What would decide where several hops are open. */
  readonly decides?: string;
  readonly cause: string;
  readonly certainty: Certainty;
  /** Codes of the findings that confirm or exclude it. */
  readonly findings: readonly Code[];
  /** What to do, the smallest step first. */
  readonly steps: readonly Step[];
}

/**
 * What `swiftcheck explain --format json` prints.
 * @discriminator kind
 */
export type ExplainForm = CodesForm | PageForm | TextForm;
