// Corrections and acceptances: made in the page, kept by the browser, written as a file for data/corrections.
let known = data.corrections.map((entry) => ({ ...entry })); // what the file holds already
const edits = new Map(); // by place
const FIELDS = { // in the order of the file
  words: ["key", "page", "column", "printed", "corrected", "reason"],
  body: ["kind", "key", "printed", "agency_id", "reason"],
  key: ["kind", "key", "printed", "corrected", "reason"],
  row: ["kind", "key", "after", "page", ...VALUE_COLUMNS, "reason"],
  merge: ["kind", "key", "into", "printed", "reason"],
  accepted: ["code", "key", "column", "page", "printed", "reason", "by", "date"],
};
const WRITTEN_EMPTY = ["printed", "corrected", "after"]; // "" says something in these

const normal = (text) => text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ");

// what was read before corrections: the file speaks of it. Two rows joined by a correction have a rule of their own
const isCorrection = ([, rule]) => rule.startsWith("correction");
const readAsKey = (measure) => measure.repairs.find(([column, rule]) => column === "measure_key" && rule === "correction")?.[2] ?? measure.key;
const applied = data.measures.flatMap((measure) => measure.repairs.filter(isCorrection));
const asRead = (value) => {
  // a merged cell's correction is listed at its first row only
  const own = value.repairs.find(isCorrection);
  const change = own ?? (value.measure?.corrected.includes(value.column)
    && applied.find(([column, , , after]) => column === value.column && after === (value.text ?? "")));
  return change ? change[2] : value.text ?? "";
};

// a row that a correction added: nothing of it was read
const isAdded = (measure) => measure.cells.length === 0 && measure.repairs.some((repair) => repair[0] === "measure_text" && isCorrection(repair) && !repair[2]);

// a merged cell is one place, whichever of its rows it is corrected in
function placeOf({ key, column, measure, text, page }) {
  if (!measure?.merged.includes(column)) return ["words", column, key ?? "", page ?? "", key ? "" : text].join("|");
  return ["words", column, text, ...measure.cells.filter((cell) => cell[0] === column).flat()].join("|");
}

function placeOfEntry(entry) {
  if (entry.kind === "body") return ["body", entry.key ?? "", entry.printed].join("|");
  if (entry.kind === "accepted") return ["accepted", entry.code, entry.key ?? "", entry.column ?? "", entry.page ?? "", entry.printed].join("|");
  return [entry.kind, entry.key].join("|");
}

const acceptanceOf = (finding) => ({
  kind: "accepted", code: finding.code, key: finding.key ?? "", column: finding.column ?? "",
  page: finding.key ? "" : finding.page ?? "", printed: finding.printed ?? "",
});

function keepEntry(place, entry) {
  edits.set(place, entry);
  const lines = entryLines(entry).join("\n");
  keep({ removed: (kept.removed ?? []).filter((each) => each !== lines) });
  afterEdit(entry);
}

function dropEntry(place) {
  const entry = edits.get(place);
  edits.delete(place);
  afterEdit(entry);
}

function afterEdit(entry) {
  keep({ edits: [...edits] });
  renderCorrections();
  renderSaved();
  if (entry.kind === "accepted") {
    renderFindings();
    renderFacts();
    if (measures.has(entry.key)) refill(entry.key);
  } else if (entry.shownIn?.length) entry.shownIn.forEach(refill);
  else if (entry.shownIn) renderMeasures(); // a row before all others
  else renderAct();
}

// a body everywhere takes the place of those in single measures; one in a single measure goes before one everywhere
const isBodyInPlaceOf = (edit, entry) => edit.kind === "body" && entry.kind === "body" && edit.printed === entry.printed && (!edit.key || edit.key === entry.key);

// an entry of the file gives way to a new one for the same place
function isReplaced(entry) {
  if (entry.kind === "body") return [...edits.values()].some((edit) => isBodyInPlaceOf(edit, entry));
  if (entry.kind !== "words") return edits.has(placeOfEntry(entry));
  return [...edits.values()].some((edit) => edit.kind === "words" && edit.column === entry.column
    && (!entry.key || edit.keys.includes(entry.key)) && (!entry.page || edit.pages.includes(Number(entry.page)))
    && edit.printed.includes(entry.printed) && (entry.printed !== "" || edit.printed === ""));
}

const allEntries = () => [...known.filter((entry) => !isReplaced(entry)), ...edits.values()];

// double-quoted YAML is JSON, but for characters that YAML wants escaped
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

function entryLines(entry) {
  const names = FIELDS[entry.kind].filter((name) => entry[name] || (WRITTEN_EMPTY.includes(name) && entry[name] === ""));
  return names.map((name, at) => `${at ? "    " : "  - "}${name}: ${name === "page" ? Number(entry[name]) : quoted(entry[name])}`);
}

function correctionsFile() {
  const entries = allEntries();
  const corrections = entries.filter(({ kind }) => kind !== "accepted");
  const accepted = entries.filter(({ kind }) => kind === "accepted");
  const lines = [`edition_id: ${quoted(data.document.edition_id)}`];
  lines.push(corrections.length ? "corrections:" : "corrections: []", ...corrections.flatMap(entryLines));
  if (accepted.length) lines.push("accepted:", ...accepted.flatMap(entryLines));
  return `${lines.join("\n")}\n`;
}

const fileAsFound = correctionsFile();
// what was kept by the browser and stands in the file by now is done with
for (const [place, entry] of Array.isArray(kept.edits) ? kept.edits : []) {
  if (!FIELDS[entry?.kind] || (entry.kind === "words" && !(Array.isArray(entry.keys) && Array.isArray(entry.pages)))) continue;
  const lines = entryLines(entry).join("\n");
  if (!known.some((each) => entryLines(each).join("\n") === lines)) edits.set(place, entry);
}
if (Array.isArray(kept.removed)) {
  kept.removed = kept.removed.filter((lines) => known.some((entry) => entryLines(entry).join("\n") === lines));
  known = known.filter((entry) => !kept.removed.includes(entryLines(entry).join("\n")));
}

function removeKnown(entry) {
  known = known.filter((each) => each !== entry);
  keep({ removed: [...(kept.removed ?? []), entryLines(entry).join("\n")] });
  renderCorrections();
  renderSaved();
}

const isDirty = () => {
  const text = correctionsFile();
  return text !== fileAsFound && text !== kept.downloaded;
};

function download() {
  const text = correctionsFile();
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  make("a", { href: address, download: `${data.document.edition_id}.yml` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  keep({ downloaded: text });
  renderSaved();
}

// whether what was done here is in a file yet
function renderSaved() {
  const count = edits.size + data.corrections.length - known.length;
  const name = isDirty() ? (isKept ? "changes_kept" : "changes_not_kept") : count ? "changes_downloaded" : "";
  byId("saved").hidden = !name;
  byId("saved").className = `saved ${isDirty() ? "dirty" : ""}`;
  byId("saved-text").textContent = name && filled(name, { count });
  byId("download").hidden = !isDirty();
}

addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
