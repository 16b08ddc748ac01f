// A difference for people: words first, with what went and what came marked; then steps; the files
// line by line for those who want them.
import { h } from "../dom.js";
import { named, text } from "../words.js";

// languages: of the site, in its order
export function differences(diff, languages) {
  if (diff.prompts.length + diff.steps.length + diff.files.length === 0) {
    return h("p", { class: "empty" }, text("script.diff.none"));
  }
  return [
    diff.prompts.length > 0 && [h("h3", {}, text("script.diff.texts")), diff.prompts.map((one) => promptChange(one, languages))],
    diff.steps.length > 0 && [h("h3", {}, text("script.diff.steps")), h("ul", { class: "list" }, diff.steps.map(stepChange))],
    diff.files.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, text("script.diff.files", diff.files.length)),
        diff.files.map((file) => [h("h3", {}, `${file.path} · ${text(`script.diff.${file.how}`)}`), h("pre", { class: "unified", tabindex: "0" }, file.unified.map(line))]),
      ),
  ];
}

function promptChange(prompt, languages) {
  const rank = (language) => (languages.includes(language) ? languages.indexOf(language) : languages.length);
  return h(
    "section",
    { class: "prompt-change" },
    h("h4", {}, prompt.name, " ", h("span", { class: `badge ${tone(prompt.how)}` }, text(`script.diff.${prompt.how}`))),
    Object.entries(prompt.languages)
      .sort(([one], [other]) => rank(one) - rank(other))
      .map(([language, words]) =>
      h(
        "div",
        { class: "words-change" },
        h("span", { class: "said-language" }, language),
        h("p", { lang: language }, marked(words.old ?? "", words.now ?? "")),
      ),
    ),
    prompt.fields.length > 0 && h("ul", { class: "list small" }, prompt.fields.map(fieldChange)),
  );
}

function stepChange(step) {
  return h(
    "li",
    {},
    h("strong", {}, step.id),
    " ",
    h("span", { class: `badge ${tone(step.how)}` }, text(`script.diff.${step.how}`)),
    step.how === "changed" && h("ul", { class: "list small" }, step.fields.map(fieldChange)),
  );
}

function fieldChange(change) {
  return h(
    "li",
    {},
    `${fieldName(change.field)}: `,
    change.old != null && h("del", {}, change.old),
    change.old != null && change.now != null && " → ",
    change.now != null && h("ins", {}, change.now),
  );
}

// keys/3: key 3; tg.validUntil: valid until (tg)
function fieldName(field) {
  const key = field.match(/^keys\/(.)$/);
  if (key) return text("script.diff.key", key[1]);
  const ofLanguage = field.match(/^([a-z]{2,3})\.(\w+)$/);
  if (ofLanguage) return `${named("script.texts", ofLanguage[2])} (${ofLanguage[1]})`;
  return named("script.field", field);
}

function tone(how) {
  return { added: "good", removed: "bad", changed: "busy", moved: "busy" }[how] ?? "";
}

function line(words) {
  const kind = words.startsWith("+") ? "ins" : words.startsWith("-") ? "del" : "span";
  return [h(kind, {}, words), "\n"];
}

// Word by word, what both have left as it is: the longest common run of words.
export function marked(old, now) {
  const a = old.split(/(\s+)/).filter(Boolean);
  const b = now.split(/(\s+)/).filter(Boolean);
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const parts = [];
  const add = (kind, word) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).words += word;
    else parts.push({ kind, words: word });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("span", a[i]);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || longest[i + 1][j] >= longest[i][j + 1])) {
      add("del", a[i++]);
    } else {
      add("ins", b[j++]);
    }
  }
  return parts.map((part) => h(part.kind, {}, part.words));
}
