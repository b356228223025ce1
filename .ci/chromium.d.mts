import type { Browser } from 'playwright-core';

export const HOW_TO_INSTALL: string;
export function findChromium(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
): string | null;
export function launchChromium(executablePath: string): Promise<Browser>;
