/**
 * The style sheet of the HTML minutes: paper and ink on a screen, by night the same turned round, plain paper in print whatever the hour.
 * Constant text; nothing typed gets in.
 */
export const htmlStyle = `
:root{--paper:#fdfcf9;--desk:#f1efe9;--ink:#1f2328;--ink-2:#575e66;--line:#ddd9d0;--accent:#0f5c63;--accent-weak:#e2eff0;--mark:#fbeeb8;
--record:"Source Serif 4","Source Serif Pro",Charter,Georgia,"Times New Roman",serif,"Noto Naskh Arabic";
--tool:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif,"Noto Sans Arabic"}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#25221f;--desk:#15181a;--ink:#eae6dd;--ink-2:#b1aca3;--line:#403d37;--accent:#6bc3c8;--accent-weak:#143c40;--mark:#4d4010}
figure img,img.logo{background:#f3efe7}}
*{box-sizing:border-box}
html{background:var(--desk);color:var(--ink);font:17px/1.55 var(--record);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
main{background:var(--paper);max-width:52rem;margin:2rem auto;padding:4rem clamp(1.25rem,6vw,5.5rem) 5rem;border:1px solid var(--line)}
main{overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.15em}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2em 0 .5em;text-wrap:balance;break-after:avoid}
h1{font-size:2rem;font-weight:600;letter-spacing:-.01em;margin:.25rem 0 .5rem}
h2{font-size:1.45rem;font-weight:600;margin-top:2.75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.15rem;font-weight:600}
h4,h5,h6{font-size:1rem;font-weight:600}
h5,h6{color:var(--ink-2)}
h2 .number{color:var(--accent);font-variant-numeric:tabular-nums;margin-inline-end:.5em}
p{margin:0 0 .75em}
.kicker,.type,.meta,nav,caption,figcaption,dt,th,.fields,.label{font-family:var(--tool)}
.kicker{color:var(--ink-2);font-size:.82rem;margin:0 0 .25rem}
.type{color:var(--accent);font-size:.82rem;font-weight:600;margin:0}
.subtitle{color:var(--ink-2);font-size:1.1rem}
.meta{color:var(--ink-2);font-size:.82rem;margin-bottom:.35rem}
.meta + :not(.meta){margin-top:1rem}
nav{font-size:.85rem;margin:2.5rem 0 0}
nav p{color:var(--ink-2);margin:0 0 .25rem}
nav ol{list-style:none;margin:0;padding:0;columns:2 16rem;column-gap:2.5rem}
nav li{display:flex;gap:.6em;margin:0;padding:.2rem 0;break-inside:avoid}
nav li span{color:var(--accent);font-variant-numeric:tabular-nums;white-space:nowrap}
nav a{color:inherit;text-decoration:none}
nav a:hover,nav a:focus{text-decoration:underline}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1.5rem;margin:1.25rem 0}
dt{color:var(--ink-2);font-size:.82rem;padding-top:.2em}
dd{margin:0;min-width:0}
dd p:last-child,td p:last-child,th p:last-child,li>p:last-child{margin-bottom:0}
header dl{border-top:1px solid var(--line);padding-top:1.25rem}
ul,ol{margin:0 0 .75em;padding-inline-start:1.6em}
li{margin:.2em 0}
li>ul,li>ol{margin:.2em 0}
ul.tasks{list-style:none;padding-inline-start:0}
ul.tasks>li{display:grid;grid-template-columns:1.6em 1fr}
ul.tasks input{accent-color:var(--accent);align-self:start;height:1em;margin:.3em 0 0;width:1em}
li>p{margin-bottom:.25em}
ul.tasks p{margin-bottom:0}
blockquote,figure.quote{margin:1.25rem 0;padding-inline-start:1.25rem;border-inline-start:3px solid var(--accent)}
figure.quote blockquote{margin:0;padding:0;border:0;font-size:1.1rem}
figure.quote figcaption{margin-top:.35rem}
pre{background:var(--desk);font:.82rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;margin:1rem 0;overflow-x:auto;padding:.75rem 1rem;white-space:pre-wrap}
code{background:var(--desk);font:.85em ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;padding:.1em .25em}
pre code{background:none;font:inherit;padding:0}
mark{background:var(--mark);color:inherit}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
figure{margin:1.5rem 0}
figure img{display:block;height:auto;max-width:100%}
img.logo{display:block;margin:0 0 1.75rem;max-height:4.5rem;max-width:16rem}
footer{border-top:1px solid var(--line);color:var(--ink-2);font:.78rem/1.5 var(--tool);margin-top:3.5rem;padding-top:1rem}
footer p{margin:0}
figcaption,caption{color:var(--ink-2);font-size:.82rem;text-align:start}
figcaption{margin-top:.5rem}
dl.beside{margin:-.85rem 0 1.5rem}
.missing{border:1px dashed var(--ink-2);color:var(--ink-2);font-family:var(--tool);font-size:.82rem;margin:0;padding:1.5rem 1rem;text-align:center}
.scroll{margin:1.25rem 0;overflow-x:auto}
table{border-collapse:collapse;font-size:.92rem;line-height:1.45;min-width:100%}
caption{padding-bottom:.4rem}
th,td{border-bottom:1px solid var(--line);padding:.45rem .75rem;vertical-align:top}
/* What stands under each other begins on one side, however its own words run. */
th,td,th p,td p,dd p{text-align:start;text-align:-webkit-match-parent;text-align:match-parent}
thead th{border-bottom:1px solid var(--ink-2)}
th{color:var(--ink);font-size:.82rem;font-weight:600}
.outcomes{background:var(--accent-weak);margin:1.25rem 0;padding:.9rem 1.25rem}
.outcome+.outcome,.outcomes>.cited+.cited{border-top:1px solid color-mix(in srgb,var(--accent) 24%,transparent);margin-top:.7rem;padding-top:.7rem}
.outcome p{margin:0}
.confidential{border-block:1px dashed var(--ink-2);margin:1.25rem 0;padding:.5rem 0 .1rem}
.confidential>.label{color:var(--ink-2);margin-bottom:.35rem}
.cited{position:relative}
.cite{color:var(--ink-2);font:.72rem/1.9 var(--tool);font-variant-numeric:tabular-nums;inset-block-start:.15em;inset-inline-start:-3rem;position:absolute;text-align:end;width:2.1rem}
.outcomes .cite{inset-inline-start:-4.25rem}
.outcomes>.cited+.cited .cite{inset-block-start:.85em}
.label{color:var(--accent);font-size:.82rem;font-weight:600}
.facts>.label{margin:1.25rem 0 -.75rem}
.fields{color:var(--ink-2);display:flex;flex-wrap:wrap;font-size:.82rem;gap:0 1.25rem;list-style:none;margin:.15rem 0 0;padding:0}
.fields li{margin:0}
@media (max-width:60rem){.cite,.outcomes .cite{display:block;position:static;text-align:start;width:auto}}
#search{align-items:center;background:var(--paper);border-bottom:1px solid var(--line);display:flex;font-family:var(--tool);gap:.25rem;inset-block-start:0;padding:.4rem max(.75rem,calc(50vw - 26rem));position:sticky;z-index:1}
#search[hidden]{display:none}
#search input{background:var(--desk);border:1px solid transparent;border-radius:.5rem;color:inherit;flex:1;font:inherit;font-size:1rem;min-height:2.75rem;min-width:0;padding:.45rem .75rem}
#search output{color:var(--ink-2);font-size:.82rem;font-variant-numeric:tabular-nums;min-width:3.5rem;padding:0 .5rem;text-align:center}
#search output:empty{display:none}
#search button{background:none;border:0;border-radius:.5rem;color:var(--accent);cursor:pointer;display:grid;height:2.75rem;place-items:center;width:2.75rem}
#search button:hover{background:var(--accent-weak)}
#search svg{fill:none;height:1.1rem;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.75;width:1.1rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
:target,mark.hit{scroll-margin-block:5rem}
h2{scroll-margin-block-start:4rem}
mark.hit{background:#ffe48a;color:#1f2328;border-radius:.15em;box-shadow:0 0 0 .08em #ffe48a}
mark.hit.now{background:#f7a531;box-shadow:0 0 0 .08em #f7a531}
@media (max-width:40rem){html{background:var(--paper);font-size:16px}main{border:0;margin:0;padding-block:1.5rem 3rem}h1{font-size:1.6rem}dl{display:block}dd{margin-bottom:.6rem}nav ol{columns:1}nav li{padding:.55rem 0}th,td{padding:.45rem .6rem}th,td{min-width:5.5rem}.scroll{margin-inline:-1.25rem;padding-inline:1.25rem}}
@media print{#search{display:none}mark.hit,mark.hit.now{background:none;box-shadow:none}.cite,.outcomes .cite{display:block;position:static;text-align:start;width:auto}@page{size:A4;margin:22mm 20mm}html,main{background:none}html{font-size:10.5pt}main{border:0;margin:0;max-width:none;padding:0}
tr,figure,.outcome,h2,h3{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}p{orphans:3;widows:3}.outcomes{border:1px solid var(--line)}}
`
