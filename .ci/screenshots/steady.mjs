// Evidence of the lab without what differs from run to run, so that a picture changes only with the tool.

const STARTED_AT = '2026-01-01T12:00:00.000Z';
const STEADY_MS = 42;

/** @param evidence as `--save-evidence` writes it, of a run with `--lab` */
export function steady(evidence) {
  const ports = [
    [evidence.tiller.target.address, '127.0.0.1:44134'],
    [new URL(evidence.swift.target.url).host, '127.0.0.1:9855'],
  ];
  const startedBy = { user: 'user', host: 'host' };
  const text = JSON.stringify({ ...evidence, startedAt: STARTED_AT, startedBy }, (key, value) => {
    if (key === 'ms') return STEADY_MS;
    if (key === 'date') return STARTED_AT;
    return value;
  });
  return JSON.parse(ports.reduce((all, [port, fixed]) => all.replaceAll(port, fixed), text));
}
