/** The largest of numbers that are not negative; 0 of none. A list can be longer than the arguments of a call. */
export function largestOf(numbers: readonly number[]): number {
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
}
