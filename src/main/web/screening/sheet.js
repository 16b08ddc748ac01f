// The questions of one screening. What is answered is kept on the server each second, as the record
// is: a reload, a crash of either side, a network that goes: nothing is lost. All of it is done by
// keys: 1 yes, 2 no, 3 unsure, 0 not asked; Enter goes on; Ctrl+Enter ends.
import { post, Refused } from "../api.js";
import { Copy } from "../casework/copy.js";
import { equal, merge } from "./merge.js";

const EACH_MILLIS = 1000;

// After a failure: soon, then each five seconds for as long as it takes.
const AGAIN_MILLIS = [1000, 2000, 5000];

const KEYS = { 1: "yes", 2: "no", 3: "unsure", 0: "not-asked" };

export class Sheet {
  constructor(root) {
    this.root = root;
    this.id = root.dataset.screening;
    this.version = Number(root.dataset.version);
    this.texts = JSON.parse(root.dataset.texts);
    this.form = root.querySelector("form");
    this.questions = [...root.querySelectorAll("[data-question]")];
    this.copy = new Copy(this.id, root.dataset.copyKey);
    this.base = this.read();
    this.dirty = false;
    this.ending = null;
    this.sending = null;
    this.failures = 0;
    this.timer = 0;
    this.listen();
    this.restore();
    this.show();
    // Else the focus is somebody else's.
    if (root.dataset.begun) this.focus(this.next(null));
  }

  text(key, ...values) {
    const sentence = this.texts[key] ?? key;
    return values.reduce((done, value, i) => done.replaceAll(`{${i}}`, String(value)), sentence);
  }

  path(what) {
    return `/api/v1/screenings/${encodeURIComponent(this.id)}/${what}`;
  }

  listen() {
    this.form.addEventListener("input", (event) => {
      if (event.target.closest("[data-question]")) this.changed();
      if (event.target.matches("[data-in]")) this.speak(event.target.value);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.end(false);
    });
    this.form.querySelector("[data-stop]").addEventListener("click", () => this.end(true));
    this.root.addEventListener("keydown", (event) => this.key(event));
    const gone = new AbortController();
    const off = { signal: gone.signal };
    const here = (work) => () => (this.root.isConnected ? work() : gone.abort());
    window.addEventListener("online", here(() => this.soon(0)), off);
    window.addEventListener("pagehide", here(() => this.lastWord()), off);
    document.addEventListener("visibilitychange", here(() => this.soon(0)), off);
  }

  key(event) {
    if (event.altKey || event.isComposing) return;
    if (event.key === "Enter" && event.target.closest(".judge") && event.target.matches("input")) {
      event.preventDefault(); // of another matter than the answers
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation(); // the record has the same keys
      this.end(false);
      return;
    }
    const question = event.target.closest("[data-question]");
    if (!question || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("textarea")) {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.focus(this.next(question));
      }
      return;
    }
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
    const answer = KEYS[digit];
    if (answer) {
      event.preventDefault();
      event.stopPropagation();
      question.querySelector(`input[value="${answer}"]`).checked = true;
      this.changed();
      const tells = answer === "yes" || answer === "unsure";
      if (tells && !question.dataset.means) question.querySelector("textarea").focus();
      else this.focus(this.next(question));
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.focus(this.next(question));
    }
  }

  // The next question that has no answer yet, from here on; else the button that ends it.
  next(from) {
    const open = this.questions.filter((one) => !one.hidden);
    const after = from ? open.slice(open.indexOf(from) + 1) : open;
    return after.find((one) => this.answer(one) === "not-asked") ?? null;
  }

  focus(question) {
    const place = question?.querySelector("input:checked") ?? this.form.querySelector("button[type=submit]");
    place.focus();
    (question ?? place).scrollIntoView({ block: "nearest" });
  }

  answer(question) {
    return question.querySelector("input:checked")?.value ?? "not-asked";
  }

  read() {
    const answers = {};
    const words = {};
    for (const question of this.questions) {
      const id = question.dataset.question;
      const answer = this.answer(question);
      if (answer !== "not-asked") answers[id] = answer;
      const said = question.querySelector("[data-said]").value;
      if (said.trim()) words[id] = said;
    }
    return { answers, words };
  }

  fill({ answers, words }) {
    for (const question of this.questions) {
      const id = question.dataset.question;
      question.querySelector(`input[value="${answers[id] ?? "not-asked"}"]`).checked = true;
      const said = question.querySelector("[data-said]");
      if (said.value !== (words[id] ?? "")) said.value = words[id] ?? "";
    }
    this.show();
  }

  // Nothing but whether it is safe to talk is asked before that is answered with yes.
  show() {
    const safe = this.questions.find((one) => one.dataset.means === "safe");
    const goesOn = this.answer(safe) === "yes";
    for (const one of this.questions) if (one !== safe) one.hidden = !goesOn;
  }

  speak(language) {
    for (const one of this.root.querySelectorAll(".ask")) one.hidden = one.lang !== language;
    const own = document.documentElement.lang === language;
    for (const one of this.root.querySelectorAll(".gloss")) one.hidden = own;
  }

  changed() {
    this.dirty = true;
    this.show();
    this.soon(EACH_MILLIS);
  }

  soon(millis) {
    if (!this.dirty && !this.ending) return;
    if (millis === 0) clearTimeout(this.timer);
    else if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.send();
    }, millis);
  }

  end(stopped) {
    this.ending = { stopped };
    clearTimeout(this.timer);
    this.timer = 0;
    this.send();
  }

  // One request at a time; what was answered meanwhile goes with the next.
  async send() {
    if (this.sending) {
      await this.sending;
      if (!this.dirty && !this.ending) return;
    }
    this.sending = this.sendNow().finally(() => (this.sending = null));
    return this.sending;
  }

  async sendNow() {
    const sheet = this.read();
    const ending = this.ending;
    this.dirty = false;
    await this.copy.keep({ version: this.version, base: this.base, content: sheet });
    try {
      const body = { version: this.version, ...sheet, ...(ending ?? {}) };
      const kept = await post(this.path(ending ? "end" : "draft"), body, { signal: AbortSignal.timeout(10_000) });
      this.failures = 0;
      this.kept(kept, sheet);
    } catch (trouble) {
      if (trouble instanceof Refused && trouble.status < 500 && trouble.status !== 429) {
        this.failures = 0;
        this.refused(trouble, sheet);
      } else {
        this.failed();
      }
    }
  }

  kept(screening, sheet) {
    const asked = !equal({ answers: sheet.answers, words: {} }, { answers: this.base.answers, words: {} });
    this.version = screening.version;
    this.base = sheet;
    if (!this.dirty) this.copy.forget();
    if (screening.ended) {
      this.over();
      return;
    }
    this.say(this.text("screening.script.kept", new Date().toTimeString().slice(0, 8)));
    if (asked) this.weigh();
    this.soon(EACH_MILLIS);
  }

  // What the rule says of the answers, in words. Whoever writes there why they judge otherwise is
  // not disturbed.
  weigh() {
    const place = this.root.querySelector("[data-result]");
    if (place.contains(document.activeElement)) return;
    window.htmx
      .ajax("GET", `/panels/screening/${encodeURIComponent(this.id)}/result`, { target: place, swap: "innerHTML" })
      .catch(() => {}); // it is asked for again with the next answer
  }

  // It has ended: the place shows what came of it.
  over() {
    this.ending = null;
    this.dirty = false;
    const place = this.root.closest("[data-screening-at]");
    if (place) window.htmx.ajax("GET", place.dataset.screeningAt, { target: place, swap: "outerHTML" }).catch(() => location.reload());
    else location.reload();
  }

  say(sentence) {
    this.root.querySelector("[data-status]").textContent = sentence;
  }

  failed() {
    this.dirty = true;
    const pause = AGAIN_MILLIS[Math.min(this.failures++, AGAIN_MILLIS.length - 1)];
    this.say(this.text(this.ending ? "screening.script.end-waits" : "screening.script.waiting"));
    this.soon(pause);
  }

  refused(trouble, sheet) {
    const theirs = trouble.problem.screening;
    if (trouble.status !== 409 || !theirs) {
      this.ending = null;
      this.say(this.text("screening.script.refused", trouble.message));
      return;
    }
    if (theirs.ended) {
      const box = this.root.querySelector("[data-conflict]");
      box.textContent = this.text("screening.script.ended", theirs.endedBy ?? "");
      box.hidden = false; // what was written here stays to be read
      this.ending = null;
      return;
    }
    const merged = merge(this.base, sheet, theirs);
    this.version = theirs.version;
    this.base = { answers: theirs.answers, words: theirs.words };
    if (!this.dirty) this.fill(merged);
    this.dirty = true;
    this.soon(0);
  }

  // The browser or the network had gone before the last answers were sent.
  async restore() {
    const kept = await this.copy.find();
    if (!kept || equal(kept.content, this.base)) return;
    this.fill(kept.version === this.version ? kept.content : merge(kept.base, kept.content, this.base));
    this.changed();
    this.say(this.text("screening.script.copy"));
  }

  // The page goes away: what is not sent yet is handed to the browser, which sends it by itself.
  lastWord() {
    if (!this.dirty) return;
    post(this.path("draft"), { version: this.version, ...this.read() }, { keepalive: true }).catch(() => {}); // the copy remains
  }
}
