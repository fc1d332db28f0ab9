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
function inkOf(image, [number, x0, top, x1, bottom], [width, height] = sizes.get(number)) {
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

async function fillCutouts(holder) {
  const index = Number(holder.dataset.index);
  const places = placesOf(data.findings[index]).filter(([number]) => figureOf(number));
  const inked = [];
  for (const place of places.slice(0, MOST_CUTOUTS)) {
    try {
      inked.push(inkOf(await decoded(place[0]), place));
    } catch {
      inked.push(place); // a picture that cannot be decoded yet is cut by the cell's own box
    }
  }
  const words = inked.filter(Boolean);
  const shown = words.length ? words : places.slice(0, 1);
  const others = await cutoutsBeside(index);
  holder.classList.toggle("of-two", others.length > 0);
  holder.replaceChildren(...others.length ? [languageName(data.document)] : [],
    ...shown.map((place) => cutout(place, () => goToFinding(index, { focus: false }))), ...others);
}

function cutout([number, x0, top, x1, bottom], go, image = drawPage(number), [pageWidth, pageHeight] = sizes.get(number)) {
  const [left, up] = [Math.max(x0 - MARGIN, 0), Math.max(top - MARGIN, 0)];
  const [width, height] = [Math.max(Math.min(x1 + MARGIN, pageWidth) - left, 8), Math.max(Math.min(bottom + MARGIN, pageHeight) - up, 8)];
  const scale = Math.min(CUTOUT_WIDTH / width, CUTOUT_HEIGHT / height, 1.6);
  const svg = drawn("svg", { class: "cutout", viewBox: `${left} ${up} ${width} ${height}`, width: Math.round(width * scale), height: Math.round(height * scale),
    role: "img", "aria-label": `${word("cutout")} ${number}` });
  svg.append(drawn("image", { href: image.src, x: 0, y: 0, width: pageWidth, height: pageHeight }));
  if (go) svg.addEventListener("click", go);
  return svg;
}

const editOfFinding = (finding) => edits.get(placeOfEntry(acceptanceOf(finding)));
const isOpen = (finding) => finding.status === "open" && !editOfFinding(finding);

function statusTag(finding) {
  if (editOfFinding(finding)) return make("span", { className: "tag change", text: `${word("accepted")}: ${word("unsaved")}` });
  return finding.status !== "open" && make("span", { className: "tag", text: word(finding.status) });
}

// in English the pipeline's own sentence; in another language what the kind means, and the sentence folded
function messageOf(finding) {
  const printed = finding.printed && make("p", { className: "printed" }, `${word("printed_words")}: `, make("span", { lang: data.document.language, text: `«${finding.printed}»` }));
  if (state.language === "en") return [make("p", { className: "message", text: finding.message }), printed];
  return [make("p", { className: "message", text: kindOf(finding).meaning }), printed,
    make("details", { className: "original", open: finding.beside.length > 0 }, make("summary", { text: word("original_message") }), make("p", { lang: "en", text: finding.message }))];
}

function findingCard(finding, index) {
  const kind = kindOf(finding);
  const where = joined(finding.key && measures.has(finding.key) ? finding.key : "", finding.column && word(finding.column), finding.page && `${word("page_short")} ${finding.page}`);
  const done = editOfFinding(finding);
  const card = make("article", { className: `card finding ${finding.severity}${isOpen(finding) ? "" : " settled"}`, id: `finding-${index}`, tabindex: "-1", "aria-labelledby": `finding-name-${index}` });
  const accept = make("button", { type: "button", text: word("accept"), on: { click: () => openAcceptance(finding, card, accept) } });
  card.append(make("div", { className: "body" },
    make("div", {},
      make("h3", { id: `finding-name-${index}` }, make("a", { className: "link", href: findingLinks[index], text: kind.title })),
      make("span", { className: `tag ${finding.severity}`, text: word(finding.severity) }), " ", ...[statusTag(finding)].filter(Boolean),
      make("p", { className: "where", text: where }),
      messageOf(finding),
      kind.action && make("p", { className: "action" }, `${word("action")}: `, make("span", { text: kind.action })),
      make("div", { className: "buttons" },
        finding.beside.length > 0 && make("button", { type: "button", text: word("both_pages"), on: { click: () => showBothPages(index) } }),
        finding.page && make("button", { type: "button", text: word("show_place"), on: { click: () => { goToFinding(index, { focus: false }); openTab("pages"); } } }),
        finding.key && measures.has(finding.key) && make("button", { type: "button", text: `${word("go_to_measure")} ${finding.key}`, on: { click: () => goToMeasure(finding.key, finding.column ?? "measure_text") } }),
        finding.is_own && (isOpen(finding) || done) && accept,
        done && make("button", { type: "button", text: word("remove"), on: { click: () => dropEntry(placeOfEntry(acceptanceOf(finding))) } }))),
    make("div", { className: "cutouts", dataset: { index } })));
  return card;
}

const MOST_OPEN_INFOS = 6;
let cutoutsNear = null;

// what is settled, or only worth knowing, does not stand between a person and the measures
function foldedFindings(made) {
  const of = (test) => made.filter((_, index) => test(data.findings[index]));
  const infos = of((finding) => isOpen(finding) && finding.severity === "info");
  const settled = of((finding) => !isOpen(finding));
  const isMany = infos.length > MOST_OPEN_INFOS;
  const open = of((finding) => isOpen(finding) && !(isMany && finding.severity === "info"));
  const folded = (name, all) => all.length > 0 && make("details", { dataset: { part: name } }, make("summary", { text: `${word(name)} (${all.length})` }), all);
  return [...open, isMany && folded("info", infos), folded("settled", settled)].filter(Boolean);
}

function renderFindings() {
  const section = byId("findings");
  const open = new Set([...section.querySelectorAll("details[data-part]")].filter((each) => each.open).map((each) => each.dataset.part));
  const made = data.findings.map(findingCard);
  section.replaceChildren(
    make("h2", { id: "findings-head", text: `${word("findings")} (${data.findings.filter(isOpen).length})` }),
    ...(made.length ? foldedFindings(made) : [make("p", { className: "empty", text: word("no_findings") })]));
  section.classList.toggle("many", made.length > MANY);
  section.querySelectorAll("details[data-part]").forEach((each) => (each.open = open.has(each.dataset.part)));
  cutoutsNear?.disconnect();
  cutoutsNear = whenNear("reading", fillCutouts);
  section.querySelectorAll(".cutouts[data-index]").forEach((holder) => cutoutsNear.observe(holder));
}

function goToFinding(index, { focus = true, isStep = false } = {}) {
  const finding = data.findings[index];
  state.findingAt = index;
  noteLink(findingLinks[index], { isStep });
  if (focus) openTab("reading");
  data.findings.forEach((_, at) => byId(`finding-${at}`).classList.toggle("current", at === index));
  const isOfMeasure = measures.has(finding.key);
  if (isOfMeasure) select(finding.key, finding.column);
  showSpot(index, { scroll: !isOfMeasure });
  const card = byId(`finding-${index}`);
  if (!focus || !card) return;
  if (card.closest("details")) card.closest("details").open = true;
  bring(card, "start");
  card.focus({ preventScroll: true });
}
