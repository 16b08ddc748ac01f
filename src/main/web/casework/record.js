// One contact record: what is typed is kept on the server each second; saved when the operator says
// so. Nothing is lost by a reload, a crash of either side, or a network that comes and goes.
import { post, Refused } from "../api.js";
import { h, replace } from "../dom.js";
import { Copy } from "./copy.js";
import { Reasons } from "./reasons.js";
import { equal, merge } from "./merge.js";

const EACH_MILLIS = 1000;

// After a failure: soon, then each five seconds for as long as it takes.
const AGAIN_MILLIS = [1000, 2000, 5000];

export class RecordPanel {
  constructor(root) {
    this.root = root;
    this.id = root.dataset.record;
    this.channel = root.dataset.channel;
    this.call = root.dataset.call;
    this.version = Number(root.dataset.version);
    this.saved = root.dataset.saved === "yes";
    this.base = JSON.parse(root.dataset.content);
    this.texts = JSON.parse(root.dataset.words);
    this.page = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
    this.form = root.querySelector("form");
    this.copy = new Copy(this.id, root.dataset.copyKey);
    this.callType = this.base.callType;
    this.dirty = false;
    this.sending = null;
    this.wantsSave = false;
    this.failures = 0;
    this.timer = 0;
    this.contest = null;
    const words = (key, ...values) => this.text(key, ...values);
    this.reasons = new Reasons(root, root.dataset.form, words, () => this.changed());
    this.reasons.set(this.base.reasons);
    this.listen();
    this.restore();
    if (!this.typing()) root.focus({ preventScroll: true });
  }

  text(key, ...values) {
    const sentence = this.texts[key] ?? key;
    return values.reduce((done, value, i) => done.replaceAll(`{${i}}`, String(value)), sentence);
  }

  // Whether somebody is in the middle of a word elsewhere on the page.
  typing() {
    const now = document.activeElement;
    return now && now.matches("input, textarea, select") && !this.root.contains(now);
  }

  listen() {
    this.form.addEventListener("input", (event) => {
      if (event.target.matches("[data-reason]")) return;
      this.proposeDay(event.target);
      this.changed();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.root.addEventListener("click", (event) => this.click(event));
    const gone = new AbortController();
    const off = { signal: gone.signal };
    const here = (work) => (event) => (this.root.isConnected ? work(event) : gone.abort());
    document.addEventListener("keydown", here((event) => this.key(event)), off);
    window.addEventListener("online", here(() => this.soon(0)), off);
    window.addEventListener("pagehide", here(() => this.lastWord()), off);
    document.addEventListener("visibilitychange", here(() => this.soon(0)), off);
    document.addEventListener(
      "hamroh:answered",
      here((event) => {
        if (event.detail?.callId === this.call && !this.typing()) this.root.focus();
      }),
      off,
    );
    // The talk ended after the record was saved: nothing is left to wrap up.
    this.root.addEventListener("htmx:afterSettle", () => {
      if (this.saved && this.root.querySelector("[data-left]")) {
        post(`/api/v1/records/${encodeURIComponent(this.id)}/ready`).catch(() => {}); // its limit ends it
      }
    });
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      if (!this.root.contains(document.activeElement) && this.typing()) return;
      event.preventDefault();
      this.save();
      return;
    }
    const inText = document.activeElement?.matches("input, textarea, select");
    const plainKey = !event.altKey && !event.ctrlKey && !event.metaKey;
    const ours = event.altKey || (plainKey && !inText && this.root.contains(document.activeElement));
    const digit = /^Digit[1-9]$/.test(event.code) ? event.code.slice(5) : event.key;
    const button = ours && this.root.querySelector(`[data-type][data-key="${CSS.escape(digit)}"]`);
    if (button) {
      event.preventDefault();
      this.choose(button);
    }
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.type) this.choose(button);
    if (button.matches("[data-next-done]")) this.nextDone(button);
    const aside = button.closest("[data-aside]");
    if (aside && button.matches("[data-add-aside]")) {
      this.addToNote(aside.dataset.note);
      this.dropAside(aside);
    }
    if (aside && button.matches("[data-drop-aside]")) this.dropAside(aside);
  }

  async dropAside(aside) {
    const path = `/api/v1/records/${encodeURIComponent(this.id)}/asides/${aside.dataset.aside}/drop`;
    if (this.dirty) await this.send(); // what was added is kept first
    await post(path).catch(() => {}); // it is shown again next time
    aside.remove();
  }

  addToNote(more) {
    const note = this.form.querySelector("textarea[data-value]");
    if (!note || !more) return;
    note.value = note.value ? `${note.value}\n${more}` : more;
    this.changed();
  }

  async nextDone(button) {
    button.disabled = true;
    try {
      await post(`/api/v1/records/${encodeURIComponent(this.id)}/next-done`);
      button.remove();
    } catch (trouble) {
      button.disabled = false;
      this.say(this.text("casework.script.refused", trouble.message));
    }
  }

  // One key: a type that needs nothing more closes the record at once.
  choose(button) {
    this.callType = button.dataset.type;
    this.drawType();
    this.changed();
    if (button.dataset.closes) this.save();
    else this.reasons.input.focus();
  }

  drawType() {
    for (const one of this.root.querySelectorAll("[data-type]")) {
      one.setAttribute("aria-pressed", String(one.dataset.type === this.callType));
    }
  }

  proposeDay(target) {
    if (target.name !== "nextAction") return;
    const days = target.selectedOptions[0]?.dataset.days;
    const on = this.form.elements.nextOn;
    if (days === "" || days === undefined) {
      on.value = "";
    } else if (!on.value) {
      const day = new Date(Date.now() + Number(days) * 86_400_000);
      const two = (n) => String(n).padStart(2, "0");
      on.value = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
    }
  }

  read() {
    const values = {};
    for (const field of this.form.querySelectorAll("[data-value]")) {
      if (field.value.trim()) values[field.name] = field.value;
    }
    return {
      callType: this.callType,
      reasons: this.reasons.chosen,
      values,
      disposition: this.form.elements.disposition.value,
      nextAction: this.form.elements.nextAction.value,
      nextOn: this.form.elements.nextOn.value,
    };
  }

  fill(content) {
    this.callType = content.callType ?? "";
    this.drawType();
    this.reasons.set(content.reasons ?? []);
    for (const field of this.form.querySelectorAll("[data-value]")) {
      const value = content.values?.[field.name] ?? "";
      if (field.value !== value) field.value = value;
    }
    for (const name of ["disposition", "nextAction", "nextOn"]) {
      this.form.elements[name].value = content[name] ?? "";
    }
  }

  changed() {
    this.dirty = true;
    for (const wrong of this.root.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
    for (const hint of this.root.querySelectorAll(".missing")) hint.remove();
    this.soon(EACH_MILLIS);
  }

  soon(millis) {
    if (!this.dirty && !this.wantsSave) return;
    if (millis === 0) clearTimeout(this.timer);
    else if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.send();
    }, millis);
  }

  sent(content) {
    return { version: this.version, page: this.page, channel: this.chosenChannel(), content };
  }

  chosenChannel() {
    return this.form.elements.channel?.value ?? this.channel;
  }

  save() {
    this.wantsSave = true;
    clearTimeout(this.timer);
    this.timer = 0;
    this.send();
  }

  // One request at a time; what was typed meanwhile goes with the next.
  async send() {
    if (this.sending) {
      await this.sending;
      if (!this.dirty && !this.wantsSave) return;
    }
    this.sending = this.sendNow().finally(() => (this.sending = null));
    return this.sending;
  }

  async sendNow() {
    const content = this.read();
    const saves = this.wantsSave && !this.contest;
    this.dirty = false;
    await this.copy.keep({ version: this.version, base: this.base, content });
    try {
      const path = `/api/v1/records/${encodeURIComponent(this.id)}/${saves ? "save" : "draft"}`;
      const record = await post(path, this.sent(content), { signal: AbortSignal.timeout(10_000) });
      this.failures = 0;
      this.kept(record, content, saves);
    } catch (trouble) {
      if (trouble instanceof Refused && trouble.status < 500 && trouble.status !== 429) {
        this.failures = 0;
        this.refused(trouble, content, saves);
      } else {
        this.failed();
      }
    }
  }

  kept(record, content, saves) {
    this.version = record.version;
    this.base = content;
    if (this.form.elements.channel) this.form.elements.channel.disabled = true;
    if (!this.dirty) this.copy.forget();
    if (saves) {
      this.wantsSave = false;
      this.saved = true;
      this.fill(record.content);
      this.base = this.read();
      for (const aside of this.root.querySelectorAll(`[data-aside="${this.page}"]`)) aside.remove();
      document.dispatchEvent(
        new CustomEvent("hamroh:record-saved", { detail: { callId: this.call, record: this.id } }),
      );
    }
    this.badge();
    this.say(this.text("casework.script.kept", new Date().toTimeString().slice(0, 8)));
    this.soon(EACH_MILLIS);
  }

  badge() {
    const badge = this.root.querySelector("[data-badge]");
    badge.textContent = this.text(this.saved ? "casework.script.saved" : "casework.script.draft");
    badge.classList.toggle("good", this.saved);
    badge.classList.toggle("warn", !this.saved);
  }

  say(sentence) {
    this.root.querySelector("[data-status]").textContent = sentence;
  }

  failed() {
    this.dirty = true;
    const pause = AGAIN_MILLIS[Math.min(this.failures++, AGAIN_MILLIS.length - 1)];
    this.say(this.text(this.wantsSave ? "casework.script.save-waits" : "casework.script.waiting"));
    this.soon(pause);
  }

  refused(trouble, content, saves) {
    const { record, missing } = trouble.problem;
    if (trouble.status === 409 && record) {
      const theirs = record.content;
      if (record.savedAt && record.version === this.version && !saves) {
        this.copy.forget();
        this.say(this.text("casework.script.beside")); // a saved record changes only by saving
        return;
      }
      this.saved = Boolean(record.savedAt);
      this.badge();
      this.reconcile(record, content, theirs);
    } else if (trouble.status === 422 && missing) {
      this.wantsSave = false;
      this.mark(missing);
      this.dirty = true; // not saved, but kept
      this.soon(EACH_MILLIS);
    } else {
      this.wantsSave = false;
      this.dirty = false;
      this.say(this.text("casework.script.refused", trouble.message));
    }
  }

  mark(missing) {
    let first = null;
    for (const name of missing) {
      const place = this.root.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (!place) continue;
      const control = place.querySelector("input, select, textarea, button");
      control.setAttribute("aria-invalid", "true");
      place.append(h("span", { class: "missing", role: "alert" }, this.text("casework.script.missing")));
      first ??= control;
    }
    first?.focus();
  }

  // Somebody else has changed it. What only one side changed is taken; else a person decides.
  reconcile(record, mine, theirs) {
    const { merged, contested } = merge(this.base, mine, theirs);
    if (contested.length === 0) {
      this.version = record.version;
      this.base = theirs;
      if (!this.dirty) this.fill(merged);
      this.dirty = true;
      this.soon(EACH_MILLIS);
      return;
    }
    const wanted = this.wantsSave;
    this.wantsSave = false;
    this.contest = { record, theirs, contested, wanted };
    this.drawContest();
  }

  drawContest() {
    const { record, contested } = this.contest;
    const box = this.root.querySelector("[data-conflict]");
    const shown = (value) => (Array.isArray(value) ? value.map((id) => this.reasons.label(id)).join("; ") : value);
    const label = (name) => {
      const field = name.replace(/^values\./, "");
      const place = this.root.querySelector(`[data-field="${CSS.escape(field)}"]`);
      return place?.querySelector("label, legend")?.textContent ?? field;
    };
    const decide = (how) => ({ type: "button", class: "button", onclick: () => this.decide(how) });
    replace(
      box,
      h("p", {}, this.text("casework.script.conflict", record.changedBy)),
      contested.map((one) =>
        h(
          "p",
          { class: "kept" },
          h("strong", {}, label(one.name)),
          " ",
          this.text("casework.script.theirs", shown(one.theirs)),
        ),
      ),
      h(
        "p",
        { class: "actions" },
        contested.some((one) => one.name === "values.note")
          ? h("button", { ...decide("both"), class: "button primary" }, this.text("casework.script.both"))
          : null,
        h("button", decide("mine"), this.text("casework.script.mine")),
        h("button", decide("theirs"), this.text("casework.script.other")),
      ),
    );
    box.hidden = false;
  }

  decide(how) {
    const { record, theirs, contested } = this.contest;
    const { merged } = merge(this.base, this.read(), theirs);
    for (const { name, theirs: other } of contested) {
      const field = name.startsWith("values.") ? name.slice(7) : "";
      if (how === "theirs") {
        if (field) merged.values[field] = other;
        else merged[name] = other;
      } else if (how === "both" && field === "note") {
        merged.values.note = `${merged.values.note}\n${other}`;
      }
    }
    this.version = record.version;
    this.base = theirs;
    this.contest = null;
    this.root.querySelector("[data-conflict]").hidden = true;
    this.fill(merged);
    this.changed();
  }

  // The browser or the network had gone before the last words were sent.
  async restore() {
    const kept = await this.copy.find();
    if (!kept || equal(kept.content, this.base)) return;
    if (kept.version === this.version) {
      this.fill(kept.content);
      this.changed();
      this.say(this.text("casework.script.copy"));
    } else {
      const theirs = this.base;
      this.fill(kept.content);
      this.base = kept.base;
      this.reconcile({ version: this.version, changedBy: "", content: theirs }, kept.content, theirs);
    }
  }

  // The page goes away: what is not sent yet is handed to the browser, which sends it by itself.
  lastWord() {
    if (!this.dirty) return;
    const path = `/api/v1/records/${encodeURIComponent(this.id)}/draft`;
    post(path, this.sent(this.read()), { keepalive: true }).catch(() => {}); // the copy remains
  }
}
