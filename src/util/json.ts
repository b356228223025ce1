// Reads unchecked JSON: a value of an unexpected type counts as absent.

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that is there, or an empty one. */
export function objectIn(from: JsonObject, field: string): JsonObject {
  const value = from[field];
  return isObject(value) ? value : {};
}

/** The objects of the list that is there. */
export function objectsIn(from: JsonObject, field: string): readonly JsonObject[] {
  const value = from[field];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Empty if no text is there. */
export function textIn(from: JsonObject, field: string): string {
  const value = from[field];
  return typeof value === 'string' ? value : '';
}

export function textsIn(from: JsonObject, field: string): readonly string[] {
  const value = from[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function numberIn(from: JsonObject, field: string): number | null {
  const value = from[field];
  return typeof value === 'number' ? value : null;
}

/** The fields that hold texts, such as labels. */
export function mapIn(from: JsonObject, field: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(objectIn(from, field)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** `null` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
