// One key a step; none is caught while words are being typed, nor with Ctrl, Alt or Meta.
const KEYS = [["j", "key_next"], ["k", "key_previous"], ["n", "key_next_finding"], ["p", "key_previous_finding"],
  ["/", "key_search"], ["e", "key_correct"], ["+", "zoom_in"], ["-", "zoom_out"], ["?", "key_help"], ["Esc", "key_escape"]];
// the same keys on a Kazakh or Russian keyboard
const BY_PLACE = { KeyJ: "j", KeyK: "k", KeyN: "n", KeyP: "p", KeyE: "e" };

function step(by) {
  const shown = data.measures.filter((measure) => !cardOf(measure.key).hidden);
  if (!shown.length) return;
  const at = shown.findIndex((measure) => measure.key === state.key);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
  goToMeasure(shown[next].key, "measure_text", { isStep: true });
}

function stepFinding(by) {
  const count = data.findings.length;
  if (!count) return;
  const from = state.findingAt < 0 && by < 0 ? 0 : state.findingAt;
  goToFinding((from + by + count) % count, { isStep: true });
}

function toggleCorrecting() {
  state.correcting = !state.correcting;
  byId("correct").setAttribute("aria-pressed", state.correcting);
  root.toggleAttribute("data-correcting", state.correcting);
}

const ACTIONS = {
  j: () => step(1), k: () => step(-1), n: () => stepFinding(1), p: () => stepFinding(-1),
  "/": () => { byId("search").focus(); byId("search").select(); },
  "+": () => setZoom(zoom * 1.25), "=": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom / 1.25),
  e: toggleCorrecting, "?": () => byId("keys").showModal(),
};

function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      if (event.target.id === "search" || !isTyping) {
        if (state.query || state.section || state.body || state.finding) clearFilters();
        if (isTyping) event.target.blur();
      } else event.target.blur();
      return;
    }
    if (isTyping) return;
    const action = ACTIONS[event.key] ?? ACTIONS[event.shiftKey ? "" : BY_PLACE[event.code]];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function renderKeys() {
  byId("keys").replaceChildren(
    make("h2", { id: "keys-head", text: word("keys_title") }),
    make("dl", {}, KEYS.flatMap(([key, name]) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text: word(name) })])),
    make("form", { method: "dialog" }, make("button", { text: word("close") })));
  byId("keys").querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); byId("keys").close(); });
}
