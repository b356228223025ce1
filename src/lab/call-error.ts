/** How a gRPC call ends other than with an answer. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    /** A gRPC status code. */
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
