// The act around the plan: titles, paragraphs, notes of amendment, duties to report.
function textValue(column, { key, text, page, notePage, repairs = [], name }) {
  return { column, key, text, notePage, repairs, page: notePage, name: name ?? word(column), pages: page ? [].concat(page) : [],
    show: () => { if (page) scrollToPage([].concat(page)[0]); } };
}

function renderAct() {
  const { document: own } = data;
  const titles = ["title_text", "plan_title_text"].filter((column) => own[column]).map((column) => field(textValue(column,
    { text: own[column], page: 1, repairs: data.titles[0].filter((repair) => repair[0] === column) }), { wide: true }));
  const paragraphs = data.paragraphs.map((paragraph) => make("div", { className: "numbered" }, make("span", { className: "own", text: `${paragraph.number}.` }),
    make("div", {}, field(textValue("text", { key: paragraph.number, text: paragraph.text, page: paragraph.pages, repairs: paragraph.repairs }), { wide: true }),
      repairList(paragraph.repairs))));
  const seen = new Set();
  const notes = data.amendments.map((note) => {
    const isFirst = !seen.has(`${note.page} ${note.note_text}`);
    seen.add(`${note.page} ${note.note_text}`);
    const target = joined(code("target_type", note.target_type), note.target_key, code("action", note.action));
    const act = joined(note.amending_body_text, code("act_type", note.amending_act_type), note.amending_date, `${word("number_sign")} ${note.amending_number}`, note.effective_text);
    return make("div", { className: isFirst ? "note" : "" },
      isFirst && field(textValue("note_text", { text: note.note_text, page: note.page, notePage: note.page, repairs: note.repairs }), { wide: true }),
      isFirst && repairList(note.repairs),
      readAs(`${target} — ${act}`, true));
  });
  const duties = data.duties.map((duty) => make("div", { className: "note" }, make("p", { className: "value", lang: data.document.language, text: duty.text }),
    readAs(joined(duty.duty_bearer_text, duty.recipient_text, duty.rrule), true)));
  const part = (name, items) => items.length > 0 && make("details", { className: "card", open: true, dataset: { part: name } }, make("summary", {}, make("strong", { text: `${word(name)} (${items.length})` })), items);
  const open = new Map([...byId("act").querySelectorAll("details[data-part]")].map((each) => [each.dataset.part, each.open]));
  byId("act").replaceChildren(
    make("h2", { id: "act-head", text: word("act") }),
    make("div", { className: "card" }, titles,
      make("p", { className: "parsed", text: `${word("source_file")}: ${own.source_file}` }),
      make("p", { className: "parsed", text: `${word("glyphs")}: ${filled("glyphs_sum", { total: own.glyphs_total, placed: own.glyphs_placed, furniture: own.glyphs_furniture })}` })),
    ...[part("paragraphs", paragraphs), part("amendments", notes), part("duties", duties)].filter(Boolean));
  for (const each of byId("act").querySelectorAll("details[data-part]")) each.open = open.get(each.dataset.part) ?? false;
}
