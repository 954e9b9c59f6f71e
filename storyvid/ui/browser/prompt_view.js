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
  find(".count").textContent = data.limit ? `${data.tokens} of ${data.limit} tokens` : `${data.tokens} tokens, no limit`;
  find(".count").classList.toggle("over", data.limit != null && data.tokens > data.limit);
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
