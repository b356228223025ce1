/** Whether the host of a URL is this machine by its name or address. */
export function isLoopback(url: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/i.test(new URL(url).hostname);
}
