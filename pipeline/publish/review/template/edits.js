// Corrections: written in the page, kept in a file that the pipeline reads (data/corrections/<edition>.yml).
let known = data.corrections.map((entry) => ({ ...entry })); // what the file holds already
const edits = new Map(); // by place
let isDirty = false;

// a merged cell is one place, whichever of its rows it is corrected in
function placeOf({ key, column, measure, text, page }) {
  if (!measure?.merged.includes(column)) return [column, key ?? "", page ?? "", key ? "" : text].join("|");
  return [column, text, ...measure.cells.filter((cell) => cell[0] === column).flat()].join("|");
}

// a merged cell's correction is told of at its first row only
const applied = data.measures.flatMap((measure) => measure.repairs.filter(([, rule]) => rule === "correction"));
const asRead = (value) => {
  const own = value.repairs.findLast(([, rule]) => rule === "correction");
  const change = own ?? (value.measure?.corrected.includes(value.column)
    && applied.find(([column, , , after]) => column === value.column && after === (value.text ?? "")));
  return change ? change[2] : value.text ?? "";
};
const normal = (text) => text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ");

function keepEdit(value, corrected, reason) {
  const printed = asRead(value);
  const place = placeOf(value);
  // every row of a merged cell is a name of this place
  const keys = value.measure ? data.measures.map((measure) => valueOf(measure, value.column)).filter((other) => placeOf(other) === place).map((other) => other.key) : [value.key];
  edits.set(place, { key: value.key, page: value.notePage, column: value.column, printed, corrected, reason, keys, pages: value.pages });
  isDirty = true;
  afterEdit();
  const target = cardOf(value.key)?.querySelector(`[data-column="${value.column}"]`);
  target?.scrollIntoView({ block: "center", behavior: "auto" });
  target?.focus({ preventScroll: true });
}

function dropEdit(place) {
  edits.delete(place);
  isDirty = edits.size > 0 || known.length !== data.corrections.length;
  afterEdit();
}

function afterEdit() {
  renderCorrections();
  renderMeasures();
  renderAct();
}

// an entry of the file gives way to a new one for the same words
const isReplaced = (entry) => [...edits.values()].some((edit) => edit.column === entry.column
  && (!entry.key || edit.keys.includes(entry.key)) && (!entry.page || edit.pages.includes(Number(entry.page)))
  && edit.printed.includes(entry.printed) && (entry.printed !== "" || edit.printed === ""));

function allCorrections() {
  return [...known.filter((entry) => !isReplaced(entry)), ...edits.values()];
}

// double-quoted YAML is JSON, but for characters that YAML wants escaped
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

function correctionsFile() {
  const lines = [`edition_id: ${quoted(data.document.edition_id)}`, "corrections:"];
  for (const entry of allCorrections()) {
    const fields = [];
    if (entry.key) fields.push(`key: ${quoted(entry.key)}`);
    if (entry.page) fields.push(`page: ${Number(entry.page)}`);
    for (const name of ["column", "printed", "corrected", "reason"]) fields.push(`${name}: ${quoted(entry[name])}`);
    lines.push(...fields.map((field, index) => `${index ? "    " : "  - "}${field}`));
  }
  if (lines.length === 2) lines[1] = "corrections: []";
  return `${lines.join("\n")}\n`;
}

function download() {
  const address = URL.createObjectURL(new Blob([correctionsFile()], { type: "application/yaml" }));
  make("a", { href: address, download: `${data.document.edition_id}.yml` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  isDirty = false;
}

function openEditor(value, field) {
  if (field.querySelector(".editor")) return;
  const edit = edits.get(placeOf(value));
  const area = make("textarea", { lang: "kk", rows: 3 });
  area.value = edit?.corrected ?? value.text ?? "";
  const reason = make("input", { type: "text", placeholder: word("reason_hint"), required: true });
  reason.value = edit?.reason ?? "";
  const problem = make("p", { className: "problem", role: "alert" });
  const opener = field.querySelector("button.correct");
  const close = () => { form.remove(); opener?.focus(); };
  const form = make("form", { className: "editor", on: {
    submit: (event) => {
      event.preventDefault();
      const corrected = normal(area.value);
      if (corrected === normal(asRead(value))) problem.textContent = word("same");
      else if (!reason.value.trim()) problem.textContent = word("reason_missing");
      else keepEdit(value, corrected, normal(reason.value));
    },
    keydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } },
  } },
  make("label", {}, word("new_value"), area), make("label", {}, word("reason"), reason), problem,
  make("div", { className: "buttons" }, make("button", { type: "submit", text: word("save") }),
    make("button", { type: "button", text: word("cancel"), on: { click: close } })));
  form.noValidate = true;
  field.append(form);
  area.focus();
}

function renderCorrections() {
  const section = byId("corrections");
  const rows = [
    ...known.filter((entry) => !isReplaced(entry)).map((entry) => [entry, () => { known = known.filter((each) => each !== entry); isDirty = true; afterEdit(); }, false]),
    ...[...edits].map(([place, entry]) => [entry, () => dropEdit(place), true]),
  ];
  section.hidden = !rows.length && known.length === data.corrections.length;
  section.replaceChildren(
    make("h2", { id: "corrections-head", text: `${word("corrections")} (${rows.length})` }),
    make("div", { className: "card" },
      rows.map(([entry, remove, isNew]) => make("div", { className: "correction" },
        make("p", { className: "label" },
          make("span", { className: "name", text: [word(entry.column), entry.key, entry.page && `${word("page_short")} ${entry.page}`].filter(Boolean).join(" · ") }),
          isNew && make("span", { className: "tag change", text: word("unsaved") }),
          make("button", { type: "button", className: "plain", text: word("remove"), on: { click: remove } })),
        make("p", { className: "repairs" }, make("del", { lang: "kk", text: entry.printed || "—" }), " → ", make("ins", { lang: "kk", text: entry.corrected || "—" })),
        make("p", { className: "reason", text: entry.reason }))),
      make("p", { className: "action", text: word("corrections_hint") }),
      make("div", { className: "buttons" }, make("button", { type: "button", id: "download", text: word("download"), on: { click: download } }))));
}

addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
