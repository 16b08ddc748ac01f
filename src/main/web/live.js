// Says when the live stream is lost, and asks for everything anew when it is back: what happened in
// between was told to nobody.
let lost = false;

function stale(isStale) {
  for (const notice of document.querySelectorAll(".stale")) notice.hidden = !isStale;
}

document.addEventListener("htmx:sseError", () => {
  lost = true;
  stale(true);
});

document.addEventListener("htmx:sseOpen", () => {
  stale(false);
  if (lost) {
    lost = false;
    document.body.dispatchEvent(new Event("live-again"));
  }
});
