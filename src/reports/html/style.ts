// The page's only style: system fonts, light and dark, paper.

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d8dce1;
  --accent: #0b5cad; --fail: #b3261e; --fail-soft: #fdeceb; --warn: #7a5200; --warn-soft: #fff4dc;
  --pass: #1a6b36; --pass-soft: #e6f4ea; --idle-soft: #eef0f2; --unknown: #6639a6; --unknown-soft: #f1eafa;
  --bar: #6b8fb5; --near: #c98a1b; --code: #f0f2f4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1216; --card: #171b21; --ink: #e6e9ec; --faint: #9da7b1; --line: #313841;
    --accent: #79b8ff; --fail: #ff8f85; --fail-soft: #3a1a1a; --warn: #f0c062; --warn-soft: #33270d;
    --pass: #7ed39a; --pass-soft: #12301d; --idle-soft: #232930; --unknown: #c8a6ff; --unknown-soft: #2a2038;
    --bar: #5b7fa6; --near: #b98324; --code: #222830;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 70rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); color: var(--accent); padding: .5rem 1rem; z-index: 1; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; font-weight: 650; text-wrap: balance; }
h1 { font-size: 1.7rem; margin: .3rem 0 .8rem; }
h2 { font-size: 1.25rem; margin: 2.8rem 0 .8rem; }
h3, h4, h5, h6 { font-size: 1.02rem; margin: 0 0 .5rem; }
section > h3 { font-size: 1.15rem; margin: 2.4rem 0 .7rem; }
article + article, .head + article { margin-top: 4rem; border-top: 1px solid var(--line); padding-top: 2.5rem; }
.head h2 { font-size: 1.45rem; margin: .3rem 0 .8rem; }
p { margin: 0 0 .7rem; }
p:not(.lab), li, dd { max-width: 52rem; }
.eyebrow { color: var(--faint); font-size: .9rem; margin: 0; }
.faint { color: var(--faint); }
.lab {
  border: 2px dashed var(--warn); border-radius: 10px; background: var(--warn-soft); color: var(--ink);
  padding: .6rem .9rem; margin: .8rem 0;
}
.result.fail { color: var(--fail); }
.result.pass { color: var(--pass); }
.result.unknown { color: var(--unknown); }
.sentence { font-size: 1.1rem; }
.verdict { margin-bottom: 1.2rem; }
.todo {
  background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--accent);
  border-radius: 10px; padding: 1rem 1.2rem; margin: 0 0 1.6rem; break-inside: avoid;
}
.todo > :first-child { margin: 0 0 .5rem; }
.steps { margin: 0; padding-left: 1.4rem; }
.steps li + li { margin-top: .5rem; }
.again { margin-bottom: 1.4rem; }
.command { display: flex; flex-wrap: wrap; gap: .4rem; align-items: flex-start; margin: .3rem 0; }
.command code { flex: 1 1 14rem; padding: .3rem .55rem; white-space: pre-wrap; }
.command button {
  font: inherit; font-size: .85rem; min-height: 1.8rem; padding: 0 .7rem; cursor: pointer;
  color: var(--accent); background: var(--card); border: 1px solid var(--line); border-radius: 6px;
}
.badge {
  display: inline-block; border-radius: 999px; padding: .08rem .65rem; font-size: .85rem; font-weight: 650;
  background: var(--idle-soft); color: var(--ink); white-space: nowrap;
}
.badge.fail { background: var(--fail-soft); color: var(--fail); }
.badge.warn { background: var(--warn-soft); color: var(--warn); }
.badge.pass { background: var(--pass-soft); color: var(--pass); }
.badge.unknown { background: var(--unknown-soft); color: var(--unknown); }
.subjects { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .8rem 1.6rem; margin: 0; }
.subjects dt { color: var(--faint); font-size: .85rem; }
.subjects dd { margin: 0; font-weight: 600; }
.subjects time { font-weight: 400; font-size: .85rem; }
.subjects .faint { display: block; font-weight: 400; font-size: .85rem; }
.scroll { overflow-x: auto; margin: .6rem 0; border-radius: 6px; }
table { border-collapse: collapse; width: 100%; min-width: 38rem; font-size: .93rem; overflow-wrap: break-word; }
caption { text-align: left; color: var(--faint); font-size: .88rem; padding: .2rem 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem 1rem .42rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
td:last-child, th:last-child { padding-right: 0; }
thead th { color: var(--faint); font-size: .85rem; }
th[scope=row] { font-weight: 600; min-width: 6rem; }
.number { font-variant-numeric: tabular-nums; }
tr.failing th, tr.failing td { background: var(--fail-soft); }
tr.warned th, tr.warned td { background: var(--warn-soft); }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
svg:not(.across) { width: 100%; }
svg text { fill: var(--ink); font-size: 14px; }
.path .station rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; }
.path .station text { font-weight: 600; }
.path .arrow > path { fill: none; stroke: var(--faint); stroke-width: 2; }
.path .arrow > path.tip { fill: var(--faint); stroke: none; }
.path .arrow text { fill: var(--faint); font-size: 13px; }
.path .fails { --mark: var(--fail); }
.path .warns { --mark: var(--warn); }
.path .fails > path, .path .warns > path { stroke: var(--mark); }
.path .fails > path { stroke-dasharray: 7 5; }
.path .fails > path.tip, .path .warns > path.tip { fill: var(--mark); }
.path .fails text, .path .warns text { fill: var(--mark); }
.path .untested > path { stroke-dasharray: 1 6; stroke-linecap: round; }
.path .untested > path.tip { stroke-dasharray: none; }
.path .predicted .mark circle { stroke-dasharray: 4 3; }
.path .mark circle { fill: var(--card); stroke: var(--mark); stroke-width: 2; }
.path .mark path { stroke: var(--mark); stroke-width: 2.5; fill: none; }
.path .strong { font-weight: 700; }
.path.down, .narrow .bars { max-width: 26rem; }
.narrow { display: none; }
.bars .bar rect { fill: var(--bar); }
.bars .near rect { fill: var(--near); }
.bars .near text { fill: var(--warn); font-weight: 600; }
.bars .over rect { fill: var(--fail); }
.bars .over text { fill: var(--fail); font-weight: 600; }
.bars .value { font-variant-numeric: tabular-nums; }
.bars .limit path { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 3; }
.bars .limit text { font-size: 13px; fill: var(--faint); }
.family { margin: 0 0 1.2rem; }
.finding {
  background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--warn);
  border-radius: 10px; padding: 1rem 1.2rem; margin: 0 0 .7rem; break-inside: avoid;
}
.finding.fail { border-left-color: var(--fail); }
.finding.consequence { margin-left: 1.6rem; }
.finding dl { display: grid; grid-template-columns: 4.5rem 1fr; gap: .35rem .9rem; margin: .6rem 0 0; }
.finding dt { color: var(--faint); }
.finding dd { margin: 0; min-width: 0; }
.finding dd p { margin: 0 0 .3rem; }
.cards { list-style: none; padding: 0; margin: .8rem 0; }
.cards li {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .7rem .9rem; margin: 0 0 .6rem;
}
.cards p { margin: .3rem 0 0; }
.finding ul, .checks { margin: 0; padding-left: 1.1rem; }
.page { font-size: .95rem; }
.page > p, .page > ul, .page > ol { margin: 0 0 .6rem; }
.page .heading { font-weight: 650; margin-top: .9rem; }
.standing { color: var(--faint); font-style: italic; margin: 0; }
.checks { list-style: none; padding: 0; }
.checks li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
.checks p { margin: .1rem 0 0; font-size: .9rem; }
code { background: var(--code); border-radius: 5px; padding: .05rem .35rem; font: .88em ui-monospace, "Cascadia Mono", "Liberation Mono", Menlo, monospace; }
summary { cursor: pointer; color: var(--accent); padding: .3rem 0; }
a { color: var(--accent); }
@media (max-width: 40rem) {
  .wide { display: none; }
  .narrow { display: block; margin-bottom: 1.2rem; }
  table.short { min-width: 0; font-size: .82rem; }
  table.short th, table.short td { padding-right: .5rem; min-width: 0; }
}
@media (max-width: 34rem) {
  main { padding: 1.4rem 1rem 3rem; }
  h1 { font-size: 1.35rem; }
  .finding dl { grid-template-columns: 1fr; gap: .1rem; }
  .finding dd { margin-bottom: .5rem; }
  .finding.consequence { margin-left: .6rem; }
}
@media print {
  .wide { display: block; }
  .narrow { display: none; }
  body { background: #fff; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .skip, .command button { display: none; }
  .scroll { overflow: visible; }
  table { min-width: 0; }
  svg { min-width: 0 !important; }
  article + article, .head + article { break-before: page; }
  tr, .checks li { break-inside: avoid; }
}
`;
