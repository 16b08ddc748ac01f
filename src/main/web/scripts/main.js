// The page "Scripts": what callers hear, drawn, listened to, changed and published.
import { h, replace } from "../dom.js";
import { text } from "../words.js";
import { show } from "./ask.js";
import { Banner } from "./banner.js";
import { FilesView } from "./files.js";
import { HistoryView } from "./history.js";
import { HoursView } from "./hours.js";
import { MapView } from "./map.js";
import { Phone } from "./phone.js";
import { Store } from "./store.js";
import { TextsView } from "./texts.js";
import { WaysView } from "./ways.js";

const VIEWS = { map: MapView, texts: TextsView, hours: HoursView, people: WaysView, history: HistoryView, files: FilesView };

const root = document.getElementById("scripts");
const mayEdit = root.dataset.mayEdit === "true";
const store = new Store();
const trouble = document.getElementById("scripts-trouble");
const views = {};
let current = null;

function tabs() {
  const names = Object.keys(VIEWS).filter((name) => name !== "people" || store.check.paths);
  replace(
    document.getElementById("scripts-tabs"),
    names.map((name) => h("a", { href: `#${name}`, "aria-current": name === current ? "page" : null }, text(`script.tab.${name}`))),
  );
}

async function route() {
  const [name, ...rest] = decodeURIComponent(location.hash.slice(1)).split("/");
  const shown = name in VIEWS ? name : "map";
  const changed = shown !== current;
  current = shown;
  tabs();
  for (const box of document.querySelectorAll("[data-view]")) box.hidden = box.dataset.view !== shown;
  document.getElementById("step-side").hidden = shown !== "map";
  if (!views[shown]) {
    const box = document.querySelector(`[data-view="${shown}"]`);
    views[shown] = new VIEWS[shown](box, { store, phone, mayEdit });
  }
  await views[shown].route(rest);
  if (changed && shown !== "map") scrollTo(0, 0);
}

const phone = {
  // Rings from a step of the map.
  from(place) {
    this.own.startAt(place);
    this.own.ring().then(() => this.open());
  },
  open() {
    this.box.open = true;
    this.box.scrollIntoView({ block: this.box.getBoundingClientRect().height > innerHeight / 2 ? "start" : "nearest" });
  },
  box: document.getElementById("phone-box"),
};

async function guarded(work) {
  try {
    trouble.hidden = true;
    await work();
  } catch (refused) {
    console.warn(refused);
    show(trouble, refused);
  }
}

// Somebody changed something. What is half typed here is not touched: it is shown when that is done,
// and a save of something old is refused by the server.
async function lookAgain() {
  if (document.querySelector("dialog[open], .panel form")) {
    setTimeout(() => guarded(lookAgain), 2000);
  } else {
    await store.loadIfChanged();
  }
}

start();

function start() {
  return guarded(async () => {
    new Banner(document.getElementById("scripts-banner"), { store, mayEdit });
    await store.load();
    phone.own = new Phone(document.getElementById("phone"), {
      languages: store.state.languages,
      draft: store.hasDraft,
      onPlace: (place) => views.map?.mark(place),
      starts: () =>
        store.graph.scripts
          .map((one) => ({ script: one.name, steps: store.graph.nodes.filter((node) => node.script === one.name).map((node) => node.step) }))
          .filter((one) => one.steps.length > 0),
    });
    store.onChange(() => {
      phone.own.refresh(store.hasDraft);
      if (current) guarded(() => views[current]?.refresh());
    });
    addEventListener("hashchange", () => guarded(route));
    await route();
    for (const event of ["htmx:sseMessage", "live-again"]) document.body.addEventListener(event, () => guarded(lookAgain));
    root.classList.add("ready");
  });
}
