#include "report/html_parts.hpp"

namespace cloudplan {

std::string_view html_style() {
  return R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#5d6773;--line:#d8dee5;--card:#f6f8fa;--good:#116329;
--bad:#b3261e;--warn:#8a5a00;--mark:#0b5fcc;--soft:#9aa7b5;--c0:#0b5fcc;--c1:#d97706;--c2:#15803d;--c3:#9333ea;
--c4:#be185d;--c5:#0e7490;--c6:#65750b;--c7:#6b7280}
@media (prefers-color-scheme:dark){:root{--bg:#0f1318;--fg:#e6e9ee;--dim:#9aa5b1;--line:#2c343d;--card:#181e25;
--good:#5bd27c;--bad:#ff8a80;--warn:#f0b849;--mark:#6ea8fe;--soft:#64707d;--c0:#6ea8fe;--c1:#f0a04b;--c2:#5bd27c;
--c3:#c084fc;--c4:#f472b6;--c5:#4cc9dd;--c6:#b8c93f;--c7:#9ca3af}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1rem}
h1{font-size:1.25rem;margin:0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2.2rem 0 .3rem;border-top:1px solid var(--line);padding-top:1rem;overflow-wrap:anywhere}
h2 small{font-weight:400;color:var(--dim)}
h3{font-size:.95rem;margin:1.2rem 0 .3rem;color:var(--dim)}
p,ul{margin:.4rem 0}ul{padding-left:1.2rem}
li{overflow-wrap:anywhere}
.verdict{font-size:1.7rem;font-weight:650;line-height:1.25;margin:.2rem 0 .8rem}
.kept{color:var(--good)}.broken{color:var(--bad)}.notice{color:var(--warn)}.dim{color:var(--dim);font-size:.875rem}.o{white-space:nowrap}
.limits{list-style:none;padding:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th{font-weight:600;color:var(--dim);text-align:left;font-size:.8rem}
th,td{padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
tr.chosen td{font-weight:600}tr.total td{font-weight:700;border-bottom:0}tr.group td{font-weight:600;border-bottom:0;padding-top:.8rem}
.bars{margin:.4rem 0 .8rem}
.bar{display:grid;grid-template-columns:minmax(7rem,16rem) 1fr minmax(6.5rem,auto);gap:.6rem;align-items:center;padding:.15rem 0;font-size:.875rem}
.bar span{overflow-wrap:anywhere}.bar .v{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bar svg{display:block;width:100%;height:1.1rem;background:var(--card)}
.bar.marked{font-weight:650}
.p0{fill:var(--c0)}.p1{fill:var(--c1)}.p2{fill:var(--c2)}.p3{fill:var(--c3)}.p4{fill:var(--c4)}.p5{fill:var(--c5)}.p6{fill:var(--c6)}.p7{fill:var(--c7)}
.other rect{fill:var(--soft)}
.legend{grid-column:2/-1;font-weight:400;color:var(--dim);font-size:.8rem}.legend span{display:inline-block;margin-right:.8rem}
.legend i{display:inline-block;width:.7em;height:.7em;margin-right:.35em}
.k0{background:var(--c0)}.k1{background:var(--c1)}.k2{background:var(--c2)}.k3{background:var(--c3)}.k4{background:var(--c4)}.k5{background:var(--c5)}.k6{background:var(--c6)}.k7{background:var(--c7)}
td small{display:block;color:var(--dim);font-size:.8rem;font-weight:400}
figure{margin:.8rem 0;max-width:40rem}figcaption{color:var(--dim);font-size:.875rem}
.scatter{width:100%;height:auto;display:block;overflow:visible}
.scatter text{fill:var(--dim);font-size:10px}.scatter .grid{stroke:var(--line);stroke-width:1}
.scatter .band{stroke:var(--soft);stroke-width:2;opacity:.6}.scatter circle{fill:var(--soft);stroke:var(--bg);stroke-width:1}
.scatter .marked circle{fill:var(--mark)}.scatter .marked .band{stroke:var(--mark)}.scatter .marked>text{fill:var(--fg);font-weight:600}
.spot{outline:0}.scatter .spot circle{fill:transparent;stroke:none}
.spot .tip{visibility:hidden;pointer-events:none}.spot .tip rect{fill:var(--fg)}.spot .tip text{fill:var(--bg)}
.spot:hover .tip,.spot:focus .tip{visibility:visible}.scatter .spot:hover circle,.scatter .spot:focus circle{stroke:var(--fg);stroke-width:2}
footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.8rem;color:var(--dim);font-size:.8rem;overflow-wrap:anywhere}
@media (max-width:40rem){.verdict{font-size:1.35rem}.bar{grid-template-columns:1fr minmax(6rem,auto)}.bar .g{grid-column:1/-1;grid-row:2}
.bar .v{grid-row:1;grid-column:2}.legend{grid-column:1/-1}th,td{padding-right:.5rem}
.front tr{display:grid;grid-template-columns:1fr 1fr 1fr;border-bottom:1px solid var(--line)}
.front :is(td,th){border:0}.front :is(td,th):last-child{padding-right:0}.front :is(td,th):first-child{text-align:left}
.front :is(td,th):nth-child(2){grid-row:2;grid-column:1/-1;padding-top:0;padding-right:0;overflow-wrap:anywhere}
.front th:nth-child(2){display:none}
.named tr,.three tr,.lines tr{display:grid;border-bottom:1px solid var(--line)}
.named tr{grid-template-columns:1fr 5.6rem 4.6rem}.three tr,.lines tr{grid-template-columns:1fr 1fr}
:is(.named,.three,.lines) :is(td,th){border:0;overflow-wrap:anywhere}
:is(.named,.three,.lines) :is(td,th):last-child{padding-right:0}
:is(.named,.three,.lines) :is(td,th):first-child{grid-column:1/-1;padding-bottom:0}
.named td:first-child{font-weight:600}
.lines thead,.lines td:empty{display:none}.lines td{padding-top:.1rem;padding-bottom:.1rem}
.lines td:nth-child(2){text-align:left;white-space:normal}.lines td:nth-child(3){padding-right:0}
.lines td:nth-child(3)::before{content:"\00d7  "}.lines td:nth-child(6){grid-row:3;grid-column:1;color:var(--dim)}
.lines td:nth-child(6)::before{content:"price of "}
.lines td:nth-child(4),.lines td:nth-child(5){grid-row:3;grid-column:2;padding-right:0}
.lines td:nth-child(4)::after{content:" a month"}.lines td:nth-child(5)::after{content:" once"}}
@media print{:root{--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--card:#eee;font-size:11px}body{font-size:1rem}main{max-width:none;padding:0}
h2,figure,.bars,tr{break-inside:avoid}h2,h3,thead{break-after:avoid}.scroll{overflow:visible}svg,.bar svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}.legend i{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
}

}  // namespace cloudplan
