/** For the screen and for A4. */
export const REPORT_STYLE = `
:root { color: #1b1f24; background: #fff; font: 15px/1.45 system-ui, "Open Sans", sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
header p, .note, footer { color: #57606a; }
.headline { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; }
.headline li { flex: 1 1 6rem; border: 1px solid #d0d7de; border-radius: 6px; padding: .6rem .8rem; }
.headline b { display: block; font-size: 1.4rem; }
section { overflow-x: auto; }
.removed { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem; list-style: none; padding: 0; font-size: .8rem; }
.removed img, .unpictured { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border: 1px solid #d0d7de; border-radius: 6px; margin-bottom: .3rem; }
.unpictured { display: grid; place-items: center; color: #57606a; }
.removed b { display: block; font-weight: 600; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
table.short { width: auto; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid #d8dee4; font-weight: 400; overflow-wrap: anywhere; }
th:first-child { min-width: 8.5rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
thead th, thead th.number { font-weight: 600; white-space: normal; overflow-wrap: normal; }
svg { display: block; width: 100%; min-width: 34rem; height: auto; margin: .75rem 0; }
svg.narrow { min-width: 0; max-width: 32rem; }
svg text { font-size: 12px; fill: #57606a; }
.chart-found { fill: #8c959f; } .chart-noticed { fill: #54aeff; } .chart-removed { fill: #0a3069; }
.chart-ground { fill: #eaeef2; } .chart-line { stroke: #d8dee4; }
footer { border-top: 1px solid #d0d7de; margin-top: 2rem; font-size: .85rem; }
@page { size: A4; margin: 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } h2 { break-after: avoid; } tr, svg, li { break-inside: avoid; } }
`;
