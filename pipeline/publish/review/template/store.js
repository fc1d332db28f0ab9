// What this browser keeps of the page over a reload: language, theme, who reviews, corrections not yet in the file.
const STORE = `decree-review/${data.document.edition_id}`;
const kept = readStore();
let isKept = true; // false where the browser refuses to keep anything

function readStore() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

function keep(changes) {
  Object.assign(kept, changes);
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
    isKept = true;
  } catch {
    isKept = false;
  }
}

if (data.languages.includes(kept.language)) state.language = kept.language;
