// How a text goes through the air, counted while it is written: the exact twin of the server's
// SmsText and ShorterText. Both sides are held against src/test/resources/sms/counter-vectors.json.

// 3GPP TS 23.038 §6.2.1, without the escape; and the extension table, whose letters cost two.
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
  "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "^{}\\[~]|€\f";

const GSM = { encoding: "GSM-7", alone: 160, joined: 153 };
const UCS = { encoding: "UCS-2", alone: 70, joined: 67 };

/** Septets of a letter: 1 or 2, 0 when the basic alphabet lacks it. */
function cost(letter) {
  return BASIC.includes(letter) ? 1 : EXTENDED.includes(letter) ? 2 : 0;
}

/**
 * @param {string} text
 * @param {number} header octets of the header that joins parts: 6, or 7 with a 16-bit reference
 * @return {{encoding: string, length: number, segments: number, room: number, forcing: string[]}}
 */
export function count(text, header = 6) {
  const letters = [...text]; // by code points: a pair is never cut
  const forcing = [...new Set(letters.filter((one) => cost(one) === 0))];
  const how = forcing.length > 0 ? UCS : GSM;
  const costs = letters.map((one) => (how === UCS ? one.length : cost(one)));
  const length = costs.reduce((sum, one) => sum + one, 0);
  const octets = 140 - header;
  const joined = how === UCS ? Math.floor(octets / 2) : Math.floor((octets * 8) / 7);
  if (length <= how.alone) {
    return { encoding: how.encoding, length, segments: 1, room: how.alone - length, forcing };
  }
  let segments = 1;
  let used = 0;
  for (const one of costs) {
    if (used + one > joined) {
      segments += 1;
      used = 0;
    }
    used += one;
  }
  return { encoding: how.encoding, length, segments, room: joined - used, forcing };
}

const MARKS = new Map([
  ..."«»“”„‟″".split("").map((one) => [one, '"']),
  ..."‘’‚‛′`´".split("").map((one) => [one, "'"]),
  ..."–—‒―−‐‑".split("").map((one) => [one, "-"]),
  ["…", "..."],
  ["№", "N"],
  ["•", "-"],
]);

/** The same words without what costs and says nothing; typographic marks only where that helps. */
export function shorter(text) {
  const tidy = text
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, " ")
    .replace(/ {2,}/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const plain = [...tidy].map((one) => MARKS.get(one) ?? one).join("");
  const [a, b] = [count(tidy), count(plain)];
  const better = b.segments < a.segments ? plain : tidy;
  const [now, then] = [count(text), count(better)];
  return then.segments < now.segments || (then.segments === now.segments && then.length < now.length)
    ? better
    : text;
}

const LATIN = new Map(
  Object.entries({
    а: "a", б: "b", в: "v", г: "g", ғ: "gh", д: "d", е: "e", ё: "yo", ж: "zh", з: "z", и: "i",
    ӣ: "i", й: "y", к: "k", қ: "q", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s",
    т: "t", у: "u", ӯ: "u", ф: "f", х: "kh", ҳ: "h", ц: "ts", ч: "ch", ҷ: "j", ш: "sh",
    щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya",
  }),
);

/** In Latin letters, for somebody to compare: never put into a text by itself. */
export function latin(text) {
  return [...text]
    .map((one) => {
      const small = one.toLowerCase();
      const written = LATIN.get(small);
      if (written === undefined) return MARKS.get(one) ?? one;
      return one === small ? written : written.charAt(0).toUpperCase() + written.slice(1);
    })
    .join("");
}
