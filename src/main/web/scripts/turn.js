// One turn of the telephone's sounds: played one after another by the browser. A part without a
// sound is shown for as long as its words would take.
export class Turn {
  // onPart(part) is told what is heard now, onEnd() when all has been.
  constructor(parts, onPart, onEnd) {
    this.parts = parts;
    this.onPart = onPart;
    this.onEnd = onEnd;
    this.audios = parts.map((part) => (part.address ? preloaded(part.address) : null));
    this.at = -1;
    this.next();
  }

  next() {
    this.at++;
    const part = this.parts[this.at];
    if (!part) {
      this.onEnd();
      return;
    }
    this.onPart(part);
    const audio = this.audios[this.at];
    const mine = this.at;
    const goOn = () => {
      if (this.at === mine) this.next();
    };
    const asText = () => {
      if (this.at === mine) this.timer = setTimeout(goOn, part.lengthMillis);
    };
    if (!audio) {
      asText();
      return;
    }
    audio.addEventListener("ended", goOn, { once: true });
    audio.addEventListener("error", asText, { once: true });
    audio.play().catch((reason) => {
      // Stopped by ourselves, or not allowed to sound: then it is read instead.
      if (reason.name !== "AbortError") asText();
    });
  }

  stop() {
    clearTimeout(this.timer);
    this.at = this.parts.length;
    for (const audio of this.audios) audio?.pause();
  }
}

function preloaded(address) {
  const audio = new Audio();
  audio.preload = "auto";
  audio.src = address;
  return audio;
}
