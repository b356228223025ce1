// YAML as the files of a user are read.
import type { DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

/**
 * What JSON can hold, and no more: a tag such as `!!set` would make an object whose own fields look like keys of the
 * file. The library's warnings would go to stderr, in words of Node.
 */
export const PLAIN_YAML = {
  logLevel: 'error',
  resolveKnownTags: false,
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;
