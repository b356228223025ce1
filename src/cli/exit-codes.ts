// Exit codes of the command line; the codes 0, 1 and 3 of a judgement are src/judge/judge.ts.

/** explain: no known error matches the text. */
export const EXIT_NOT_RECOGNISED = 1;

export const EXIT_USAGE = 2;

/** An output could not be written, and nothing else is wrong. */
export const EXIT_UNWRITTEN = 2;

/** A defect of the program: a run without a verdict. */
export const EXIT_DEFECT = 3;

/** 128 and the number of the signal, as shells have it. */
export const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
