// What all parts share: the data, the state, and how elements are made (text is always text, never markup).
const data = JSON.parse(document.getElementById("data").textContent);
const state = { language: data.language, query: "", section: "", body: "", finding: "", key: null, column: null, findingAt: -1, correcting: false };
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const measures = new Map(data.measures.map((measure) => [measure.key, measure]));
const pushTo = (map, name, value) => (map.has(name) ? map.get(name).push(value) : map.set(name, [value]));
const findingsBy = new Map(); // places in the list, by measure
data.findings.forEach(({ key }, at) => pushTo(findingsBy, key, at));
const VALUE_COLUMNS = ["measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text"];

const word = (name) => data.words[state.language][name] ?? name;
const code = (list, name) => data.codes[list]?.[name]?.[state.language] ?? name;
const namesOf = (id) => data.languages.map((language) => data.agencies[id]?.[language]);
const bodyName = (id) => data.agencies[id]?.[state.language] ?? id;
const kindOf = (finding) => Object.fromEntries(Object.entries(data.kinds[finding.code]).map(([name, text]) => [name, text[state.language]]));
const filled = (name, values) => word(name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
const joined = (...parts) => parts.filter(Boolean).join(" · ");
const calmly = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
// brings an element of the reading pane into view; a long way is no journey to watch
function bring(element, block) {
  const pane = byId("reading");
  const way = Math.abs(element.getBoundingClientRect().top - pane.getBoundingClientRect().top);
  element.scrollIntoView({ block, behavior: way > 2 * pane.clientHeight ? "instant" : calmly() });
}
const isNarrow = () => matchMedia("(max-width: 54rem)").matches;

function make(tag, { on, dataset, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else element.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  Object.assign(element.dataset, dataset);
  for (const [name, handler] of Object.entries(on ?? {})) element.addEventListener(name, handler);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function drawn(tag, properties) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  return element;
}

// what is drawn only when it comes near the view; each element once
function whenNear(pane, draw) {
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      draw(target);
    }
  }, { root: byId(pane), rootMargin: "100% 0px" });
  return watch;
}
