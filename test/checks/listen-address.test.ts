// Swift's gateway dials 127.0.0.1: which of Swift's listen addresses take that call.
import { expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { CLOSED, runs } from '../judge/argument-evidence.js';
import { evidence } from '../judge/evidence.js';

const raised = (address: string) =>
  judge(evidence(runs({ values: { 'plaintext-addr': address } }, CLOSED))).findings.some(
    ({ code, outcome }) => code === 'swift-listens-on-one-address' && outcome === 'fail',
  );

it.each([
  ...[':9855', '0.0.0.0:9855', '[::]:9855', '127.0.0.1:9855', '127.9.9.9:9855', ''],
  ...['localhost:9855', 'LOCALHOST:9855', '[::ffff:127.0.0.1]:9855'],
])('takes it: %s', (address) => {
  expect(raised(address)).toBe(false);
});

it.each([
  '10.0.0.7:9855',
  '[fd00::8]:9855',
  '[::1]:9855',
  'node:9855',
  '10.127.0.0:9855',
  '10.0.0.7',
])('does not: %s', (address) => {
  expect(raised(address)).toBe(true);
});
