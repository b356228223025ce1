// Flags by the name that they are written with.

/** The first of these that was given, as it is written. `false` is what a file says of a flag that is off. */
export function firstGiven<F extends object>(
  flags: F,
  names: readonly (keyof F & string)[],
): string | undefined {
  const name = names.find((one) => flags[one] !== undefined && flags[one] !== false);
  return name && `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
