// The page pictures with a box for every cell, and the way from a value to its place and back.
const boxes = new Map(); // one rectangle for each printed cell, whatever number of measures shares it
const spots = [];

function drawBoxes() {
  for (const measure of data.measures) {
    for (const [column, page, x0, top, x1, bottom] of measure.cells) {
      const id = [column, page, x0, top, x1, bottom].join(" ");
      if (!boxes.has(id)) boxes.set(id, { rect: addRect(page, [x0, top, x1, bottom], "cell"), column, page, box: [x0, top, x1, bottom], keys: [] });
      boxes.get(id).keys.push(measure.key);
    }
  }
  for (const box of boxes.values()) box.rect?.addEventListener("click", () => showValue(box));
  for (const finding of data.findings) spots.push(finding.box && addRect(finding.page, finding.box, `spot ${finding.severity}`));
}

function addRect(page, [x0, top, x1, bottom], classes) {
  const svg = byId(`page-${page}`)?.querySelector("svg");
  if (!svg) return null;
  const size = { x: x0, y: top, width: Math.max(x1 - x0, 1), height: Math.max(bottom - top, 1) };
  return svg.appendChild(drawn("rect", { ...size, class: classes, "vector-effect": "non-scaling-stroke" }));
}

function labelPages() {
  const choice = byId("go-to-page");
  choice.replaceChildren(...data.pages.map(([number]) => make("option", { value: number, text: number })));
  for (const [number] of data.pages) {
    const page = byId(`page-${number}`);
    page.querySelector("figcaption").textContent = `${word("page")} ${number}`;
    page.querySelector("img").alt = `${word("picture_of_page")} ${number}`;
  }
  byId("sheets").setAttribute("aria-label", word("pages_pane"));
  byId("zoom-in").setAttribute("aria-label", word("zoom_in"));
  byId("zoom-out").setAttribute("aria-label", word("zoom_out"));
}

function scrollPages(element, place = "center") {
  const pane = byId("sheets");
  const outer = pane.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const slack = place === "center" ? Math.max((outer.height - inner.height) / 2, 24) : 8;
  const aside = inner.left < outer.left || inner.right > outer.right ? inner.left - outer.left - 24 : 0;
  pane.scrollTo({ top: pane.scrollTop + inner.top - outer.top - slack, left: pane.scrollLeft + aside, behavior: calmly() });
}

// the choice of pages names the page that is in view
function followPages() {
  const { top, height } = byId("sheets").getBoundingClientRect();
  const page = data.pages.find(([number]) => byId(`page-${number}`).getBoundingClientRect().bottom > top + height / 3);
  if (page) byId("go-to-page").value = page[0];
}

function goToPage(number) {
  const page = byId(`page-${number}`);
  if (page) scrollPages(page, "top");
}

// lights the measure's row and the cell of the column, and brings the cell into view
function showPlace(key, column, { scroll = true } = {}) {
  const here = [];
  for (const box of boxes.values()) {
    const isRow = box.keys.includes(key);
    const isHere = isRow && box.column === column;
    box.rect?.setAttribute("class", `cell${isRow ? " row" : ""}${isHere ? " here" : ""}`);
    if (isHere && box.rect) here.push(box);
  }
  spots.forEach((spot) => spot?.classList.remove("here"));
  // of a cell that pages cut, the part that has words in it
  const first = (here.length > 1 && here.find(hasInk)) || here[0] || [...boxes.values()].find((box) => box.keys.includes(key));
  if (first?.rect && scroll) scrollPages(first.rect);
  else if (!first && scroll && measures.has(key)) goToPage(measures.get(key).pages[0]);
}

function hasInk({ page, box }) {
  const image = byId(`page-${page}`).querySelector("img");
  return image.naturalWidth > 0 && inkOf(image, [page, ...box]) !== null;
}

function showSpot(index, { scroll = true } = {}) {
  spots.forEach((spot, at) => spot?.classList.toggle("here", at === index));
  const finding = data.findings[index];
  if (!scroll) return;
  if (spots[index]) scrollPages(spots[index]);
  else if (finding.page) goToPage(finding.page);
}

// a merged cell belongs to several measures: the current one of them, else the first that is shown
function showValue(box) {
  const shown = box.keys.filter((key) => !cardOf(key)?.hidden);
  if (!shown.length && box.keys.length) clearFilters();
  const key = box.keys.includes(state.key) && shown.includes(state.key) ? state.key : shown[0] ?? box.keys[0];
  select(key, box.column, { scrollPage: false });
  const card = cardOf(key);
  const target = card?.querySelector(`[data-column="${box.column}"]`) ?? card;
  target?.scrollIntoView({ block: "center", behavior: calmly() });
  target?.focus?.({ preventScroll: true });
}

let zoom = 1;
function setZoom(value) {
  zoom = Math.min(Math.max(value, 0.4), 4);
  document.querySelectorAll(".page").forEach((page) => (page.style.width = `${zoom * 100}%`));
}
