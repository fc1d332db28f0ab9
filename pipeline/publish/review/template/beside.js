// The edition of the same day in another language: its cut-outs, and both pages next to each other.
const sizesBeside = new Map(data.beside?.pages.map(([number, ...size]) => [number, size]));
const picturesBeside = new Map();

const languageName = (own) => make("p", { className: "of-language", text: code("language", own.language) });

async function pictureBeside(number) {
  if (!picturesBeside.has(number)) {
    const source = byId(`beside-${number}`);
    const image = make("img", { alt: "" });
    image.src = `data:${source.dataset.type};base64,${source.textContent}`;
    picturesBeside.set(number, image);
  }
  await picturesBeside.get(number).decode();
  return picturesBeside.get(number);
}

// what the other edition prints, cut out like its counterpart
async function cutoutsBeside(index) {
  const made = [];
  for (const place of data.findings[index].beside.slice(0, MOST_CUTOUTS)) {
    const size = sizesBeside.get(place[0]);
    if (!size || place[1] === null) continue;
    const image = await pictureBeside(place[0]);
    const inked = inkOf(image, place, size);
    if (inked) made.push(cutout(inked, () => showBothPages(index), image, size));
  }
  return made.length ? [languageName(data.beside.document), ...made] : [];
}

function pageOf(own, image, [width, height], [number, x0, top, x1, bottom]) {
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${word("picture_of_page")} ${number}` });
  svg.append(drawn("image", { href: image.src, x: 0, y: 0, width, height }));
  if (x0 !== null && x0 !== undefined) svg.append(drawn("rect", { class: "here", x: x0, y: top, width: x1 - x0, height: bottom - top }));
  return make("figure", {}, make("figcaption", { text: joined(code("language", own.language), `${word("page")} ${number}`, own.source_file) }),
    make("div", { className: "sheet", tabindex: "0" }, svg));
}

async function showBothPages(index) {
  const finding = data.findings[index];
  const [here] = placesOf(finding);
  const ours = here ?? (finding.page ? [finding.page] : null);
  const pages = [];
  if (ours && figureOf(ours[0])) pages.push(pageOf(data.document, await decoded(ours[0]), sizes.get(ours[0]), ours));
  const theirs = finding.beside[0];
  if (sizesBeside.has(theirs[0])) pages.push(pageOf(data.beside.document, await pictureBeside(theirs[0]), sizesBeside.get(theirs[0]), theirs));
  // made when it is first asked for: most pages have nothing to show in it
  if (!byId("beside")) document.body.append(make("dialog", { id: "beside", "aria-labelledby": "beside-head" }));
  const close = make("button", { type: "button", text: word("close"), on: { click: () => byId("beside").close() } });
  byId("beside").replaceChildren(
    make("header", {}, make("h2", { id: "beside-head", text: joined(word("both_pages"), finding.key, finding.column && word(finding.column)) }), close),
    make("div", { className: "both" }, pages));
  byId("beside").showModal();
  for (const sheet of byId("beside").querySelectorAll(".sheet")) {
    const rect = sheet.querySelector("rect")?.getBoundingClientRect();
    if (rect) sheet.scrollTop = rect.top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
  }
}
