// The ports that the programs listen on by default.

export const TILLER_PORT = 44134;

/** Swift's HTTP without TLS. */
export const SWIFT_PLAINTEXT_PORT = 9855;
