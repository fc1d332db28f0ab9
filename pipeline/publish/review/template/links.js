// Every measure, finding and page has an address; Back leads to where one was.
let noted = location.hash; // the address whose place is shown

const measureLink = (key) => `#m-${encodeURIComponent(key)}`;
const findingLinks = [];
const repeated = new Map();
for (const { code: name, key, page } of data.findings) {
  const stem = ["f", name, key ?? (page ? `p${page}` : "")].filter(Boolean).join("-");
  repeated.set(stem, (repeated.get(stem) ?? 0) + 1);
  findingLinks.push(`#${encodeURIComponent(repeated.get(stem) > 1 ? `${stem}-${repeated.get(stem)}` : stem)}`);
}

// puts the address into the browser's bar; a step along a list takes the place of the step before
function noteLink(link, { isStep = false } = {}) {
  if (link === location.hash) return;
  noted = link;
  if (isStep) location.replace(link);
  else location.hash = link;
}

function follow() {
  let asked = location.hash.slice(1);
  try {
    asked = decodeURIComponent(asked);
  } catch {
    return;
  }
  const finding = findingLinks.indexOf(location.hash);
  if (finding >= 0) goToFinding(finding);
  else if (/^p-\d+$/.test(asked) && sizes.has(Number(asked.slice(2)))) goToPage(Number(asked.slice(2)));
  else if (asked.startsWith("m-") && measures.has(asked.slice(2))) goToMeasure(asked.slice(2));
  else if (measures.has(asked)) goToMeasure(asked); // as older pages wrote it
}

addEventListener("hashchange", () => {
  if (location.hash === noted) return;
  noted = location.hash;
  follow();
});

function goToPage(number) {
  noteLink(`#p-${number}`);
  openTab("pages");
  scrollToPage(number);
}

// on a narrow screen pages and values take turns
function openTab(name) {
  const changes = root.dataset.tab !== name;
  root.dataset.tab = name;
  for (const each of ["pages", "reading"]) byId(`tab-${each}`).setAttribute("aria-selected", String(each === name));
  if (changes && name === "pages" && isNarrow() && state.key) showPlace(state.key, state.column);
}
