// For each code, evidence that raises the code and similar evidence that must not raise it.
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Case } from './case.js';

export type { Case };

export const CASES: readonly Case[] = FOLDER_CASES.flatMap(({ cases }) => cases);
