// Says when the server cannot be reached, and asks for everything anew when it can again: what
// happened in between was told to nobody. Nothing that somebody has typed is touched by it.
import { ofMissingPanel } from "./desk/desk.js";

let lost = false;

function stale(isStale) {
  for (const notice of document.querySelectorAll(".stale")) {
    notice.textContent = navigator.onLine ? notice.dataset.lost : notice.dataset.offline;
    notice.hidden = !isStale;
  }
  document.documentElement.classList.toggle("is-stale", isStale);
}

function again() {
  document.body.dispatchEvent(new Event("live-again"));
}

document.addEventListener("htmx:sseError", (event) => {
  const first = !lost;
  lost = true;
  stale(true);
  // Refused rather than cut off: asking for a piece shows whether the session has ended, and then
  // leads to the login page.
  const source = event.detail.source;
  if (first && source && source.readyState === EventSource.CLOSED) again();
});

document.addEventListener("htmx:sseOpen", () => {
  stale(false);
  if (lost) {
    lost = false;
    again();
  }
});

// The computer itself says that its network is gone, long before a connection times out.
window.addEventListener("offline", () => stale(true));
window.addEventListener("online", () => stale(lost));

// A request that failed shows nothing by itself. While the server is known to be away, that is said
// already.
let hiding = 0;

function trouble(event) {
  if (ofMissingPanel(event) || lost) return;
  for (const notice of document.querySelectorAll(".trouble")) {
    notice.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => (notice.hidden = true), 8000);
  }
}

document.addEventListener("htmx:responseError", trouble);
document.addEventListener("htmx:sendError", trouble);
