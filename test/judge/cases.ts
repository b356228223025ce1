// For each code, evidence that raises it and evidence that looks alike and must not.
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Case } from './case.js';

export type { Case };

export const CASES: readonly Case[] = FOLDER_CASES.flatMap(({ cases }) => cases);
