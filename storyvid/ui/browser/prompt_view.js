// A prompt in its parts, each coloured by where its words come from; what the model would cut is struck out.

export default function ({ parentElement, data }) {
  const find = (name) => parentElement.querySelector(name);
  find(".parts").replaceChildren(...data.parts.map(part));
  const named = { scene: "scene", character: "characters", style: "style" };
  find(".legend").replaceChildren(...[...new Set(data.parts.map((one) => one.source))].map((source) => {
    const entry = document.createElement("span");
    entry.dataset.source = source;
    entry.textContent = named[source];
    return entry;
  }));
  find(".count").textContent = counted(data);
  find(".count").classList.toggle("over", data.limit != null && data.tokens > data.limit);
}

function counted({ tokens, limit, piece }) {
  if (limit) return `${tokens} of ${limit} tokens`;
  if (!piece) return `${tokens} tokens, no limit`;
  // a piece's start and end marks are two of its tokens
  const pieces = Math.max(1, Math.ceil((tokens - 2) / (piece - 2)));
  return pieces > 1 ? `${tokens} tokens, read in ${pieces} pieces of ${piece}, nothing cut` : `${tokens} of ${piece} tokens`;
}

function part(one) {
  const element = document.createElement("span");
  element.className = `part${one.lost ? " lost" : ""}`;
  element.dataset.source = one.source;
  if (one.name && one.source === "character") {
    const name = document.createElement("b");
    name.textContent = one.name;
    element.append(name);
  }
  element.append(one.text || (one.source === "character" ? "no look yet" : ""));
  return element;
}
