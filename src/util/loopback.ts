// Whether a host is this very machine, as far as the name of the host shows: names are not resolved.

/** @param hostname as a URL has it, IPv6 in brackets; an IPv4 address within IPv6 is in hexadecimal there */
export function isLoopback(hostname: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]|(.+\.)?localhost)$/i.test(
    hostname,
  );
}
