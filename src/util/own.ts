/** What a table itself holds under a key of others: every object also has what is named `constructor` or `__proto__`. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
