import type { Case } from '../../../test/judge/case.js';
import { behindApiServer } from '../../../test/judge/evidence.js';
import { withStatus } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'service-missing',
    raisedBy: behindApiServer(404, 'services "helm-api" not found'),
    notBy: behindApiServer(503, 'no endpoints available for service "helm-api:http"'),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'service-missing': (stage) => withStatus(stage, 404, 'NotFound', 'services "helm-api" not found'),
};
