// Findings first: each with a cut-out of its page.
const CUTOUT_WIDTH = 300;
const CUTOUT_HEIGHT = 320;
const MOST_CUTOUTS = 3;
const MARGIN = 7;

// a cell that a page cuts has its words on either page: all its parts are shown
function placesOf(finding) {
  const cells = measures.get(finding.key)?.cells.filter((cell) => cell[0] === finding.column).map((cell) => cell.slice(1)) ?? [];
  return cells.length ? cells : finding.box ? [[finding.page, ...finding.box]] : [];
}

// the ink inside a box, in points: a tall cell is mostly white, and its cut-out should show its words
function inkOf(image, [number, x0, top, x1, bottom]) {
  const [, width, height] = data.pages.find(([each]) => each === number);
  const scale = image.naturalWidth / width;
  // the rules around the cell are ink too: look inside them
  const inset = (x1 - x0 > 12 && bottom - top > 12 ? 2.5 : 0) * scale;
  const left = Math.max(Math.floor(x0 * scale + inset), 0);
  const up = Math.max(Math.floor(top * scale + inset), 0);
  const across = Math.min(Math.ceil(x1 * scale - inset), image.naturalWidth) - left;
  const down = Math.min(Math.ceil(bottom * scale - inset), Math.floor(height * scale)) - up;
  if (across < 1 || down < 1) return null;
  const canvas = make("canvas", { width: across, height: down });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, left, up, across, down, 0, 0, across, down);
  const pixels = context.getImageData(0, 0, across, down).data;
  let ink = null;
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      if (pixels[(y * across + x) * 4 + 1] > 150) continue;
      ink ??= [x, y, x, y];
      ink = [Math.min(ink[0], x), ink[1], Math.max(ink[2], x), y];
    }
  }
  return ink && [number, (left + ink[0]) / scale, (up + ink[1]) / scale, (left + ink[2] + 1) / scale, (up + ink[3] + 1) / scale];
}

async function fillCutouts(holder, finding, index) {
  const places = placesOf(finding).filter(([number]) => byId(`page-${number}`));
  const inked = [];
  for (const place of places.slice(0, MOST_CUTOUTS)) {
    const image = byId(`page-${place[0]}`).querySelector("img");
    try {
      await image.decode();
      inked.push(inkOf(image, place));
    } catch {
      inked.push(place); // a picture that cannot be decoded yet is cut by the cell's own box
    }
  }
  const words = inked.filter(Boolean);
  holder.replaceChildren(...(words.length ? words : places.slice(0, 1)).map((place) => cutout(place, index)));
}

function cutout([number, x0, top, x1, bottom], index) {
  const image = byId(`page-${number}`).querySelector("img");
  const [, pageWidth, pageHeight] = data.pages.find(([each]) => each === number);
  const [left, up] = [Math.max(x0 - MARGIN, 0), Math.max(top - MARGIN, 0)];
  const [width, height] = [Math.max(Math.min(x1 + MARGIN, pageWidth) - left, 8), Math.max(Math.min(bottom + MARGIN, pageHeight) - up, 8)];
  const scale = Math.min(CUTOUT_WIDTH / width, CUTOUT_HEIGHT / height, 1.6);
  const svg = drawn("svg", { class: "cutout", viewBox: `${left} ${up} ${width} ${height}`, width: Math.round(width * scale), height: Math.round(height * scale),
    role: "img", "aria-label": `${word("cutout")} ${number}` });
  svg.append(drawn("image", { href: image.src, x: 0, y: 0, width: pageWidth, height: pageHeight }));
  svg.addEventListener("click", () => goToFinding(index, { focus: false }));
  return svg;
}

function findingCard(finding, index) {
  const holder = make("div", { className: "cutouts" });
  fillCutouts(holder, finding, index);
  const where = joined(finding.key && measures.has(finding.key) ? finding.key : "", finding.column && word(finding.column), finding.page && `${word("page_short")} ${finding.page}`);
  return make("article", { className: `card finding ${finding.severity}`, id: `finding-${index}`, tabindex: "-1", "aria-labelledby": `finding-name-${index}` },
    make("div", { className: "body" },
      make("div", {},
        make("h3", { id: `finding-name-${index}`, text: finding.title[state.language] }),
        make("span", { className: `tag ${finding.severity}`, text: word(finding.severity) }),
        make("p", { className: "where", text: where }),
        make("p", { className: "message", lang: "en", text: finding.message }),
        finding.action.en && make("p", { className: "action" }, `${word("action")}: `, make("span", { text: finding.action[state.language] })),
        make("div", { className: "buttons" },
          finding.page && make("button", { type: "button", text: word("show_place"), on: { click: () => goToFinding(index, { focus: false }) } }),
          finding.key && measures.has(finding.key) && make("button", { type: "button", text: `${word("go_to_measure")} ${finding.key}`, on: { click: () => goToMeasure(finding.key, finding.column ?? "measure_text") } }))),
      holder));
}

const MOST_OPEN_INFOS = 6;

// what is only worth knowing does not stand between a person and the measures
function foldedInfos(cards) {
  const infos = cards.filter((_, index) => data.findings[index].severity === "info");
  if (infos.length <= MOST_OPEN_INFOS) return cards;
  const others = cards.filter((each) => !infos.includes(each));
  return [...others, make("details", {}, make("summary", { text: `${word("info")} (${infos.length})` }), infos)];
}

function renderFindings() {
  byId("findings").replaceChildren(
    make("h2", { id: "findings-head", text: `${word("findings")} (${data.findings.length})` }),
    ...(data.findings.length ? foldedInfos(data.findings.map(findingCard)) : [make("p", { className: "empty", text: word("no_findings") })]));
}

function goToFinding(index, { focus = true } = {}) {
  const finding = data.findings[index];
  state.findingAt = index;
  document.querySelectorAll(".finding").forEach((card, at) => card.classList.toggle("current", at === index));
  const isOfMeasure = measures.has(finding.key);
  if (isOfMeasure) select(finding.key, finding.column);
  showSpot(index, { scroll: !isOfMeasure });
  const card = byId(`finding-${index}`);
  if (!focus || !card) return;
  if (card.closest("details")) card.closest("details").open = true;
  card.scrollIntoView({ block: "start", behavior: calmly() });
  card.focus({ preventScroll: true });
}
