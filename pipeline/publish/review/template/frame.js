// The frame around both panes: language, theme, and the first drawing of everything.
const THEMES = ["auto", "light", "dark"];
let theme = THEMES.includes(kept.theme) ? kept.theme : "auto";

function applyTheme() {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function nameTheme() {
  for (const name of ["aria-label", "title"]) byId("theme").setAttribute(name, word(`theme_${theme}`));
}

function renderFacts() {
  const { document: own } = data;
  byId("facts").textContent = joined(`${code("act_type", own.act_type)} ${word("number_sign")} ${own.number}`, own.date,
    state.language === "kk" ? `${own.edition_date} ${word("edition_of")}` : `${word("edition_of")} ${own.edition_date}`,
    `${word("measures")}: ${data.measures.length}`, `${word("findings")}: ${data.findings.filter(isOpen).length}`, own.source_file);
}

function renderFrame() {
  const { document: own } = data;
  root.lang = state.language;
  document.title = `${word("page_title")}: ${own.edition_id}`;
  document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = word(element.dataset.word)));
  byId("title").textContent = own.title_text;
  byId("title").lang = own.language;
  renderFacts();
  byId("search").placeholder = word("search_hint");
  byId("languages").setAttribute("aria-label", word("languages"));
  byId("languages").replaceChildren(...data.languages.map((language) => make("button", { type: "button", lang: language, "aria-pressed": String(language === state.language),
    text: data.words[language].language_name, on: { click: () => { state.language = language; keep({ language }); renderAll(); byId("languages").querySelector("[aria-pressed=true]").focus(); } } })));
  nameTheme();
  for (const name of ["aria-label", "title"]) byId("help").setAttribute(name, word("help"));
  byId("tabs").setAttribute("aria-label", word("tabs"));
  byId("pages-pane").setAttribute("aria-label", word("pages_pane"));
  byId("reading").setAttribute("aria-label", word("reading_pane"));
}

function renderAll() {
  renderFrame();
  renderKeys();
  labelPages();
  fillChoices();
  renderSaved();
  renderCorrections();
  renderFindings();
  renderAct();
  renderMeasures();
}

byId("theme").addEventListener("click", () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  keep({ theme });
  applyTheme();
  nameTheme();
});
byId("help").addEventListener("click", ACTIONS["?"]);
byId("correct").addEventListener("click", toggleCorrecting);
byId("download").addEventListener("click", download);
byId("go-to-page").addEventListener("change", (event) => goToPage(Number(event.target.value)));
byId("sheets").addEventListener("scroll", followPages, { passive: true });
byId("zoom-in").addEventListener("click", () => setZoom(zoom * 1.25));
byId("zoom-out").addEventListener("click", () => setZoom(zoom / 1.25));
byId("zoom-fit").addEventListener("click", () => setZoom(1));
// Ctrl and the wheel, or two fingers on a touchpad, as in every viewer of pages
byId("sheets").addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  setZoom(zoom * Math.exp(-event.deltaY / 400), [event.clientX, event.clientY]);
}, { passive: false });
byId("more").addEventListener("click", () => byId("more").setAttribute("aria-expanded", String(root.toggleAttribute("data-filters"))));
for (const name of ["pages", "reading"]) byId(`tab-${name}`).addEventListener("click", () => openTab(name));
// what is folded, or not drawn yet, would be missing on paper
addEventListener("beforeprint", () => {
  cards.forEach(fill);
  document.querySelectorAll("details").forEach((each) => (each.open = true));
});
applyTheme();
openTab("reading");
placeBoxes();
watchPages();
watchFilters();
watchKeys();
renderAll();
// `…html#m-4.6` opens at a measure
follow();
