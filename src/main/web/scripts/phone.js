// The telephone: rings the real script engine on the server, plays what it says, sends it keys, and
// writes down the way, the seconds and the keys. Nobody is called and nothing is kept.
import * as api from "../api.js";
import { h, replace } from "../dom.js";
import { clock, named, text } from "../words.js";
import { stop as stopPlayer } from "./player.js";
import { keysOf, told } from "./signs.js";
import { Turn } from "./turn.js";
import { WishForm } from "./wish.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const FIXED = { 0: "operator", 8: "language", 9: "cover", "*": "repeat", "#": "main" };

export class Phone {
  // onPlace("hotline/main") is told where the caller is, null when the call is over; starts() gives
  // the places where a call can begin.
  constructor(root, { languages, draft, onPlace, starts }) {
    this.root = root;
    this.languages = languages;
    this.draft = draft;
    this.onPlace = onPlace;
    this.starts = starts;
    this.call = null;
    this.build();
    root.addEventListener("keydown", (event) => this.typed(event));
    addEventListener("pagehide", () => this.hangUp(true));
  }

  build() {
    this.wishes = new WishForm({ languages: this.languages, starts: this.starts, onRing: () => this.ring() });
    this.form = this.wishes.element;
    this.clock = h("span", { class: "clock phone-clock" }, "0:00");
    this.count = h("span", { class: "badge" });
    this.place = h("span", { class: "phone-place" });
    this.words = h("p", { class: "phone-words", "aria-live": "polite" });
    this.bar = h("progress", { class: "bar", max: "1", value: 0, "aria-hidden": "true" });
    this.actions = h("div", { class: "phone-actions" });
    this.pad = h(
      "div",
      { class: "keypad", role: "group", "aria-label": text("script.phone.keys") },
      KEYS.map((key) =>
        h(
          "button",
          {
            type: "button",
            class: "button key",
            "data-key": key,
            onclick: () => this.press(key),
            "aria-label": FIXED[key] ? `${key}: ${text(`script.phone.key.${FIXED[key]}`)}` : key,
          },
          key,
          FIXED[key] && h("small", { "aria-hidden": "true" }, text(`script.phone.key.${FIXED[key]}`)),
        ),
      ),
    );
    this.display = h(
      "div",
      { class: "phone-display" },
      h("p", { class: "phone-top" }, this.clock, this.count, this.place),
      this.words,
      this.bar,
    );
    this.inCall = h("div", { hidden: true }, this.display, this.pad, this.actions);
    this.result = h("div", { "aria-live": "polite" });
    this.log = h("ol", { class: "phone-log", "aria-label": text("script.phone.log") });
    this.trouble = h("p", { class: "notice bad", role: "alert", hidden: true });
    replace(this.root, this.form, this.trouble, this.inCall, this.result, this.log);
    this.refresh(this.draft);
  }

  // The list of starts and whether there is a draft, after either has changed.
  refresh(draft) {
    this.wishes.refresh(draft);
  }

  startAt(place) {
    this.wishes.startAt(place);
  }

  async ring() {
    await this.hangUp();
    stopPlayer();
    this.trouble.hidden = true;
    replace(this.log);
    replace(this.result);
    let id;
    try {
      id = (await api.post("/api/v1/handset", this.wishes.wish)).id;
    } catch (refused) {
      this.complain(refused);
      return;
    }
    this.call = { id, seen: 0, keys: 0, at: 0, since: performance.now(), path: [], abort: new AbortController() };
    this.showCall(true);
    this.pad.querySelector("[data-key='1']").focus({ preventScroll: true });
    this.ticking = setInterval(() => this.tick(), 250);
    this.listen(this.call);
  }

  showCall(inCall) {
    this.form.hidden = inCall;
    this.inCall.hidden = !inCall;
    this.root.classList.toggle("in-call", inCall);
  }

  complain(refused) {
    this.trouble.hidden = false;
    const problems = refused.problem?.problems ?? [];
    replace(
      this.trouble,
      refused.message,
      problems.length > 0 && h("ul", {}, problems.slice(0, 5).map((one) => h("li", {}, String(one.message ?? one)))),
    );
  }

  // Asks for signs until the last one.
  async listen(call) {
    let failures = 0;
    while (this.call === call) {
      try {
        const answer = await api.get(`/api/v1/handset/${call.id}/signs?after=${call.seen}`, { signal: call.abort.signal });
        failures = 0;
        for (const sign of answer.signs) {
          if (this.call !== call) return;
          call.seen = sign.number;
          call.at = sign.atMillis;
          call.since = performance.now();
          this.show(sign, call);
        }
      } catch (refused) {
        if (refused.name === "AbortError") return;
        if (refused.status || ++failures > 5) {
          this.over(call, "lost");
          return;
        }
        await new Promise((again) => setTimeout(again, 500 * failures));
      }
    }
  }

  show(numbered, call) {
    const { type, ...sign } = numbered.sign;
    const sentence = told(type, sign);
    if (sentence) this.write(numbered.atMillis, sentence.words, sentence.kind);
    call.keys += keysOf(type, sign);
    this.tick();
    switch (type) {
      case "Playing":
        this.play(sign, call);
        break;
      case "Waiting":
        this.wait(sign, call);
        break;
      case "Recording":
        this.record(sign, call);
        break;
      case "OwnWords":
        this.begin(sign, call, sign.stopKeys, sign.lengthMillis);
        replace(this.words, text("script.phone.own-words"));
        this.offer(this.skipButton(sign.turn));
        break;
      case "Came":
        call.path.push(`${sign.script}/${sign.step}`);
        this.place.textContent = call.path.at(-1);
        this.onPlace(call.path.at(-1));
        break;
      case "ToPeople":
        call.people = sign;
        break;
      case "Over":
        this.over(call, sign.how);
        break;
    }
  }

  // Every turn: which keys are heard, how long it lasts.
  begin(sign, call, stopKeys, millis) {
    this.quiet();
    call.turn = sign.turn;
    call.stopKeys = stopKeys;
    call.turnFrom = performance.now();
    call.turnMillis = millis;
    for (const key of this.pad.children) key.classList.toggle("deaf", !stopKeys.includes(key.dataset.key));
  }

  play(sign, call) {
    const millis = sign.parts.reduce((sum, part) => sum + part.lengthMillis, 0);
    this.begin(sign, call, sign.stopKeys, millis);
    this.offer(this.skipButton(sign.turn));
    this.turn = new Turn(
      sign.parts,
      (part) =>
        replace(
          this.words,
          h("span", { class: "phone-prompt" }, `${part.name} · ${part.language}`),
          h("span", { lang: part.language }, part.text ?? text("script.phone.value")),
          !part.address && h("em", { class: "small" }, ` ${text("script.phone.no-sound")}`),
        ),
      () => this.send({ does: "ended", turn: sign.turn }),
    );
  }

  wait(sign, call) {
    this.begin(sign, call, KEYS.join(""), sign.limitMillis);
    replace(this.words, text("script.phone.waits"));
    this.offer(this.skipButton(sign.turn, text("script.phone.stay-silent")));
  }

  record(sign, call) {
    this.begin(sign, call, sign.stopKeys, sign.silenceMillis);
    replace(this.words, text("script.phone.records"));
    this.offer(
      h(
        "button",
        {
          type: "button",
          class: "button",
          onclick: () => {
            call.turnFrom = performance.now();
            this.send({ does: "speak", turn: sign.turn });
          },
        },
        text("script.phone.speak"),
      ),
      this.skipButton(sign.turn, text("script.phone.stay-silent")),
    );
  }

  skipButton(turn, label = text("script.phone.skip")) {
    return h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => {
          this.quiet();
          this.send({ does: "skip", turn });
        },
      },
      label,
    );
  }

  offer(...buttons) {
    const held = this.actions.contains(document.activeElement);
    replace(
      this.actions,
      buttons,
      h("button", { type: "button", class: "button hang-up", onclick: () => this.hangUp() }, text("script.phone.hang-up")),
    );
    // Whoever skips by keyboard skips again.
    if (held) this.actions.firstElementChild.focus({ preventScroll: true });
  }

  press(key) {
    const call = this.call;
    if (!call) return;
    const button = this.pad.querySelector(`[data-key="${CSS.escape(key)}"]`);
    button.classList.add("pressed");
    setTimeout(() => button.classList.remove("pressed"), 150);
    if (call.stopKeys?.includes(key)) this.quiet();
    this.send({ does: "key", key });
  }

  typed(event) {
    if (!this.call || event.ctrlKey || event.altKey || event.metaKey) return;
    if (KEYS.includes(event.key)) {
      event.preventDefault();
      this.press(event.key);
    }
  }

  async send(move) {
    const call = this.call;
    if (!call) return;
    try {
      await api.post(`/api/v1/handset/${call.id}/moves`, move);
    } catch (refused) {
      if (this.call === call && refused.status === 404) this.over(call, "lost");
    }
  }

  quiet() {
    this.turn?.stop();
    this.turn = null;
  }

  tick() {
    const call = this.call;
    if (!call) return;
    this.clock.textContent = clock(call.at + performance.now() - call.since);
    this.count.textContent = text("script.phone.count", call.keys);
    this.bar.value = call.turnMillis ? Math.min(1, (performance.now() - call.turnFrom) / call.turnMillis) : 0;
  }

  write(atMillis, what, kind = "") {
    this.log.append(h("li", { class: kind }, h("span", { class: "clock" }, clock(atMillis)), h("span", {}, ...[what].flat())));
    this.log.scrollTop = this.log.scrollHeight;
  }

  over(call, how) {
    this.quiet();
    clearInterval(this.ticking);
    this.call = null;
    this.showCall(false);
    const ending = call.people
      ? text("script.phone.over.queue", named("console.queue", call.people.queue), clock(call.at), call.keys)
      : text(`script.phone.over.${how}`, clock(call.at), call.keys);
    replace(
      this.result,
      h(
        "div",
        { class: `notice phone-result ${call.people ? "good" : how === "failed" || how === "lost" ? "bad" : "busy"}` },
        h("strong", {}, ending),
        call.path.length > 0 && h("span", { class: "small" }, call.path.join(" → ")),
      ),
    );
    this.onPlace(null);
    this.form.querySelector("button.primary").focus({ preventScroll: true });
  }

  async hangUp(leaving = false) {
    const call = this.call;
    if (!call) return;
    this.quiet();
    const gone = api.post(`/api/v1/handset/${call.id}/moves`, { does: "hangup" }, { keepalive: leaving });
    if (leaving) return;
    try {
      await gone;
    } catch {
      this.over(call, "lost"); // it was over there already
    }
  }
}
