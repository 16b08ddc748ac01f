// Says when the live stream is lost, and asks for everything anew when it is back: what happened in
// between was told to nobody.
let lost = false;

function stale(isStale) {
  for (const notice of document.querySelectorAll(".stale")) notice.hidden = !isStale;
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

// A request that failed shows nothing by itself.
let hiding = 0;

function trouble() {
  for (const notice of document.querySelectorAll(".trouble")) {
    notice.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => (notice.hidden = true), 8000);
  }
}

document.addEventListener("htmx:responseError", trouble);
document.addEventListener("htmx:sendError", trouble);
