// Prompts of scenes by source, with what the last edit took out and put in; what it left alone is folded away.

const OPEN = 5, LONGEST = 90;

export default function ({ parentElement, data }) {
  const find = (name) => parentElement.querySelector(name), all = data.rows.filter((row) => row.changed), fold = find(".rest");
  const changed = all.slice(0, OPEN), more = all.length - changed.length, rest = data.rows.filter((row) => !changed.includes(row));
  const title = more ? `${rest.length} more, ${more} of them changed` : changed.length ? `${rest.length} more, unchanged`
    : rest.length === 1 ? "One prompt" : `${rest.length} prompts`;
  find(".prompts > .changed").replaceChildren(...changed.map(drawn));
  fold.hidden = !rest.length;
  fold.querySelector("summary").textContent = title;
  const unfold = () => fold.lastElementChild.replaceChildren(...(fold.open ? rest.map(drawn) : []));
  fold.ontoggle = unfold; // hundreds of scenes need not be drawn where nobody looks
  unfold();
}

// Of a long stretch that stayed as it was, only where it meets what changed.
function shortened(text) {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST / 2).replace(/\S*$/, ""), tail = text.slice(-LONGEST / 2).replace(/^\S*/, "");
  return `${head}…${tail}`;
}

function drawn(row) {
  const element = document.createElement("div"), number = document.createElement("b"), words = document.createElement("div");
  element.className = `row${row.changed ? " changed" : ""}`;
  number.textContent = row.number;
  number.title = `Scene ${row.number}`;
  let of = "";
  for (const run of row.runs) {
    if (run.name && run.name !== of) {
      const name = document.createElement("strong");
      name.textContent = run.name;
      words.append(" ", name);
    }
    of = run.name;
    const span = document.createElement({ same: "span", gone: "del", new: "ins" }[run.kind]);
    span.className = "run";
    span.dataset.source = run.source;
    const [space, text] = [run.text.match(/^\s*/)[0], run.text.trimStart()];
    span.textContent = row.changed && run.kind === "same" ? shortened(text) : text;
    if (span.textContent !== text) span.title = text;
    words.append(space, span);
  }
  if (row.earlier) {
    const badge = document.createElement("span");
    badge.className = "earlier";
    badge.textContent = "picture from an earlier prompt";
    words.append(" ", badge);
  }
  element.append(number, words);
  return element;
}
