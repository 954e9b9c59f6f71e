// A character's colour: one of twelve, chosen by click or with the arrow keys.

export default function ({ parentElement, data, setStateValue }) {
  const teller = tellerOf({ data, setStateValue }), group = parentElement.querySelector(".colours");
  const pending = teller.done.at(-1)?.colour, chosen = pending ? data.colours.indexOf(pending) : data.chosen;
  while (group.children.length < data.colours.length) group.append(newColour()); // kept: the keyboard stays where it is
  data.colours.forEach((name, hue) => {
    const button = group.children[hue];
    button.dataset.hue = hue;
    button.title = data.taken.includes(hue) && hue !== data.chosen ? `${name} (another character has it)` : name;
    button.setAttribute("aria-label", button.title);
    button.setAttribute("aria-checked", String(hue === chosen));
    button.classList.toggle("taken", data.taken.includes(hue) && hue !== chosen);
    button.tabIndex = hue === chosen ? 0 : -1;
    button.onclick = () => choose(teller, group, hue, name);
  });
  group.onkeydown = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], at = [...group.children].indexOf(event.target);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = group.children[(at + by + group.children.length) % group.children.length];
    next.focus();
    next.click();
  };
  return whenGone(parentElement, () => hush(teller));
}

function newColour() {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("role", "radio");
  button.append(document.createElement("i"));
  return button;
}

function choose(teller, group, hue, name) {
  [...group.children].forEach((one, at) => { one.setAttribute("aria-checked", String(at === hue)); one.tabIndex = at === hue ? 0 : -1; });
  tell(teller, { colour: name }, () => true);
}
