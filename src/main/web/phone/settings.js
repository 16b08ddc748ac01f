// Which microphone and loudspeaker, and whether they work: looked at before the shift.
import { h, replace } from "../dom.js";

// Speech at a hand's distance is far above it, a quiet room below.
const HEARD = 0.45;
const LOOK_MS = 100;

export class Settings {
  constructor(sound, text) {
    this.sound = sound;
    this.text = text;
    this.changed = () => {};
    this.body = h("div", { class: "phone-test" });
    this.element = h(
      "details",
      { class: "phone-settings", ontoggle: () => (this.element.open ? this.show() : this.hide()) },
      h("summary", {}, this.text("test")),
      this.body,
    );
    navigator.mediaDevices?.addEventListener("devicechange", () => this.element.open && this.show());
  }

  async show() {
    this.hide();
    if (!this.sound.stream) {
      const trouble = await this.sound.open();
      if (trouble) {
        replace(this.body, h("p", { class: "notice bad", role: "alert" }, this.text(`trouble.${trouble}`)));
        return;
      }
    }
    const { microphones, speakers } = await this.sound.devices();
    const bar = h("meter", { min: "0", max: "1", low: String(HEARD), optimum: "0.8", "aria-label": this.text("level") });
    const verdict = h("p", { role: "status", class: "muted" }, this.text("speak"));
    replace(
      this.body,
      this.choice("microphone", microphones, this.sound.microphone, async (id) => {
        await this.sound.choose(id);
        await this.changed();
        this.show();
      }),
      h("div", { class: "phone-level" }, bar, verdict),
      speakers.length > 0 ? this.choice("speaker", speakers, this.sound.speaker, (id) => this.sound.chooseSpeaker(id)) : null,
      h("button", { type: "button", class: "button", onclick: () => this.sound.tone(1) }, this.text("tone")),
    );
    const meter = this.sound.meter();
    const timer = setInterval(() => {
      const level = meter.level();
      bar.value = level;
      if (level > HEARD) verdict.textContent = this.text("heard");
    }, LOOK_MS);
    this.stop = () => {
      clearInterval(timer);
      meter.stop();
    };
  }

  hide() {
    this.stop?.();
    this.stop = null;
  }

  choice(name, devices, now, choose) {
    return h(
      "label",
      { class: "field" },
      h("span", {}, this.text(name)),
      h(
        "select",
        { onchange: (event) => choose(event.target.value) },
        h("option", { value: "" }, this.text("usual")),
        devices.filter((one) => one.deviceId !== "default").map((one) => h("option", { value: one.deviceId, selected: one.deviceId === now }, one.label)),
      ),
    );
  }
}
