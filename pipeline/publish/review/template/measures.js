// Right: a card a measure, grouped as the plan is. A card's inside is made when it comes near, or when there is time.
const MANY = 150;
const AT_ONCE = 12;
const LEAST_IDLE_MS = 6;
const cards = new Map();
const cardOf = (key) => cards.get(key);
const dashed = (from, to) => [...new Set([from, to].filter(Boolean))].join(" – ");

// one printed value: its label, its words, what they were read as
function field(value, { wide = false, parsed = null } = {}) {
  const edit = edits.get(placeOf(value));
  const isMerged = value.measure?.merged.includes(value.column);
  const isCorrected = value.repairs.some(isCorrection) || value.measure?.corrected.includes(value.column);
  const pages = value.pages ?? [];
  const own = make("div", { className: `field${wide ? " wide" : ""}${value.column === "measure_text" ? " main" : ""}` });
  const label = make("div", { className: "label" },
    make("span", { className: "name", text: value.name }),
    pages.length > 0 && make("button", { type: "button", className: "plain", text: `${word("page_short")} ${dashed(pages[0], pages.at(-1))}`,
      "aria-label": `${value.name} ${value.key ?? ""}: ${word("show_place")}, ${word("page")} ${pages.join(", ")}`, on: { click: () => { value.show(); openTab("pages"); } } }),
    isMerged && make("span", { className: "tag", title: word("merged_hint"), text: word("merged") }),
    isCorrected && make("span", { className: "tag change", text: word("corrected") }),
    make("button", { type: "button", className: "plain correct", text: word("correct"),
      "aria-label": `${word("correct")}: ${value.name} ${value.key ?? ""}`, on: { click: (event) => (value.measure && isAdded(value.measure) ? openRow(value.measure, own, event.currentTarget) : openWords(value, own)) } }));
  const text = value.text
    ? make("p", { className: "value", lang: data.document.language, tabindex: "-1", dataset: { column: value.column } }, marked(value.text, value.repairs))
    : make("p", { className: "value nothing", tabindex: "-1", dataset: { column: value.column }, text: word("nothing_printed") });
  text.addEventListener("click", () => { if (getSelection().isCollapsed) value.show(); });
  own.append(label, text);
  if (isCorrected) own.append(make("p", { className: "parsed" }, `${word("as_read")}: `, make("span", { lang: data.document.language, text: asRead(value) || "—" })));
  if (parsed) own.append(parsed);
  if (edit) {
    own.append(make("p", { className: "repairs" }, make("span", { className: "tag change", text: word("unsaved") }), " ",
      make("ins", { lang: data.document.language, text: edit.corrected || "—" })));
  }
  return own;
}

function valueOf(measure, column) {
  const pages = [...new Set(measure.cells.filter((cell) => cell[0] === column).map((cell) => cell[1]))];
  return { measure, column, key: measure.key, name: word(column), text: measure.values[column], pages,
    repairs: measure.repairs.filter((repair) => repair[0] === column), show: () => select(measure.key, column) };
}

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
    const [mention, , consent, coordinator, isCorrected] = group[0];
    const remarks = [consent && word("consent"), coordinator && word("coordinator")].filter(Boolean).join(", ");
    const ownBodies = ownEntries((entry) => entry.kind === "body" && entry.printed === mention);
    const edit = ownBodies.find(({ key }) => key === readAsKey(measure)) ?? ownBodies.find(({ key }) => !key);
    const item = make("li", {}, make("b", { lang: data.document.language, text: mention }), " ", group.map(([, id], at) => [at ? "; " : "",
      id ? make("span", { text: bodyName(id) }) : make("span", { className: "unknown", text: word("unknown_body") })]).flat(),
    remarks && make("i", { text: ` (${remarks})` }),
    isCorrected && make("span", { className: "tag change", text: word("corrected") }),
    edit && make("ins", { text: ` → ${bodyName(edit.agency_id)}` }));
    const opener = make("button", { type: "button", className: "plain correct", text: word("correct"), "aria-label": `${word("correct")}: ${mention} ${measure.key}`,
      on: { click: () => openBody(measure, mention, item, opener) } });
    item.append(opener);
    return item;
  }));
}

function flagsOf(measure) {
  return (findingsBy.get(measure.key) ?? []).map((index) => {
    const finding = data.findings[index];
    return make("p", {},
      make("span", { className: `tag ${finding.severity}`, text: word(finding.severity) }), " ",
      make("a", { className: "link", href: findingLinks[index], text: kindOf(finding).title }), " ", statusTag(finding));
  });
}

function toolsOf(measure, card) {
  const tool = (name, open) => {
    const opener = make("button", { type: "button", className: "plain correct", text: word(name), "aria-label": `${word(name)}: ${measure.key}`, on: { click: () => open(measure, card, opener) } });
    return opener;
  };
  if (isAdded(measure)) return make("span", { className: "card-tools" });
  return make("span", { className: "card-tools" }, tool("correct_key", openKey),
    data.measures.length > 1 && !data.measures.some(({ parent }) => parent === measure.key) && tool("merge", openMerge), tool("add_row", openRow));
}

// a card with its number only: its inside follows
function measureCard(measure, index) {
  const card = make("article", { className: `card measure${measure.parent ? " sub" : ""}${measure.removed ? " removed" : ""}`, tabindex: "-1",
    "aria-labelledby": `measure-${index}`, dataset: { key: measure.key } },
  make("header", {}, make("h5", { id: `measure-${index}` }, make("a", { className: "link", href: measureLink(measure.key), text: measure.key })),
    readAsKey(measure) !== measure.key && make("span", { className: "tag change", text: `${word("as_read")}: ${readAsKey(measure)}` }),
    measure.removed && make("span", { className: "tag warning", text: word("removed") }),
    isLessSure(measure) && make("span", { className: "tag", text: `${word("confidence")}: ${measure.confidence}` })));
  cards.set(measure.key, card);
  return card;
}

function fill(card) {
  if (card.dataset.filled) return;
  card.dataset.filled = "1";
  const measure = measures.get(card.dataset.key);
  const value = (column) => valueOf(measure, column);
  const values = measure.values;
  const flags = flagsOf(measure);
  const rowsAfter = ownEntries((entry) => entry.kind === "row" && entry.after === readAsKey(measure));
  const ownDone = ownEntries((entry) => ["key", "merge"].includes(entry.kind) && entry.key === readAsKey(measure));
  card.firstElementChild.append(toolsOf(measure, card));
  card.append(
    make("div", { className: "fields" },
      field(value("measure_text"), { wide: true }),
      field(value("executors_text"), { wide: true, parsed: bodyList(measure) ?? readAs("", values.executors_text) }),
      field(value("completion_form_text"), { parsed: readAs(parsedForm(measure), values.completion_form_text) }),
      field(value("deadline_text"), { parsed: readAs(parsedDeadline(measure), values.deadline_text) }),
      field(value("cost_text"), { parsed: readAs(parsedCost(measure), values.cost_text) }),
      measure.others.map(([head, text]) => make("div", { className: "field" }, make("div", { className: "label" }, make("span", { className: "name", lang: data.document.language, text: head })),
        make("p", { className: "value", lang: data.document.language }, marked(text))))),
    ...[repairList(measure.repairs), flags.length > 0 && make("div", { className: "flags" }, flags), ...doneHere([...ownDone, ...rowsAfter])].filter(Boolean));
}

function refill(key) {
  const card = cardOf(key);
  if (!card) return;
  card.replaceChildren(card.firstElementChild);
  card.querySelector(".card-tools")?.remove();
  delete card.dataset.filled;
  fill(card);
  light();
}

let nearness = null;
let waitingFill = 0;

// what is near the view first; the rest, for the browser's own search, when there is time
function fillInTime() {
  nearness?.disconnect();
  cancelIdle(waitingFill);
  const empty = [...cards.values()];
  empty.splice(0, data.measures.length > MANY ? AT_ONCE : empty.length).forEach(fill);
  if (!empty.length) return;
  nearness = whenNear("reading", fill);
  empty.forEach((card) => nearness.observe(card));
  const more = (idle) => {
    while (empty.length && idle.timeRemaining() > LEAST_IDLE_MS) fill(empty.shift());
    if (empty.length) waitingFill = whenIdle(more);
  };
  waitingFill = whenIdle(more);
}

// a browser without idle callbacks draws what comes near, and the rest never
const whenIdle = (task) => globalThis.requestIdleCallback?.(task) ?? 0;
const cancelIdle = (task) => globalThis.cancelIdleCallback?.(task);

// draws the list anew with the same card in the same place
function renderMeasures() {
  const pane = byId("reading");
  const isScrolled = cards.size > 0 && pane.scrollTop > 0;
  const top = isScrolled && pane.getBoundingClientRect().top;
  const held = isScrolled && [...cards.values()].find((card) => !card.hidden && card.getBoundingClientRect().bottom > top);
  const before = held && held.getBoundingClientRect().top;
  drawList();
  const again = held && cardOf(held.dataset.key);
  if (!again || again.hidden || before > top + pane.clientHeight) return;
  fill(again);
  pane.scrollTop += again.getBoundingClientRect().top - before;
}

function drawList() {
  const list = byId("measures");
  cards.clear();
  const opener = make("button", { type: "button", className: "plain correct", text: word("add_row_first"), on: { click: () => openRow(null, first, opener) } });
  const first = make("div", { className: "row-first" }, opener, ...doneHere(ownEntries((entry) => entry.kind === "row" && !entry.after)));
  const parts = [make("h2", { id: "measures-head", text: word("measures") }), first];
  let stage = null;
  let section = null;
  data.measures.forEach((measure, index) => {
    const [number, title, start, end] = measure.stage;
    if (JSON.stringify(measure.stage) !== stage) {
      stage = JSON.stringify(measure.stage);
      section = null;
      if (number !== null || title) {
        parts.push(make("h3", { className: "stage" }, make("span", { className: "own", text: joined(`${word("stage")} ${number ?? ""}`, start && `${start.slice(0, 4)}–${(end ?? "").slice(0, 4)}`) }),
          make("span", { lang: data.document.language, text: title ?? "" })));
      }
    }
    if (JSON.stringify(measure.section) !== section) {
      section = JSON.stringify(measure.section);
      const [own, name] = measure.section;
      if (own !== null || name) parts.push(make("h4", { className: "section", dataset: { section } }, make("span", { className: "own", text: own ?? "" }), make("span", { lang: data.document.language, text: name ?? "" })));
    }
    parts.push(measureCard(measure, index));
  });
  parts.push(make("p", { className: "empty", id: "none", text: word("none_shown"), hidden: true }));
  list.classList.toggle("many", data.measures.length > MANY);
  list.replaceChildren(...parts);
  fillInTime();
  applyFilters();
  if (state.key) light();
}

function light() {
  for (const card of document.querySelectorAll(".measure.current")) card.classList.remove("current");
  for (const value of document.querySelectorAll(".value.here")) value.classList.remove("here");
  const card = cardOf(state.key);
  card?.classList.add("current");
  if (card && state.column) card.querySelector(`[data-column="${state.column}"]`)?.classList.add("here");
}

function select(key, column, { scrollPage = true } = {}) {
  state.key = key;
  state.column = column;
  light();
  showPlace(key, column, { scroll: scrollPage });
}

function showCard(key, column) {
  const card = cardOf(key);
  fill(card);
  light();
  const target = card.querySelector(`[data-column="${column}"]`) ?? card;
  bring(target, "center");
  target.focus({ preventScroll: true });
}

function goToMeasure(key, column = "measure_text", { isStep = false } = {}) {
  if (!cardOf(key)) return;
  noteLink(measureLink(key), { isStep });
  openTab("reading");
  if (cardOf(key).hidden) clearFilters();
  const card = cardOf(key);
  fill(card);
  select(key, column);
  bring(card, "start");
  card.focus({ preventScroll: true });
}
