// What the server told of a call, in words: what its record would hold.
import { h } from "../dom.js";
import { clock, named, text } from "../words.js";

// {words, kind} for the log; nothing for what only the telephone itself has to know.
export function told(type, sign) {
  switch (type) {
    case "Came": {
      const place = `${sign.script}/${sign.step}`;
      return { words: h("a", { href: `#map/${place}` }, place), kind: "came" };
    }
    case "Heard":
      return plain(text(sign.cut ? "script.phone.heard.cut" : "script.phone.heard", sign.prompts.join(", "), clock(sign.heardMillis)));
    case "Speaks":
      return plain(text(sign.byCaller ? "script.phone.speaks" : "script.phone.speaks.default", named("console.spoken", sign.language)));
    case "Pressed":
      return { words: [h("kbd", {}, sign.key), sign.wrong && ` ${text("script.phone.wrong")}`], kind: "pressed-key" };
    case "Keyed":
      return plain(text("script.phone.keyed", sign.count));
    case "Answered":
      return plain(text("script.phone.answered", sign.question, sign.answer));
    case "Silent":
      return plain(text("script.phone.silent"));
    case "Covered":
      return plain(text("script.phone.covered"));
    case "LeftMessage":
      return plain(text("script.phone.message", clock(sign.lengthMillis)));
    case "Pretended":
      return plain(text(`script.phone.pretended.${sign.what}`, sign.about));
    case "Failed":
      return { words: text("script.phone.failed", sign.reason), kind: "failed" };
    case "ToPeople":
      return { words: text("script.phone.people", named("console.queue", sign.queue)), kind: "people" };
    default:
      return null;
  }
}

// How many keys of the caller's this was.
export function keysOf(type, sign) {
  return type === "Pressed" ? 1 : type === "Keyed" ? sign.count : 0;
}

function plain(words) {
  return { words, kind: "" };
}
