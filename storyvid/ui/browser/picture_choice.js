// A choice between pictures: radio buttons with faces.  The mark moves at once; the page follows.

const choices = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const group = parentElement.querySelector(".choice");
  const held = choices.get(parentElement) ?? { buttons: new Map() };
  choices.set(parentElement, held);
  held.chosen = data.chosen;
  held.teller = tellerOf({ data, setStateValue });
  group.setAttribute("aria-label", data.label);
  group.classList.toggle("still", data.still);
  group.style.setProperty("--tile", `${data.tile}px`);
  group.style.setProperty("--phone", `${data.phone}px`);
  group.style.setProperty("--ratio", `${data.ratio[0]} / ${data.ratio[1]}`);
  const wanted = new Set(data.options.map((one) => one.id));
  for (const [id, button] of held.buttons) if (!wanted.has(id)) { button.remove(); held.buttons.delete(id); }
  data.options.forEach((option, place) => {
    let button = held.buttons.get(option.id);
    if (!button) held.buttons.set(option.id, (button = newButton()));
    if (group.children[place] !== button) group.insertBefore(button, group.children[place] ?? null);
    fill(button, option);
    button.onclick = () => { if (!data.still) choose(held, option.id); };
  });
  group.onkeydown = (event) => arrow(event, group);
  mark(held);
  return whenGone(parentElement, () => { hush(held.teller); choices.delete(parentElement); });
}

function newButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "one";
  button.setAttribute("role", "radio");
  for (const name of ["face", "name", "note"]) {
    const part = document.createElement("span");
    part.className = name;
    button.append(part);
  }
  return button;
}

function fill(button, option) {
  const [face, name, note] = button.children;
  name.textContent = option.title;
  note.textContent = option.note;
  button.classList.toggle("waiting", option.waiting);
  let image = face.querySelector("img");
  if (!option.url) return image?.remove();
  if (!image) { image = document.createElement("img"); image.alt = ""; face.append(image); }
  const full = new URL(option.url.replace(/^\//, ""), new URL(".", location.href)).href;
  if (image.src !== full) image.src = full;
}

function choose(held, id) {
  if (held.chosen === id) return;
  held.chosen = id;
  mark(held);
  tell(held.teller, { id }, () => true);
}

function mark(held) {
  for (const [id, button] of held.buttons) button.setAttribute("aria-checked", String(id === held.chosen));
}

function arrow(event, group) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...group.children], at = buttons.indexOf(event.target.closest(".one"));
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}
