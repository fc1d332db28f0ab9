// The list of corrections and acceptances: those of the file, and those made here.
function entryTitle(entry) {
  if (entry.kind === "words") return [word(entry.column), entry.key, entry.page && `${word("page_short")} ${entry.page}`];
  if (entry.kind === "accepted") return [word("kind_accepted"), data.kinds[entry.code]?.title[state.language] ?? entry.code, entry.key, entry.page && `${word("page_short")} ${entry.page}`];
  return [word(`kind_${entry.kind}`), entry.key || word("everywhere")];
}

// [what was read, what it becomes]
function entryChange(entry) {
  if (entry.kind === "words") return [entry.printed, entry.corrected];
  if (entry.kind === "body") return [entry.printed, bodyName(entry.agency_id)];
  if (entry.kind === "key") return [entry.key, entry.corrected];
  if (entry.kind === "merge") return [entry.key, entry.into];
  if (entry.kind === "row") return ["", entry.measure_text];
  return [entry.printed, ""];
}

function changeLine(entry) {
  const [before, after] = entryChange(entry);
  const parts = [make("del", { lang: data.document.language, text: before || "—" })];
  if (entry.kind !== "accepted") parts.push(" → ", make("ins", { lang: data.document.language, text: after || "—" }));
  return make("p", { className: "repairs" }, parts);
}

// what was done here to a measure or a value, shown next to it
const ownEntries = (test) => [...edits.values()].filter(test);
const doneHere = (entries) => entries.map((entry) => make("p", { className: "repairs done" }, make("span", { className: "tag change", text: word("unsaved") }), " ",
  make("span", { className: "name", text: joined(...entryTitle(entry)) }), changeLine(entry)));

function renderCorrections() {
  const section = byId("corrections");
  const rows = [
    ...known.filter((entry) => !isReplaced(entry)).map((entry) => [entry, () => removeKnown(entry), false]),
    ...[...edits].map(([place, entry]) => [entry, () => dropEntry(place), true]),
  ];
  section.hidden = !rows.length && known.length === data.corrections.length;
  section.replaceChildren(
    make("h2", { id: "corrections-head", text: `${word("corrections")} (${rows.length})` }),
    make("div", { className: "card" },
      rows.map(([entry, remove, isNew]) => make("div", { className: "correction" },
        make("p", { className: "label" },
          make("span", { className: "name", text: joined(...entryTitle(entry)) }),
          isNew && make("span", { className: "tag change", text: word("unsaved") }),
          make("button", { type: "button", className: "plain", text: word("remove"), on: { click: remove } })),
        changeLine(entry),
        make("p", { className: "reason", text: joined(entry.reason, entry.by, entry.date) }))),
      make("p", { className: "action", text: word("corrections_hint") })));
}
