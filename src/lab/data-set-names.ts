/** The built-in data sets. A file of its own, so that help names them without loading the lab. */
export const DATA_SETS = [
  'seed',
  'small',
  'empty',
  'sum',
  'chunks',
  'over20',
  'notes',
  'many',
] as const;

/** The releases of the incident. */
export const DEFAULT_DATA = 'seed';
