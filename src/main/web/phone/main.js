// <hamroh-phone words='{"softphone.js.…":"…"}'>: the operator's telephone, a piece of any page.
//
// Tells the page of itself by the event hamroh:phone on document, detail {state}: offline,
// registered, ringing, talking, held, lost. Does what hamroh:phone-do on document says, detail
// {act: answer|hangup|mute|unmute|hold|unhold|key|online|offline, key}.
import { h, replace } from "../dom.js";
import { Attention } from "./attention.js";
import { Line } from "./line.js";
import { Settings } from "./settings.js";
import { Sound } from "./sound.js";

// Kept for this tab alone: loaded anew, it goes on by itself, and another tab does not take the line.
const ONLINE = "hamroh-phone-online";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const TALKING = ["talking", "held"];
const SAID = { connecting: "offline" };

class Phone extends HTMLElement {
  connectedCallback() {
    if (this.line) return;
    const words = JSON.parse(this.getAttribute("words") ?? "{}");
    this.text = (key) => words[`softphone.js.${key}`] ?? key;
    this.queue = (name) => words[`console.queue.${name}`] ?? "";
    this.sound = new Sound();
    this.settings = new Settings(this.sound, this.text);
    this.attention = new Attention();
    this.trouble = "";
    if (!isSecureContext || !navigator.mediaDevices) {
      this.trouble = "insecure";
      this.draw();
      return;
    }
    this.line = new Line(this.sound);
    this.line.addEventListener("change", () => this.changed());
    this.line.addEventListener("cut", () => this.draw());
    this.sound.addEventListener("lost", () => this.microphoneLost());
    this.sound.addEventListener("mute", () => this.say("click"));
    this.settings.changed = async () => {
      await this.line.speakWith(this.sound.track);
      this.sound.speak(!this.line.muted);
    };
    this.orders = (order) => this.obey(order.detail ?? {});
    document.addEventListener("hamroh:phone-do", this.orders);
    addEventListener("beforeunload", (leaving) => {
      // A page that was unlocked is loaded anew, and takes its talk back at once.
      const back = document.documentElement.dataset.locked === "opened";
      if (TALKING.includes(this.line.state) && !back) leaving.preventDefault();
    });
    this.draw();
    this.tell();
    if (sessionStorage.getItem(ONLINE)) this.online();
  }

  say(trouble) {
    this.trouble = trouble;
    this.draw();
  }

  async online() {
    if (this.line.wanted) return;
    this.say("");
    const trouble = await this.sound.open();
    if (trouble) {
      sessionStorage.removeItem(ONLINE);
      this.say(trouble);
      return;
    }
    sessionStorage.setItem(ONLINE, "yes");
    this.line.open();
  }

  offline() {
    sessionStorage.removeItem(ONLINE);
    this.line.close();
    this.sound.close();
  }

  // Nobody shall ring where nobody can be heard.
  async microphoneLost() {
    if (!this.line.wanted) return;
    const trouble = await this.sound.open();
    if (!trouble) {
      await this.settings.changed();
      return;
    }
    if (!this.line.session) this.offline();
    this.say(trouble);
  }

  changed() {
    const { state, why } = this.line;
    if (state === "ringing") {
      const from = this.queue(this.line.from);
      this.sound.ring();
      this.attention.call(from ? `${this.text("rings")} · ${from}` : this.text("rings"));
    } else {
      this.sound.silence();
      this.attention.rest();
    }
    if (state === "offline" && why) {
      sessionStorage.removeItem(ONLINE);
      this.sound.close();
      this.trouble = why;
    } else if (state !== "offline") {
      this.trouble = "";
    }
    if (!TALKING.includes(state)) this.keys = false;
    this.draw();
    this.tell();
  }

  tell() {
    const state = SAID[this.line.state] ?? this.line.state;
    if (state === this.told) return;
    this.told = state;
    document.dispatchEvent(new CustomEvent("hamroh:phone", { detail: { state } }));
  }

  obey({ act, key }) {
    const does = {
      answer: () => this.line.answer(),
      hangup: () => this.line.hangup(),
      mute: () => this.line.mute(true),
      unmute: () => this.line.mute(false),
      hold: () => this.line.hold(true),
      unhold: () => this.line.hold(false),
      key: () => this.line.key(String(key)),
      online: () => this.online(),
      offline: () => this.offline(),
    }[act];
    does?.();
  }

  button(act, label, props = {}) {
    return h("button", { type: "button", class: "button", "data-act": act, onclick: () => this.obey({ act }), ...props }, this.text(label));
  }

  draw() {
    const line = this.line;
    const state = line?.state ?? "offline";
    const focused = this.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    replace(
      this,
      h(
        "div",
        { class: "phone-state", role: "status" },
        h("span", { class: `badge phone-${state}` }, this.text(`state.${state}`)),
        state === "ringing" && this.queue(line.from) ? h("strong", {}, this.queue(line.from)) : null,
        line?.muted ? h("span", { class: "badge warn" }, this.text("muted")) : null,
        TALKING.includes(state) && line.cut ? h("span", { class: "badge warn" }, this.text("cut")) : null,
      ),
      this.trouble ? h("p", { class: "notice bad", role: "alert" }, this.text(`trouble.${this.trouble}`)) : null,
      line ? this.tools(state) : null,
      this.keys ? this.keypad() : null,
      line && !TALKING.includes(state) && state !== "ringing" ? this.settings.element : null,
    );
    if (focused) this.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  tools(state) {
    const line = this.line;
    const pressed = (on) => ({ "aria-pressed": String(on) });
    const tools = {
      offline: () => [
        h(
          "button",
          {
            type: "button",
            class: "button primary",
            "data-act": "online",
            onclick: () => {
              this.attention.ask();
              this.online();
            },
          },
          this.text("online"),
        ),
      ],
      ringing: () => [this.button("answer", "answer", { class: "button primary" }), this.button("hangup", "decline")],
      talking: () => [
        this.button(line.muted ? "unmute" : "mute", "mute", pressed(line.muted)),
        this.button(state === "held" ? "unhold" : "hold", "hold", pressed(state === "held")),
        h(
          "button",
          {
            type: "button",
            class: "button",
            "data-act": "keys",
            "aria-expanded": String(Boolean(this.keys)),
            onclick: () => {
              this.keys = !this.keys;
              this.draw();
            },
          },
          this.text("keys"),
        ),
        this.button("hangup", "hangup", { class: "button phone-end" }),
      ],
    };
    const shown = tools[state === "held" ? "talking" : state] ?? (() => [this.button("offline", "offline")]);
    return h("div", { class: "phone-tools" }, shown());
  }

  keypad() {
    return h(
      "div",
      { class: "phone-keys", role: "group", "aria-label": this.text("keys") },
      KEYS.map((key) => h("button", { type: "button", class: "button", "data-act": `key-${key}`, onclick: () => this.line.key(key) }, key)),
    );
  }
}

customElements.define("hamroh-phone", Phone);
