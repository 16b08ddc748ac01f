// Two people, or one in two windows, have changed the same record. What only one of them changed is
// taken; where both did, a person decides.

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// Flat: {callType, reasons, disposition, nextAction, nextOn, "values.note": …}
function flat(content) {
  const { values, ...rest } = content;
  const all = { ...rest };
  for (const [field, value] of Object.entries(values ?? {})) all[`values.${field}`] = value;
  return all;
}

function deep(all) {
  const content = { values: {} };
  for (const [name, value] of Object.entries(all)) {
    if (name.startsWith("values.")) content.values[name.slice(7)] = value;
    else content[name] = value;
  }
  return content;
}

// → {merged, contested: [{name, mine, theirs}]}; what is contested stays mine in merged.
export function merge(base, mine, theirs) {
  const [b, m, t] = [flat(base), flat(mine), flat(theirs)];
  const merged = {};
  const contested = [];
  for (const name of new Set([...Object.keys(b), ...Object.keys(m), ...Object.keys(t)])) {
    const empty = name === "reasons" ? [] : "";
    const [was, ours, other] = [b[name] ?? empty, m[name] ?? empty, t[name] ?? empty];
    if (same(ours, other) || same(was, other)) merged[name] = ours;
    else if (same(was, ours)) merged[name] = other;
    else {
      merged[name] = ours;
      contested.push({ name, mine: ours, theirs: other });
    }
  }
  return { merged: deep(merged), contested };
}

export function equal(a, b) {
  return merge(a, a, b).contested.length === 0 && same(sorted(a), sorted(b));
}

function sorted(content) {
  const all = flat(content);
  return Object.keys(all)
    .filter((name) => all[name] !== "" && all[name]?.length !== 0)
    .sort()
    .map((name) => [name, all[name]]);
}
