// Counts up the times that say how long somebody waits or talks: <span data-age="83000">1:23</span>,
// in milliseconds when the server wrote it. Only the time that has gone by since then is measured
// here, so a wrong clock in this computer does no harm.
const firstSeen = new WeakMap();

function clock(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function tick() {
  const now = performance.now();
  for (const element of document.querySelectorAll("[data-age]")) {
    if (!firstSeen.has(element)) firstSeen.set(element, now);
    const age = Number(element.dataset.age) + now - firstSeen.get(element);
    const text = clock(Math.floor(age / 1000));
    if (element.textContent !== text) element.textContent = text;
  }
}

tick();
setInterval(tick, 500);
document.addEventListener("htmx:afterSwap", tick);
