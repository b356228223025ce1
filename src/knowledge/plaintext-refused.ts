// How Go, nginx and Apache answer plaintext HTTP on their TLS ports, in this order.
const REFUSAL =
  /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled/;

/** Whether an HTTP answer, or the beginning of its body, says that the port wants TLS. */
export function refusesPlaintext(status: number, text: string): boolean {
  return status === 400 && REFUSAL.test(text);
}
