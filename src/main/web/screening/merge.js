// Two pages have written the same screening. What only one of them changed is taken; of an answer
// that both changed, mine; of words, both. Nothing that the caller said is lost.
export function merge(base, mine, theirs) {
  return {
    answers: each(base.answers, mine.answers, theirs.answers, (one) => one),
    words: each(base.words, mine.words, theirs.words, (one, other) => (one && other ? `${other}\n${one}` : one || other)),
  };
}

function each(base, mine, theirs, both) {
  const merged = {};
  for (const id of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, my, other] = [base[id] ?? "", mine[id] ?? "", theirs[id] ?? ""];
    const value = my === was ? other : other === was || other === my ? my : both(my, other);
    if (value) merged[id] = value;
  }
  return merged;
}

export const equal = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = ({ answers, words }) => [answers, words].map((map) => Object.entries(map).sort());
