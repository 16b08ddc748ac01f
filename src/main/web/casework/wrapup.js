// Counts the wrap-up down: <span data-left="83000">… <span class="clock">1:23</span></span>.
import { clock } from "../words.js";

const firstSeen = new WeakMap();

export function tickWrapUps() {
  const now = performance.now();
  for (const element of document.querySelectorAll("[data-left]")) {
    if (!firstSeen.has(element)) firstSeen.set(element, now);
    const left = Number(element.dataset.left) - (now - firstSeen.get(element));
    const shown = element.querySelector(".clock");
    if (shown) shown.textContent = clock(left);
    if (left <= 0) element.remove();
  }
}
