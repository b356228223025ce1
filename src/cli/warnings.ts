// The warnings of Node that a program of this package prints.

export function quietWarnings(): void {
  // A deprecation or an experiment within a dependency is nothing that an operator can act on.
  process.noDeprecation = true;
  // Nor is which of NO_COLOR and FORCE_COLOR Node itself obeys: an empty FORCE_COLOR counts there, and not here.
  const shows = process.listeners('warning');
  process.removeAllListeners('warning').on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning') return;
    if (/^The '\w+_COLORS?' env is ignored/.test(warning.message)) return;
    for (const show of shows) show(warning);
  });
}
