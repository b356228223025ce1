// What a check can lack.

/** The evidence, or what follows from it, whose absence makes a check unknown. */
export type EvidenceKey =
  | 'API server'
  | 'connection to Tiller'
  | "Tiller's version"
  | "Tiller's release"
  | 'direct list'
  | 'every release'
  | 'connection to Swift'
  | "Swift's answer"
  | "Swift's release"
  | 'list through Swift'
  | 'hop';
