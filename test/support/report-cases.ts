// Judgements to report: one for each end that a run can have.
import type { Baseline, Policy } from '../../src/evidence/policy.js';
import type { Evidence } from '../../src/evidence/types.js';
import type { RenderOptions, NamedJudgement } from '../../src/reports/types.js';
import { baselineOf } from '../../src/judge/baseline.js';
import { judge } from '../../src/judge/judge.js';
import {
  evidence,
  failed,
  SEED,
  tooLarge,
  type Overrides,
  tillerError,
  swiftError,
} from '../judge/evidence.js';

export const OPTIONS: RenderOptions = {
  colour: false,
  ascii: false,
  width: 80,
  verbose: false,
  whatIf: { swift: false, tiller: false },
  anchor: () => null,
  docsUrl: null,
};

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const refused = failed('refused', { transportError: 'connect ECONNREFUSED 127.0.0.1:9855' });
const UNREACHABLE: Overrides = {
  tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' }),
  directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
  ...{ liveness: refused, swiftTillerVersion: refused, swiftList: refused },
  withoutCredentials: undefined,
};
/** Each of its errors is that text, as are the names of its releases. */
export const hostileEvidence = (text: string): Evidence =>
  evidence({
    ...{ swift: null, stored: SEED.map((one) => ({ ...one, name: text, namespace: text })) },
    tillerVersion: tillerError(2, text),
    swiftTillerVersion: swiftError(500, 2, text),
    swiftList: swiftError(500, 2, text),
  });
const tooLargeNamed = (text: string): Evidence =>
  evidence({ ...INCIDENT, stored: SEED.map((one) => ({ ...one, name: `${one.name}${text}` })) });

/** The incident under a policy: one finding ignored, one known, one new. */
export const PENDING_REASON = 'until the move to Swift 0.11.1 <ops@example.org>';
const accepted: Policy = {
  failOn: 'warn',
  ignore: [{ code: 'pair-undocumented', reason: PENDING_REASON, expires: '2024-03-31' }],
  baseline: known(evidence(INCIDENT), ['content-over-limit']),
};

function known(earlier: Evidence, codes: readonly string[]): Baseline {
  const baseline = baselineOf(earlier, judge(earlier).findings);
  return { ...baseline, findings: baseline.findings.filter(({ code }) => codes.includes(code)) };
}

/** The failure itself is accepted, by a rule or by a baseline; only warnings are left. */
const LIMIT = 'list-over-receive-limit';
const ignoredFailure: Policy = {
  failOn: 'warn',
  ignore: [{ code: LIMIT, reason: PENDING_REASON, expires: '2024-03-31' }],
  baseline: known(evidence(INCIDENT), ['content-over-limit']),
};
const knownFailure: Policy = { failOn: 'fail', baseline: known(evidence(INCIDENT), [LIMIT]) };

const alone = (one: Evidence): NamedJudgement[] => [{ name: null, judgement: judge(one) }];
const lab = { swift: '0.9.0', tiller: '2.10.0', data: 'seed' };

export const REPORTS = {
  healthy: alone(evidence()),
  incident: alone(evidence(INCIDENT)),
  'incident in the lab': alone(evidence({ ...INCIDENT, lab })),
  cured: alone(evidence({ stored: SEED })),
  versions: alone(evidence({ command: 'versions' })),
  unreachable: alone(evidence(UNREACHABLE)),
  accepted: alone({ ...evidence(INCIDENT), policy: accepted }),
  'ignored failure': alone({ ...evidence(INCIDENT), policy: ignoredFailure }),
  'known failure': alone({ ...evidence(INCIDENT), policy: knownFailure }),
  // The run cannot determine whether the required version runs: what runs may be within the range, or not.
  demanding: alone(
    evidence({
      ...{ command: 'preflight', swift: null },
      policy: { failOn: 'fail', require: { swift: '0.11.1' } },
    }),
  ),
  'several contexts': [
    { name: 'prod', judgement: judge(evidence(INCIDENT)) },
    { name: 'prod', judgement: judge(evidence(UNREACHABLE)) },
    { name: 'dev', judgement: judge(evidence()) },
  ],
} satisfies Record<string, NamedJudgement[]>;

/** Wherever text of another side can stand: names, errors, the context and the reason of a policy. */
export function hostileReports(text: string): NamedJudgement[] {
  const ignore = [{ code: 'pair-undocumented', reason: text, expires: '2024-03-31' }];
  return [
    { name: text, judgement: judge(hostileEvidence(text)) },
    {
      name: `${text} again`,
      judgement: judge({ ...tooLargeNamed(text), policy: { failOn: 'warn', ignore } }),
    },
  ];
}

/** What has been tried on terminals, logs, pages and parsers. */
export const HOSTILE = {
  'ANSI escapes': '\u001b[31mred\u001b[0m\u0007\u009b2J',
  'line breaks': 'a\nFAIL  forged\r\nb\n::error::forged\n# forged\n- forged\n| a | b |\n| - | - |',
  'end of CDATA': 'a]]>b<![CDATA[c',
  entities: '&lt;script&gt;&#60;&amp;&bogus;',
  quotes: `"double" 'single' \`back\` \`\`two\`\``,
  HTML: '<script>alert(1)</script><img src=x onerror=y><!-- --> <a href="http://evil.example">',
  bars: 'a|b | c \\| d ||',
  backticks: '`` ` ``` `a` ```` x',
  mentions: '@everyone (@team/all) "@user" a@b.example #1 org/repo#2 GH-3 deadbeef1',
  links:
    '[a b](http://evil.example) ![i](x) https://evil.example www.evil.example <http://x.y> [r]: /u',
  emphasis: '*a* __b__ ~~c~~ $d$ :smile: \\* _e f_',
  blocks: '# heading',
  list: '1. one',
  quote: '> quote',
  fence: '``` sh',
  rule: '---',
  command: '::error::x',
  'command encoded': '%0A::error::x%0D%25',
  'old command': '##[error]x ##[group]y',
  series: '"} 1\nforged{a="b"} 2\n# EOF',
  backslashes: '\\ \\" \\n \\\\',
  reordering: 'evil\u202egnp\u2066x\u2069\u200b\u2028\ufeff',
  noncharacters: 'a\uffff\ufffe\ufdd0\u{1fffe}',
  'lone surrogates': '\ud800 \udfff\ud800',
  long: 'x'.repeat(10_000),
  'long and odd': '](`|<'.repeat(2_000),
  'hardly anything': ' ',
} satisfies Record<string, string>;
