// The page pictures with a box for every cell, and the way from a value to its place and back.
const boxes = new Map(); // one place for each printed cell, whatever number of measures shares it
const boxesOn = new Map(); // the same by page
const boxesOf = new Map(); // the same by measure
const spots = new Map(); // outlines of findings, by the finding's place in the list
const sizes = new Map(data.pages.map(([number, width, height]) => [number, [width, height]]));
let lit = [];

function placeBoxes() {
  for (const measure of data.measures) {
    for (const [column, page, ...box] of measure.cells) {
      const id = [column, page, ...box].join(" ");
      if (!boxes.has(id)) {
        boxes.set(id, { column, page, box, keys: [], rect: null });
        pushTo(boxesOn, page, boxes.get(id));
      }
      boxes.get(id).keys.push(measure.key);
      pushTo(boxesOf, measure.key, boxes.get(id));
    }
  }
}

const figureOf = (number) => byId(`page-${number}`);
const imageOf = (number) => figureOf(number)?.querySelector("img");

// a page's picture and boxes are made when the page comes near
function drawPage(number) {
  const image = imageOf(number);
  if (!image || image.dataset.drawn) return image;
  image.dataset.drawn = "1";
  setPicture(number);
  for (const box of boxesOn.get(number) ?? []) {
    box.rect = addRect(number, box.box, "cell");
    box.rect.addEventListener("click", () => showValue(box));
  }
  data.findings.forEach((finding, at) => {
    if (finding.page === number && finding.box) spots.set(at, addRect(number, finding.box, `spot ${finding.severity}`));
  });
  return image;
}

// the pictures stand at the end of the file: while it is being read, one may not be there yet
function setPicture(number) {
  const source = byId(`picture-${number}`);
  if (source) imageOf(number).src = `data:${source.dataset.type};base64,${source.textContent}`;
  else if (document.readyState === "loading") setTimeout(() => setPicture(number), 20);
}

// the page's picture, ready to be cut from; rejects where it cannot be decoded
async function decoded(number) {
  const image = drawPage(number);
  while (!image.src && document.readyState === "loading") await new Promise((resolve) => setTimeout(resolve, 20));
  await image.decode();
  return image;
}

function addRect(page, [x0, top, x1, bottom], classes) {
  const size = { x: x0, y: top, width: Math.max(x1 - x0, 1), height: Math.max(bottom - top, 1) };
  return figureOf(page).querySelector("svg").appendChild(drawn("rect", { ...size, class: classes, "vector-effect": "non-scaling-stroke" }));
}

function watchPages() {
  const watch = whenNear("sheets", (figure) => drawPage(Number(figure.dataset.page)));
  for (const [number, [width, height]] of sizes) {
    figureOf(number).querySelector(".sheet").style.aspectRatio = `${width} / ${height}`;
    watch.observe(figureOf(number));
  }
}

function labelPages() {
  byId("go-to-page").replaceChildren(...data.pages.map(([number]) => make("option", { value: number, text: number })));
  for (const number of sizes.keys()) {
    figureOf(number).querySelector("figcaption").replaceChildren(make("a", { className: "link", href: `#p-${number}`, text: `${word("page")} ${number}` }));
    imageOf(number).alt = `${word("picture_of_page")} ${number}`;
  }
  byId("sheets").setAttribute("aria-label", word("pages_pane"));
  for (const name of ["zoom_in", "zoom_out"]) byId(name.replace("_", "-")).setAttribute("aria-label", word(name));
  followPages();
}

function scrollPages(element, place = "center") {
  const pane = byId("sheets");
  const outer = pane.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const slack = place === "center" ? Math.max((outer.height - inner.height) / 2, 24) : 8;
  const aside = inner.left < outer.left || inner.right > outer.right ? inner.left - outer.left - 24 : 0;
  const way = inner.top - outer.top - slack;
  pane.scrollTo({ top: pane.scrollTop + way, left: pane.scrollLeft + aside, behavior: Math.abs(way) > 2 * outer.height ? "instant" : calmly() });
}

// the choice of pages names the page that is in view
function followPages() {
  const { top, height } = byId("sheets").getBoundingClientRect();
  const page = data.pages.find(([number]) => figureOf(number).getBoundingClientRect().bottom > top + height / 3);
  if (page) byId("go-to-page").value = page[0];
}

function scrollToPage(number) {
  if (!figureOf(number)) return;
  drawPage(number);
  scrollPages(figureOf(number), "top");
}

// lights the measure's row and the cell of the column, and brings the cell into view
async function showPlace(key, column, { scroll = true } = {}) {
  for (const rect of lit) rect.setAttribute("class", "cell");
  for (const spot of spots.values()) spot.classList.remove("here");
  const row = boxesOf.get(key) ?? [];
  const here = row.filter((box) => box.column === column);
  for (const { page } of row) drawPage(page);
  lit = [...here, ...row].map((box) => box.rect).filter(Boolean);
  for (const box of row) box.rect?.setAttribute("class", `cell row${here.includes(box) ? " here" : ""}`);
  if (!scroll) return;
  const first = here[0] ?? row[0];
  if (first?.rect) scrollPages(first.rect);
  else if (measures.get(key)?.pages.length) scrollToPage(measures.get(key).pages[0]);
  if (here.length < 2) return;
  // of a cell that pages cut, the part that has words in it
  await Promise.allSettled(here.map(({ page }) => decoded(page)));
  const inked = here.find(hasInk);
  if (inked && inked !== first && state.key === key && state.column === column) scrollPages(inked.rect);
}

function hasInk({ page, box }) {
  const image = imageOf(page);
  return image?.naturalWidth > 0 && inkOf(image, [page, ...box]) !== null;
}

function showSpot(index, { scroll = true } = {}) {
  const finding = data.findings[index];
  if (finding.page) drawPage(finding.page);
  for (const [at, spot] of spots) spot.classList.toggle("here", at === index);
  if (!scroll) return;
  if (spots.has(index)) scrollPages(spots.get(index));
  else if (finding.page) scrollToPage(finding.page);
}

// a merged cell belongs to several measures: the current one of them, else the first that is shown
function showValue(box) {
  const shown = box.keys.filter((key) => !cardOf(key)?.hidden);
  if (!shown.length && box.keys.length) clearFilters();
  const key = box.keys.includes(state.key) && shown.includes(state.key) ? state.key : shown[0] ?? box.keys[0];
  noteLink(measureLink(key));
  openTab("reading");
  select(key, box.column, { scrollPage: false });
  showCard(key, box.column);
}

let zoom = 1;

// what is lit, else the middle of what is in view
function heldPoint() {
  const outer = byId("sheets").getBoundingClientRect();
  const inView = lit.map((rect) => rect.getBoundingClientRect())
    .find((rect) => rect.bottom > outer.top && rect.top < outer.bottom && rect.right > outer.left && rect.left < outer.right) ?? outer;
  return [(Math.max(inView.left, outer.left) + Math.min(inView.right, outer.right)) / 2, (Math.max(inView.top, outer.top) + Math.min(inView.bottom, outer.bottom)) / 2];
}

// the held point of the page stays where it is on the screen while all around it grows
function setZoom(value, [x, y] = heldPoint()) {
  const pane = byId("sheets");
  const sheets = [...pane.querySelectorAll(".sheet")];
  const sheet = sheets.find((each) => each.getBoundingClientRect().bottom > y) ?? sheets.at(-1);
  const before = sheet?.getBoundingClientRect();
  zoom = Math.min(Math.max(value, 0.4), 6);
  pane.querySelectorAll(".page").forEach((page) => (page.style.width = `${zoom * 100}%`));
  if (!before?.width) return;
  const after = sheet.getBoundingClientRect();
  pane.scrollTo({
    left: pane.scrollLeft + after.left + ((x - before.left) / before.width) * after.width - x,
    top: pane.scrollTop + after.top + ((y - before.top) / before.height) * after.height - y,
    behavior: "instant",
  });
}
