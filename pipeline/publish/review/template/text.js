// Printed words with what was repaired and what is searched for marked in them.
const folded = (text) => (text ?? "").toLocaleLowerCase("kk");

function rangesOf(text, words) {
  const ranges = [];
  if (!words) return ranges;
  // a letter whose lower case is longer (İ) would shift the places: then nothing is marked
  const low = folded(text);
  if (low.length !== text.length) return ranges;
  for (let at = low.indexOf(words); at >= 0; at = low.indexOf(words, at + words.length)) ranges.push([at, at + words.length]);
  return ranges;
}

function mendedRanges(text, repairs) {
  const ranges = [];
  let from = 0;
  for (const [, rule, , after] of repairs) {
    if (rule.startsWith("correction") || !after) continue;
    let at = text.indexOf(after, from);
    if (at < 0) at = text.indexOf(after);
    if (at < 0) continue;
    ranges.push([at, at + after.length]);
    from = at + after.length;
  }
  return ranges;
}

// the text as nodes: each stretch bears the marks of all ranges that cover it
function marked(text, repairs = []) {
  const kinds = { mended: mendedRanges(text, repairs), hit: rangesOf(text, folded(state.query.trim())) };
  const cuts = new Set([0, text.length]);
  for (const ranges of Object.values(kinds)) for (const range of ranges) range.forEach((at) => cuts.add(at));
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const piece = text.slice(start, edges[index + 1]);
    const classes = Object.keys(kinds).filter((kind) => kinds[kind].some(([from, to]) => from <= start && start < to));
    return classes.length ? make("mark", { className: classes.join(" "), text: piece }) : document.createTextNode(piece);
  });
}

function repairList(repairs) {
  const shown = repairs.filter((repair) => !isCorrection(repair));
  if (!shown.length) return null;
  return make("details", { className: "repairs" },
    make("summary", { text: `${word("repaired")}: ${shown.length}` }),
    make("ul", {}, shown.map(([column, rule, before, after]) => make("li", {},
      make("span", { className: "rule", text: `${word(column)}, ${word(rule)}:` }),
      make("del", { lang: data.document.language, "aria-label": `${word("before")}: ${before}`, role: "deletion", text: before }),
      make("span", { "aria-hidden": "true", text: "→" }),
      make("ins", { lang: data.document.language, "aria-label": `${word("after")}: ${after}`, role: "insertion", text: after })))));
}
