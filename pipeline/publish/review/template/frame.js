// The frame around both panes: language, theme, and the first drawing of everything.
const THEMES = ["auto", "light", "dark"];
let theme = "auto";

function nameTheme() {
  for (const name of ["aria-label", "title"]) byId("theme").setAttribute(name, word(`theme_${theme}`));
}

function renderFrame() {
  const { document: own } = data;
  document.documentElement.lang = state.language;
  document.title = `${word("page_title")}: ${own.edition_id}`;
  document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = word(element.dataset.word)));
  byId("title").textContent = own.title_text;
  byId("facts").textContent = joined(`${code("act_type", own.act_type)} ${word("number_sign")} ${own.number}`, own.date,
    state.language === "kk" ? `${own.edition_date} ${word("edition_of")}` : `${word("edition_of")} ${own.edition_date}`,
    `${word("measures")}: ${data.measures.length}`, `${word("findings")}: ${data.findings.length}`, own.source_file);
  byId("search").placeholder = word("search_hint");
  byId("languages").setAttribute("aria-label", word("languages"));
  byId("languages").replaceChildren(...data.languages.map((language) => make("button", { type: "button", lang: language, "aria-pressed": String(language === state.language),
    text: data.words[language].language_name, on: { click: () => { state.language = language; renderAll(); byId("languages").querySelector("[aria-pressed=true]").focus(); } } })));
  nameTheme();
  for (const name of ["aria-label", "title"]) byId("help").setAttribute(name, word("help"));
  byId("pages-pane").setAttribute("aria-label", word("pages_pane"));
  byId("reading").setAttribute("aria-label", word("reading_pane"));
}

function renderAll() {
  renderFrame();
  renderKeys();
  labelPages();
  fillChoices();
  renderCorrections();
  renderFindings();
  renderAct();
  renderMeasures();
}

byId("theme").addEventListener("click", () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  nameTheme();
});
byId("help").addEventListener("click", ACTIONS["?"]);
byId("correct").addEventListener("click", toggleCorrecting);
byId("go-to-page").addEventListener("change", (event) => goToPage(event.target.value));
byId("sheets").addEventListener("scroll", followPages, { passive: true });
byId("zoom-in").addEventListener("click", () => setZoom(zoom * 1.25));
byId("zoom-out").addEventListener("click", () => setZoom(zoom / 1.25));
byId("zoom-fit").addEventListener("click", () => setZoom(1));
// folded parts would be missing on paper
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
drawBoxes();
// on a small screen a whole page is too small to read
if (byId("sheets").clientWidth < 480) setZoom(1.7);
watchFilters();
watchKeys();
renderAll();
// `…html#4.6` opens at a measure
const asked = location.hash.slice(1);
if (measures.has(asked)) goToMeasure(asked);
