// One text to read aloud: record, stop, listen, keep. Every take goes to the server at once, which
// judges it and keeps it; callers hear it when the speaker says so.
import { post, Refused, upload } from "../api.js";
import { h, replace } from "../dom.js";
import { clock, text } from "../words.js";
import { stop, toggle } from "../scripts/player.js";
import { Microphone } from "./microphone.js";
import { readable, wav } from "./wav.js";

// Decibels of the peaks: a good voice moves between these two.
const LOW = -24;
const LOUD = -4;
const QUIETEST = -60;

const MOST_BYTES = 20 * 1024 * 1024;

export class Reader {
  constructor(box) {
    this.prompt = box.dataset.prompt;
    this.expected = Number(box.dataset.expected);
    this.microphone = new Microphone(box.dataset.worklet, (decibels) => this.level(decibels));
    this.status = h("p", { class: "said-status", role: "status" });
    this.findings = h("ul", { class: "findings" });
    this.bar = h("div", { class: "bar" });
    this.hint = h("span", { class: "small muted", "aria-live": "off" });
    this.time = h("span", { class: "clock" }, clock(0));
    this.buttons = h("p", { class: "buttons" });
    this.peak = QUIETEST;
    const file = h("input", { type: "file", accept: "audio/*", onchange: () => this.upload(file.files[0]) });
    replace(
      box,
      h("div", { class: "level", role: "presentation" }, this.bar),
      h("p", { class: "level-words" }, this.time, this.hint),
      this.buttons,
      this.status,
      this.findings,
      h("details", { class: "upload" }, h("summary", {}, text("recording.upload")), h("p", { class: "field" }, h("label", {}, text("recording.upload.hint"), file))),
    );
    addEventListener("pagehide", () => this.microphone.close());
    this.box = box;
    this.idle(text("recording.js.ready"));
    if (!window.isSecureContext || !navigator.mediaDevices) {
      this.say(text("recording.js.insecure"), "warn");
      replace(this.buttons);
    }
  }

  say(sentence, look = "") {
    this.status.className = `said-status ${look ? `notice ${look}` : ""}`;
    this.status.textContent = sentence;
  }

  show(state, ...buttons) {
    this.box.dataset.state = state;
    replace(this.buttons, ...buttons);
  }

  button(key, look, work) {
    return h("button", { class: `button ${look}`, type: "button", onclick: work }, text(`recording.js.${key}`));
  }

  idle(sentence) {
    this.show("idle", this.button("record", "primary huge", () => this.record()));
    this.say(sentence);
  }

  async record() {
    stop();
    replace(this.findings);
    this.say(text("recording.js.asking"));
    try {
      await this.microphone.open();
    } catch (refused) {
      console.warn(refused);
      this.idle("");
      this.say(text(refused.name === "NotFoundError" ? "recording.js.nomicrophone" : "recording.js.denied"), "bad");
      return;
    }
    this.microphone.begin();
    const button = this.button("stop", "stop huge", () => this.finish());
    this.show("recording", button);
    button.focus();
    this.say(text("recording.js.recording"));
  }

  level(decibels) {
    this.peak = Math.max(decibels, this.peak - 3);
    const share = Math.max(0, Math.min(1, 1 - this.peak / QUIETEST));
    this.bar.style.width = `${Math.round(100 * share)}%`;
    this.bar.dataset.level = this.peak > LOUD ? "loud" : this.peak < LOW ? "low" : "fine";
    if (this.box.dataset.state === "recording") {
      this.hint.textContent = text(`recording.js.${this.bar.dataset.level}`);
      this.time.textContent = `${clock(this.microphone.seconds * 1000)} / ~${clock(this.expected * 1000)}`;
    }
  }

  async finish() {
    const { parts, rate } = this.microphone.end();
    this.hint.textContent = "";
    await this.send(wav(parts, rate), "browser");
  }

  async upload(file) {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      this.idle("");
      this.say(text("recording.js.toolarge"), "bad");
      return;
    }
    await this.send(await readable(file), "upload");
  }

  async send(bytes, how) {
    this.show("sending");
    this.say(text("recording.js.sending"));
    try {
      this.taken(await upload(`${this.prompt}/takes?how=${how}`, bytes, "application/octet-stream"));
    } catch (refused) {
      this.refused(refused);
    }
  }

  taken({ take, findings }) {
    this.list(findings);
    this.say(text(findings.length ? "recording.js.warned" : "recording.js.good"), findings.length ? "warn" : "good");
    const listen = this.button("listen", "", () => toggle(listen, `/api/v1/takes/${take.id}/sound`));
    const keep = this.button("keep", "primary", () => this.keep(take, keep));
    this.show("taken", listen, keep, this.button("again", "", () => this.record()));
    listen.focus();
    document.body.dispatchEvent(new Event("takes-changed"));
  }

  list(findings) {
    replace(this.findings, ...findings.map((finding) => h("li", {}, finding.sentence)));
  }

  refused(refused) {
    if (!(refused instanceof Refused)) console.warn(refused);
    const findings = refused.problem?.findings ?? [];
    this.idle("");
    this.list(findings);
    this.say(findings.length ? text("recording.js.refused") : text("recording.js.failed", refused.message), "bad");
  }

  async keep(take, button) {
    stop();
    button.disabled = true;
    try {
      const { trouble } = await post(`/api/v1/takes/${take.id}/keep`);
      this.show("kept", this.button("again", "", () => this.record()));
      this.say(trouble ? text("recording.later", trouble) : text("recording.js.kept"), trouble ? "warn" : "good");
      replace(this.findings);
      document.body.dispatchEvent(new Event("takes-changed"));
      document.querySelector("[rel=next]")?.focus();
    } catch (refused) {
      button.disabled = false;
      this.say(text("recording.js.failed", refused.message), "bad");
    }
  }
}
