// node --test: what an editor changes is changed, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { YamlText } from "../../main/web/scripts/yamledit.js";

const SCRIPTS = new URL("../../../ivr-scripts/", import.meta.url);
const read = (path) => readFileSync(new URL(path, SCRIPTS), "utf8");

function changedLines(before, after) {
  const old = before.split("\n");
  const now = after.split("\n");
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return { gone: old.slice(start, old.length - end), come: now.slice(start, now.length - end) };
}

test("a text is written anew and every other line stays", () => {
  const before = read("prompts/tg.yaml");
  const yaml = new YamlText(before);
  const words = "Ин матни нав аст, ва он аз як сатр дарозтар аст, бинобар ин дар ду сатр навишта мешавад, чунон ки дигарон.";

  yaml.set(["main-menu", "text"], words);

  assert.equal(yaml.errors.length, 0);
  assert.equal(yaml.value["main-menu"].text, words);
  const { gone, come } = changedLines(before, yaml.source);
  assert.equal(gone.length, 3);
  assert.equal(come.length, 2);
});

test("a short text stands on the line of its key, with quotes where YAML needs them", () => {
  const yaml = new YamlText(read("prompts/ru.yaml"));

  yaml.set(["welcome", "text"], "Да: это «Хамрох».");
  yaml.set(["language-choice", "text"], "Нажмите два.");

  assert.match(yaml.source, /\n  text: "Да: это «Хамрох»\."\n/);
  assert.match(yaml.source, /\n  text: Нажмите два\.\n/);
});

test("every text of every language can be set to itself", () => {
  for (const language of ["ru", "en"]) {
    const yaml = new YamlText(read(`prompts/${language}.yaml`));
    const whole = yaml.value;

    for (const [name, prompt] of Object.entries(whole)) yaml.set([name, "text"], prompt.text);

    assert.deepEqual(yaml.value, whole);
    assert.equal(yaml.errors.length, 0);
  }
});

test("a field is added below the others, changed, and taken out again", () => {
  const before = read("prompts/tg.yaml");
  const yaml = new YamlText(before);

  yaml.set(["privacy", "validUntil"], "2027-03-31");
  assert.match(yaml.source, /\n  legalReview: needed\n  validUntil: 2027-03-31\n/);
  yaml.set(["privacy", "validUntil"], "2027-04-30");
  assert.match(yaml.source, /\n  validUntil: 2027-04-30\n/);
  yaml.set(["privacy", "validUntil"], null);

  assert.equal(yaml.source, before);
});

test("the choices of a menu change places and their comments stay", () => {
  const before = "steps:\n  - menu: m          # here\n    keys:\n      1: a/b         # first\n      2: c\n    timeout: 2s    # why\n";
  const yaml = new YamlText(before);

  yaml.setEntries(["steps", 0, "keys"], [["1", "c"], ["2", "a/b"]]);

  assert.equal(yaml.source, before.replace("a/b  ", "X  ").replace("2: c", "2: a/b").replace("X", "c"));
});

test("choices are added and taken out, one a line and in braces", () => {
  const block = new YamlText("steps:\n  - menu: m\n    keys:\n      1: a\n      2: b # two\n    timeout: 2s\n");
  const braces = new YamlText("steps:\n  - menu: m\n    keys: {1: a, 2: b}   # two\n    timeout: 2s\n");

  for (const yaml of [block, braces]) yaml.setEntries(["steps", 0, "keys"], [["1", "a"], ["2", "b"], ["3", "x/y"]]);
  assert.equal(block.source, "steps:\n  - menu: m\n    keys:\n      1: a\n      2: b # two\n      3: x/y\n    timeout: 2s\n");
  assert.equal(braces.source, "steps:\n  - menu: m\n    keys: {1: a, 2: b, 3: x/y}   # two\n    timeout: 2s\n");

  for (const yaml of [block, braces]) yaml.setEntries(["steps", 0, "keys"], [["1", "a"]]);
  assert.equal(block.source, "steps:\n  - menu: m\n    keys:\n      1: a\n    timeout: 2s\n");
  assert.equal(braces.source, "steps:\n  - menu: m\n    keys: {1: a}   # two\n    timeout: 2s\n");
});

test("every menu that is shipped can be turned round", () => {
  for (const name of ["hotline", "danger", "work", "documents", "prepare", "family", "message"]) {
    const before = read(`${name}.yaml`);
    const yaml = new YamlText(before);
    const menus = yaml.value.steps.map((step, i) => [step, i]).filter(([step]) => step.menu && Object.keys(step.keys).length > 1);

    for (const [step, i] of menus) {
      const keys = Object.keys(step.keys);
      const places = keys.map((key) => step.keys[key]);
      yaml.setEntries(["steps", i, "keys"], keys.map((key, n) => [key, places.at(-1 - n)]));
      assert.deepEqual(Object.values(yaml.value.steps[i].keys), [...places].reverse());
      yaml.setEntries(["steps", i, "keys"], keys.map((key, n) => [key, places[n]]));
    }

    assert.equal(yaml.source, before);
  }
});

test("hours of a day are set, added and taken out", () => {
  const before = 'week:\n  everyDay: ["08:00-12:30", "13:00-20:00"]      # before and after work\n  sunday: []\n';
  const yaml = new YamlText(`schedules:\n  union:\n${before.replace(/^/gm, "    ").trimEnd()}\n`);

  yaml.set(["schedules", "union", "week", "everyDay"], ["09:00-17:00"]);
  yaml.set(["schedules", "union", "week", "monday"], ["10:00-12:00"]);
  yaml.set(["schedules", "union", "week", "sunday"], null);
  yaml.set(["schedules", "union", "exceptions"], { "2026-12-31": { shifts: [] } });

  assert.equal(
    yaml.source,
    'schedules:\n  union:\n    week:\n      everyDay: ["09:00-17:00"]      # before and after work\n' +
      '      monday: ["10:00-12:00"]\n    exceptions: {2026-12-31: {shifts: []}}\n',
  );
});

test("the last exception takes the word exceptions with it", () => {
  const yaml = new YamlText("a:\n  week: {monday: []}\n  exceptions:\n    2026-12-31: {shifts: []}\nb: 1\n");

  yaml.set(["a", "exceptions", "2026-12-31"], null);

  assert.equal(yaml.source, "a:\n  week: {monday: []}\nb: 1\n");
});

test("a holiday comes and goes", () => {
  const before = "TJ:\n  - date: 2026-01-01\n    names: {tg: а, ru: б}\n\nRU:\n  - date: 2026-01-01\n    to: 2026-01-08   # a week\n";
  const yaml = new YamlText(before);

  yaml.addItem(["TJ"], { date: "2026-05-27", names: { tg: "Иди Қурбон", en: "Eid al-Adha" }, source: "calendar" });
  assert.match(yaml.source, /- date: 2026-05-27\n    names: \{tg: Иди Қурбон, en: Eid al-Adha\}\n    source: calendar\n\nRU:/);
  yaml.removeItem(["TJ"], 1);

  assert.equal(yaml.source, before);
});

test("a key that YAML would misread is put in quotes", () => {
  const yaml = new YamlText("a: {x: 1}\n");

  yaml.set(["a", "#"], "main");

  assert.equal(yaml.source, 'a: {x: 1, "#": main}\n');
});

test("what cannot be read is told with its line", () => {
  const yaml = new YamlText("a: 1\nb: [1, 2\nc: 3\n");

  assert.equal(yaml.errors[0].line, 3);
});
