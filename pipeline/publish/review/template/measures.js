// Right: a card a measure, grouped as the plan is.
const MANY = 150;
const cards = new Map();
const cardOf = (key) => cards.get(key);
const dashed = (from, to) => [...new Set([from, to].filter(Boolean))].join(" – ");

// one printed value: its label, its words, what they were read as
function field(value, { wide = false, parsed = null } = {}) {
  const edit = edits.get(placeOf(value));
  const isMerged = value.measure?.merged.includes(value.column);
  const isCorrected = value.repairs.some(([, rule]) => rule === "correction") || value.measure?.corrected.includes(value.column);
  const pages = value.pages ?? [];
  const go = () => value.show();
  const root = make("div", { className: `field${wide ? " wide" : ""}${value.column === "measure_text" ? " main" : ""}` });
  const label = make("div", { className: "label" },
    make("span", { className: "name", text: value.name }),
    pages.length > 0 && make("button", { type: "button", className: "plain", text: `${word("page_short")} ${dashed(pages[0], pages.at(-1))}`,
      "aria-label": `${value.name} ${value.key ?? ""}: ${word("show_place")}, ${word("page")} ${pages.join(", ")}`, on: { click: go } }),
    isMerged && make("span", { className: "tag", title: word("merged_hint"), text: word("merged") }),
    isCorrected && make("span", { className: "tag change", text: word("corrected") }),
    state.correcting && make("button", { type: "button", className: "plain correct", text: word("correct"),
      "aria-label": `${word("correct")}: ${value.name} ${value.key ?? ""}`, on: { click: () => openEditor(value, root) } }));
  const text = value.text
    ? make("p", { className: "value", lang: "kk", tabindex: "-1", dataset: { column: value.column } }, marked(value.text, value.repairs))
    : make("p", { className: "value nothing", tabindex: "-1", dataset: { column: value.column }, text: word("nothing_printed") });
  text.addEventListener("click", () => { if (getSelection().isCollapsed) go(); });
  root.append(label, text);
  if (isCorrected) root.append(make("p", { className: "parsed" }, `${word("as_read")}: `, make("span", { lang: "kk", text: asRead(value) || "—" })));
  if (parsed) root.append(parsed);
  if (edit) {
    root.append(make("p", { className: "repairs" }, make("span", { className: "tag change", text: word("unsaved") }), " ",
      make("ins", { lang: "kk", text: edit.corrected || "—" })));
  }
  return root;
}

function valueOf(measure, column) {
  const pages = [...new Set(measure.cells.filter((cell) => cell[0] === column).map((cell) => cell[1]))];
  return { measure, column, key: measure.key, name: word(column), text: measure.values[column], pages,
    repairs: measure.repairs.filter((repair) => repair[0] === column), show: () => select(measure.key, column) };
}

const joined = (...parts) => parts.filter(Boolean).join(" · ");

function parsedDeadline({ deadline }) {
  const rows = [joined(deadline.edtf, dashed(deadline.start, deadline.end), deadline.precision && code("deadline_precision", deadline.precision))];
  if (deadline.rrule) rows.push(`${word("repeats")}: ${deadline.rrule}`);
  if (deadline.event_text) rows.push(`${word("event")}: ${joined(deadline.offset, deadline.event_text)}`);
  if (deadline.derived_end) rows.push(`${word("derived")}: ${joined(deadline.derived_end, deadline.derived_from)}`);
  return rows.filter(Boolean).join("; ");
}

function parsedCost(measure) {
  const amounts = measure.amounts.map((each) => joined(each.years, each.source && code("funding_source", each.source), each.programme,
    `${each.amount} ${each.currency === "KZT" ? word("thousand") : `× 1000 ${each.currency}`}`, each.per && code("cost_period", each.per), each.is_total && word("total")));
  return joined(measure.cost && code("cost_type", measure.cost), measure.sources.map((source) => code("funding_source", source)).join(", "), ...amounts);
}

function parsedForm(measure) {
  const forms = measure.forms.map((form) => code("completion_form", form)).join(", ");
  const to = measure.recipients.map(bodyName).join(", ");
  return joined(forms, to && `${word("recipients")}: ${to}`);
}

const readAs = (text, isPrinted) => (text || isPrinted) && make("p", { className: "parsed" }, `${word("kept_as")}: `, make("b", { text: text || word("no_reading") }));

function bodyList(measure) {
  if (!measure.bodies.length) return null;
  const groups = []; // one mention may name several bodies
  for (const body of measure.bodies) {
    if (groups.at(-1)?.[0][0] === body[0]) groups.at(-1).push(body);
    else groups.push([body]);
  }
  return make("ul", { className: "bodies", "aria-label": word("mentions_bodies") }, groups.map((group) => {
    const [mention, , consent, coordinator] = group[0];
    const remarks = [consent && word("consent"), coordinator && word("coordinator")].filter(Boolean).join(", ");
    return make("li", {}, make("b", { lang: "kk", text: mention }), " ", group.map(([, id], at) => [at ? "; " : "",
      id ? make("span", { text: bodyName(id) }) : make("span", { className: "unknown", text: word("unknown_body") })]).flat(),
    remarks && make("i", { text: ` (${remarks})` }));
  }));
}

const findingsOf = (key) => data.findings.map((finding, index) => [finding, index]).filter(([finding]) => finding.key === key);

function measureCard(measure) {
  const value = (column) => valueOf(measure, column);
  const values = measure.values;
  const flags = findingsOf(measure.key).map(([finding, index]) => make("p", {},
    make("span", { className: `tag ${finding.severity}`, text: word(finding.severity) }), " ",
    make("button", { type: "button", className: "plain", text: finding.title[state.language], on: { click: () => goToFinding(index) } })));
  const name = `measure-${data.measures.indexOf(measure)}`;
  const card = make("article", { className: `card measure${measure.parent ? " sub" : ""}${measure.removed ? " removed" : ""}`, tabindex: "-1", "aria-labelledby": name },
    make("header", {}, make("h5", { id: name, text: measure.key }), measure.removed && make("span", { className: "tag warning", text: word("removed") })),
    make("div", { className: "fields" },
      field(value("measure_text"), { wide: true }),
      field(value("executors_text"), { wide: true, parsed: bodyList(measure) ?? readAs("", values.executors_text) }),
      field(value("completion_form_text"), { parsed: readAs(parsedForm(measure), values.completion_form_text) }),
      field(value("deadline_text"), { parsed: readAs(parsedDeadline(measure), values.deadline_text) }),
      field(value("cost_text"), { parsed: readAs(parsedCost(measure), values.cost_text) }),
      measure.others.map(([head, text]) => make("div", { className: "field" }, make("div", { className: "label" }, make("span", { className: "name", lang: "kk", text: head })),
        make("p", { className: "value", lang: "kk" }, marked(text))))),
    repairList(measure.repairs), flags.length > 0 && make("div", { className: "flags" }, flags));
  cards.set(measure.key, card);
  return card;
}

function renderMeasures() {
  const list = byId("measures");
  cards.clear();
  const parts = [make("h2", { id: "measures-head", text: word("measures") })];
  let stage = null;
  let section = null;
  for (const measure of data.measures) {
    const [number, title, start, end] = measure.stage;
    if (JSON.stringify(measure.stage) !== stage) {
      stage = JSON.stringify(measure.stage);
      section = null;
      if (number !== null || title) {
        parts.push(make("h3", { className: "stage" }, make("span", { className: "own", text: joined(`${word("stage")} ${number ?? ""}`, start && `${start.slice(0, 4)}–${(end ?? "").slice(0, 4)}`) }),
          make("span", { lang: "kk", text: title ?? "" })));
      }
    }
    if (JSON.stringify(measure.section) !== section) {
      section = JSON.stringify(measure.section);
      const [own, name] = measure.section;
      if (own !== null || name) parts.push(make("h4", { className: "section", dataset: { section } }, make("span", { className: "own", text: own ?? "" }), make("span", { lang: "kk", text: name ?? "" })));
    }
    parts.push(measureCard(measure));
  }
  parts.push(make("p", { className: "empty", id: "none", text: word("none_shown"), hidden: true }));
  list.classList.toggle("many", data.measures.length > MANY);
  list.replaceChildren(...parts);
  applyFilters();
  if (state.key) light();
}

function light() {
  for (const [key, card] of cards) {
    card.classList.toggle("current", key === state.key);
    card.querySelectorAll(".value.here").forEach((value) => value.classList.remove("here"));
  }
  if (state.column) cardOf(state.key)?.querySelector(`[data-column="${state.column}"]`)?.classList.add("here");
}

function select(key, column, { scrollPage = true } = {}) {
  state.key = key;
  state.column = column;
  light();
  showPlace(key, column, { scroll: scrollPage });
}

function goToMeasure(key, column = "measure_text") {
  const card = cardOf(key);
  if (!card) return;
  if (card.hidden) clearFilters();
  select(key, column);
  const target = cardOf(key);
  target.scrollIntoView({ block: "start", behavior: calmly() });
  target.focus({ preventScroll: true });
}
