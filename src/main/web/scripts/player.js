// Plays one sound at a time on the page: a prompt that somebody wants to hear, in one language.
let playing = null;

export function stop() {
  if (playing) {
    playing.audio.pause();
    playing.done();
    playing = null;
  }
}

// Plays, or stops when this button's sound is what plays.
export function toggle(button, address) {
  const own = playing?.button === button;
  stop();
  if (own) return;
  const audio = new Audio(address);
  const done = () => {
    button.setAttribute("aria-pressed", "false");
    button.classList.remove("bad");
  };
  const over = () => {
    done();
    if (playing?.audio === audio) playing = null;
  };
  button.setAttribute("aria-pressed", "true");
  audio.addEventListener("ended", over);
  audio.addEventListener("error", () => {
    over();
    button.classList.add("bad");
  });
  playing = { audio, button, done };
  audio.play().catch(over);
}
