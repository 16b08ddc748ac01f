// The pages "Voices": sounds to play, takes to choose, a text to read aloud.
import { post } from "../api.js";
import { text } from "../words.js";
import { stop, toggle } from "../scripts/player.js";
import { Reader } from "./reader.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-play], [data-post], [data-print]");
  if (button?.dataset.play) toggle(button, button.dataset.play);
  else if (button?.dataset.post) choose(button);
  else if (button) print();
});

// Another take, or the stand-in, is heard from now on; the page shows whose voice it is.
async function choose(button) {
  stop();
  button.disabled = true;
  try {
    const { trouble } = await post(button.dataset.post);
    if (trouble) alert(text("recording.later", trouble));
    location.reload();
  } catch (refused) {
    button.disabled = false;
    alert(text("recording.js.failed", refused.message));
  }
}

const box = document.getElementById("recorder");
if (box) new Reader(box);
