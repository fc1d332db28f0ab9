// The forms that corrections are made with, each where the thing is that it corrects.
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

// a form under `host`; `fields` are [label, control]; `take` gives the problem, or "" after it kept the entry
function openForm(host, opener, fields, take) {
  if (host.querySelector(":scope > .editor")) return;
  const problem = make("p", { className: "problem", role: "alert" });
  const close = () => { form.remove(); opener?.focus(); };
  const form = make("form", { className: "editor", on: {
    submit: (event) => { event.preventDefault(); problem.textContent = take(); if (!problem.textContent) form.remove(); },
    keydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } },
  } },
  fields.map(([label, control]) => (label ? make("label", {}, word(label), control) : control)), problem,
  make("div", { className: "buttons" }, make("button", { type: "submit", text: word("save") }),
    make("button", { type: "button", text: word("cancel"), on: { click: close } })));
  form.noValidate = true;
  host.append(form);
  const first = form.querySelector("textarea, input, select");
  first?.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest", behavior: calmly() });
}

function control(tag, value, properties = {}) {
  const element = make(tag, tag === "input" ? { type: "text", autocomplete: "off", ...properties } : properties);
  element.value = value;
  return element;
}

const reasonControl = (value = "") => control("input", value, { placeholder: word("reason_hint"), required: true });

function openWords(value, field) {
  value.show();
  const where = placeOf(value);
  const edit = edits.get(where);
  const area = control("textarea", edit?.corrected ?? value.text ?? "", { lang: data.document.language, rows: 3 });
  const reason = reasonControl(edit?.reason);
  const cut = make("div", { className: "cutouts near" });
  for (const box of (boxesOf.get(value.key) ?? []).filter((each) => value.measure && each.column === value.column)) {
    const image = drawPage(box.page);
    const place = [box.page, ...box.box];
    const inked = image.naturalWidth > 0 ? inkOf(image, place) : place;
    if (inked) cut.append(cutout(inked));
  }
  openForm(field, field.querySelector("button.correct"), [["", cut], ["new_value", area], ["reason", reason]], () => {
    const corrected = normal(area.value);
    const printed = asRead(value);
    if (corrected === normal(printed)) return word("same");
    if (!reason.value.trim()) return word("reason_missing");
    // every row of a merged cell is a name of this place
    const rows = value.measure ? data.measures.filter((each) => placeOf(valueOf(each, value.column)) === where) : [];
    keepEntry(where, { kind: "words", key: value.measure ? readAsKey(value.measure) : value.key, page: value.notePage,
      column: value.column, printed, corrected, reason: normal(reason.value),
      keys: value.measure ? rows.map(readAsKey) : [value.key], pages: value.pages, shownIn: value.measure && rows.map(({ key }) => key) });
    if (value.measure) showCard(value.key, value.column);
    return "";
  });
}

const letters = (text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// bodies whose names, short names or id hold all the words asked for
function bodiesLike(asked) {
  const words = letters(asked).split(" ").filter(Boolean);
  if (!words.length) return [];
  return Object.entries(data.agencies).filter(([id, { short }]) => {
    const text = letters([id, ...namesOf(id), ...short].join(" "));
    return words.every((each) => text.includes(each));
  }).map(([id]) => id);
}

const MOST_FOUND = 8;

function openBody(measure, mention, item, opener) {
  select(measure.key, "executors_text");
  const place = placeOfEntry({ kind: "body", key: readAsKey(measure), printed: mention });
  const edit = edits.get(place);
  let chosen = edit?.agency_id ?? "";
  const asked = control("input", "", { placeholder: word("body_hint"), spellcheck: "false" });
  const list = make("ul", { className: "found", "aria-label": word("bodies_found") });
  const everywhere = make("input", { type: "checkbox" });
  const reason = reasonControl(edit?.reason);
  const find = () => {
    const found = bodiesLike(asked.value).slice(0, MOST_FOUND);
    const shown = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
    list.replaceChildren(...shown.map((id) => make("li", {}, make("button", { type: "button", "aria-pressed": String(id === chosen),
      on: { click: () => { chosen = id; find(); } } },
    make("b", { text: bodyName(id) }), make("small", { text: joined(data.agencies[id].short.join(", "), data.agencies[id].life, id) })))));
    if (!shown.length && asked.value.trim()) list.append(make("li", { className: "nothing", text: word("no_body_found") }));
  };
  asked.addEventListener("input", find);
  find();
  openForm(item, opener, [["body_search", asked], ["", list], ["", make("label", { className: "check" }, everywhere, word("everywhere"))], ["reason", reason]], () => {
    if (!chosen) return word("body_missing");
    if (!reason.value.trim()) return word("reason_missing");
    const entry = { kind: "body", key: everywhere.checked ? "" : readAsKey(measure), printed: mention, agency_id: chosen, reason: normal(reason.value) };
    const shownIn = data.measures.filter((each) => each.bodies.some(([text]) => text === mention)).map(({ key }) => key);
    for (const [at, edit] of edits) if (isBodyInPlaceOf(entry, edit)) edits.delete(at);
    keepEntry(placeOfEntry(entry), { ...entry, shownIn });
    return "";
  });
}

const isKey = (text) => /^[\p{L}\p{N}~/.-]+$/u.test(text);
const printedMeasure = (measure) => asRead(valueOf(measure, "measure_text"));

function openKey(measure, card, opener) {
  select(measure.key, "item_number");
  const place = placeOfEntry({ kind: "key", key: readAsKey(measure) });
  const key = control("input", edits.get(place)?.corrected ?? measure.key, { spellcheck: "false" });
  const reason = reasonControl(edits.get(place)?.reason);
  openForm(card, opener, [["new_key", key], ["reason", reason]], () => {
    const corrected = normal(key.value);
    if (corrected === readAsKey(measure)) return word("same");
    if (!isKey(corrected)) return word("key_wrong");
    if (corrected !== measure.key && measures.has(corrected)) return filled("key_taken", { key: corrected });
    if (!reason.value.trim()) return word("reason_missing");
    keepEntry(place, { kind: "key", key: readAsKey(measure), printed: printedMeasure(measure), corrected, reason: normal(reason.value), shownIn: [measure.key] });
    return "";
  });
}

function openMerge(measure, card, opener) {
  select(measure.key, "measure_text");
  const place = placeOfEntry({ kind: "merge", key: readAsKey(measure) });
  const at = data.measures.indexOf(measure);
  const others = data.measures.filter((each) => each !== measure);
  const into = make("select", {}, others.map((each) => make("option", { value: readAsKey(each), text: `${each.key}  ${(each.values.measure_text ?? "").slice(0, 60)}` })));
  into.value = edits.get(place)?.into ?? readAsKey(data.measures[at - 1] ?? others[0]);
  const reason = reasonControl(edits.get(place)?.reason);
  openForm(card, opener, [["merge_into", into], ["reason", reason]], () => {
    if (!reason.value.trim()) return word("reason_missing");
    keepEntry(place, { kind: "merge", key: readAsKey(measure), into: into.value, printed: printedMeasure(measure), reason: normal(reason.value), shownIn: [measure.key] });
    return "";
  });
}

// a row that was not read at all: it stands after a measure, or before all of them; or one that was added so already
function openRow(measure, host, opener) {
  if (measure) select(measure.key, "measure_text");
  const made = measure && isAdded(measure) ? allEntries().find((entry) => entry.kind === "row" && entry.key === measure.key) ?? { key: measure.key, ...measure.values } : null;
  const after = made ? made.after ?? "" : measure ? readAsKey(measure) : "";
  const key = control("input", made?.key ?? "", { spellcheck: "false" });
  const page = control("select", "");
  page.append(...data.pages.map(([number]) => make("option", { value: number, text: number })));
  page.value = made?.page ?? measure?.pages.at(-1) ?? byId("go-to-page").value;
  const texts = VALUE_COLUMNS.map((column) => [column, control("textarea", made?.[column] ?? "", { lang: data.document.language, rows: column === "measure_text" ? 3 : 1 })]);
  const reason = reasonControl(made?.reason);
  openForm(host, opener, [["new_key", key], ["page", page], ...texts, ["reason", reason]], () => {
    const own = normal(key.value);
    if (!isKey(own)) return word("key_wrong");
    if (measures.has(own) && own !== made?.key) return filled("key_taken", { key: own });
    if (!texts[0][1].value.trim()) return word("words_missing");
    if (!reason.value.trim()) return word("reason_missing");
    const entry = { kind: "row", key: own, after, page: page.value, reason: normal(reason.value), shownIn: measure ? [measure.key] : [] };
    for (const [column, area] of texts) entry[column] = normal(area.value);
    keepEntry(placeOfEntry(entry), entry);
    return "";
  });
}

function openAcceptance(finding, card, opener) {
  const entry = acceptanceOf(finding);
  const edit = edits.get(placeOfEntry(entry));
  const reason = reasonControl(edit?.reason ?? word("accept_reason"));
  const by = control("input", edit?.by ?? kept.by ?? "", { placeholder: word("by_hint"), name: "by" });
  openForm(card, opener, [["reason", reason], ["by", by]], () => {
    if (!reason.value.trim()) return word("reason_missing");
    if (!by.value.trim()) return word("by_missing");
    keep({ by: normal(by.value) });
    keepEntry(placeOfEntry(entry), { ...entry, reason: normal(reason.value), by: normal(by.value), date: today() });
    return "";
  });
}
