// Filters and search: cards are hidden, never taken away.
const searched = new Map(); // each measure's words in lower case
for (const measure of data.measures) {
  const names = [...measure.bodies.flatMap(([mention, id]) => [mention, id, ...namesOf(id)]),
    ...measure.recipients.flatMap(namesOf)];
  searched.set(measure.key, folded([measure.key, ...Object.values(measure.values), ...names, ...measure.others.flat(), measure.section[1]].filter(Boolean).join("\n")));
}

const isLessSure = ({ confidence }) => confidence !== null && confidence !== undefined && confidence < 1;
const hasFinding = (measure, test) => (findingsBy.get(measure.key) ?? []).some((at) => test(data.findings[at]));
const FINDING_TESTS = {
  open: (measure) => hasFinding(measure, isOpen),
  with: (measure) => hasFinding(measure, () => true),
  without: (measure) => !hasFinding(measure, () => true),
  repaired: (measure) => measure.repairs.some((repair) => !isCorrection(repair)),
  corrected: (measure) => measure.corrected.length > 0 || measure.bodies.some(([, , , , isCorrected]) => isCorrected)
    || [...edits.values()].some((entry) => entry.shownIn?.includes(measure.key)),
  removed: (measure) => measure.removed,
  "less-sure": isLessSure,
};

function matches(measure) {
  const query = folded(state.query.trim());
  if (query && !searched.get(measure.key).includes(query)) return false;
  if (state.section && JSON.stringify(measure.section) !== state.section) return false;
  if (state.body && !measure.recipients.includes(state.body) && !measure.bodies.some(([, id]) => id === state.body)) return false;
  if (!state.finding) return true;
  const [kind, name] = state.finding.split(":");
  if (kind === "code") return hasFinding(measure, (finding) => finding.code === name);
  return FINDING_TESTS[kind](measure);
}

function applyFilters() {
  let shown = 0;
  for (const measure of data.measures) {
    const isShown = matches(measure);
    cardOf(measure.key).hidden = !isShown;
    shown += isShown;
  }
  // a heading without a card under it says nothing
  let follows = { "H3": false, "H4": false };
  for (const element of [...byId("measures").children].reverse()) {
    if (element.matches(".measure") && !element.hidden) follows = { "H3": true, "H4": true };
    else if (element.tagName in follows) {
      element.hidden = !follows[element.tagName];
      follows[element.tagName] = false;
    }
  }
  byId("none").hidden = shown > 0;
  byId("count").textContent = filled("shown", { shown, all: data.measures.length });
  byId("clear").disabled = !(state.query || state.section || state.body || state.finding);
}

function fillChoices() {
  const options = (id, value, entries) => {
    byId(id).replaceChildren(make("option", { value: "", text: word("all") }), ...entries);
    byId(id).value = value;
  };
  const option = ([value, text]) => make("option", { value, text });
  const sections = new Map(data.measures.map(({ section }) => [JSON.stringify(section), joined(section[0], section[1]) || word("no_section")]));
  options("by-section", state.section, [...sections].map(option));
  const used = [...new Set(data.measures.flatMap(({ bodies, recipients }) => [...bodies.map(([, id]) => id), ...recipients]))].filter(Boolean).map((id) => [id, bodyName(id)]).sort((a, b) => a[1].localeCompare(b[1], state.language));
  options("by-body", state.body, used.map(option));
  const kinds = [["open", "with_open_finding"], ["with", "with_finding"], ["without", "without_finding"], ["repaired", "with_repair"], ["corrected", "with_correction"], ["removed", "only_removed"], ["less-sure", "less_sure"]];
  const codes = new Map(data.findings.filter((finding) => finding.key).map((finding) => [`code:${finding.code}`, kindOf(finding).title]));
  options("by-finding", state.finding, [...kinds.map(([value, name]) => [value, word(name)]), ...codes].map(option));
}

function clearFilters() {
  Object.assign(state, { query: "", section: "", body: "", finding: "" });
  for (const id of ["search", "by-section", "by-body", "by-finding"]) byId(id).value = "";
  renderMeasures();
}

let waiting = 0;
function watchFilters() {
  byId("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    clearTimeout(waiting);
    waiting = setTimeout(renderMeasures, 100);
  });
  for (const [id, name] of [["by-section", "section"], ["by-body", "body"], ["by-finding", "finding"]]) {
    byId(id).addEventListener("change", (event) => { state[name] = event.target.value; applyFilters(); });
  }
  byId("clear").addEventListener("click", () => { clearFilters(); byId("search").focus(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}
