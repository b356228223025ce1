// Whether a host is this very machine, as far as the name of the host shows: names are not resolved.

/** @param hostname as a URL has it, IPv6 in brackets */
export function isLoopback(hostname: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/i.test(hostname);
}
