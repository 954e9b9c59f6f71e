// The whole story with its mentions coloured: click one to give it to another character, select words to add one.
// Offsets are code points, as in Python; JavaScript strings count UTF-16 units, hence the arrays of characters.

const views = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const view = views.get(parentElement) ?? open(parentElement);
  view.send = setTriggerValue;
  const shown = JSON.stringify(data);
  if (shown !== view.shown) { view.shown = shown; view.data = data; draw(view); }
  return () => { document.removeEventListener("pointerdown", view.away); views.delete(parentElement); };
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const view = { top: parentElement, root: find(".view"), legend: find(".legend"), story: find(".story"),
    menu: find(".menu"), said: find(".said"), choices: find(".choices"), form: find(".new"), none: find(".none") };
  view.story.onclick = (event) => {
    const mark = event.target.closest("mark");
    if (mark && selection(view)?.isCollapsed !== false) ask(view, mark, place(mark));
  };
  view.story.onkeydown = (event) => {
    if (event.target.tagName === "MARK" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault(); ask(view, event.target, place(event.target));
    }
  };
  view.story.onpointerup = () => setTimeout(() => askSelection(view));
  view.menu.onkeydown = (event) => { if (event.key === "Escape") { hide(view); event.stopPropagation(); } };
  view.form.onsubmit = (event) => { event.preventDefault(); give(view, "new", view.form.firstElementChild.value); };
  view.none.onclick = () => give(view, null, "");
  view.away = (event) => { if (!event.composedPath().includes(view.menu)) hide(view); };
  document.addEventListener("pointerdown", view.away);
  views.set(parentElement, view);
  return view;
}

function draw(view) {
  const scroll = view.story.scrollTop;
  hide(view);
  view.legend.replaceChildren(...view.data.characters.map((one) => chip(view, one)));
  view.story.replaceChildren(...view.data.scenes.map((scene, at) => paragraph(view, scene, at)));
  view.story.scrollTop = scroll;
}

function chip(view, character) {
  const button = document.createElement("button"), count = document.createElement("small");
  button.type = "button";
  button.className = `chip${character.proposed ? " proposed" : ""}`;
  button.dataset.hue = character.hue;
  count.textContent = character.count;
  button.append(document.createElement("i"), character.name, count);
  button.setAttribute("aria-label", `${character.name}, ${character.count} mentions: show only these`);
  button.onclick = () => light(view, button.classList.contains("lit") ? null : character.id, button);
  return button;
}

function light(view, id, button) {
  for (const one of view.legend.children) one.classList.toggle("lit", id !== null && one === button);
  view.root.classList.toggle("lighting", id !== null);
  for (const mark of view.story.querySelectorAll("mark")) mark.classList.toggle("lit", mark.dataset.character === id);
  view.story.querySelector("mark.lit")?.scrollIntoView({ block: "nearest" });
}

function paragraph(view, scene, at) {
  const element = document.createElement("p"), letters = Array.from(scene.text);
  element.dataset.scene = scene.id;
  element.dataset.number = at + 1;
  let done = 0;
  for (const mention of scene.mentions) {
    if (mention.start < done) continue;
    element.append(letters.slice(done, mention.start).join(""));
    const mark = document.createElement("mark"), who = view.data.characters.find((one) => one.id === mention.character);
    Object.assign(mark.dataset, { hue: who.hue, character: who.id, start: mention.start, end: mention.end });
    mark.classList.toggle("proposed", who.proposed);
    mark.tabIndex = 0;
    mark.title = who.name;
    mark.textContent = letters.slice(mention.start, mention.end).join("");
    element.append(mark);
    done = mention.end;
  }
  element.append(letters.slice(done).join(""));
  return element;
}

function place(mark) {
  return { scene: mark.parentElement.dataset.scene, start: Number(mark.dataset.start), end: Number(mark.dataset.end),
    character: mark.dataset.character, text: mark.textContent };
}

function selection(view) {
  return view.top.getSelection ? view.top.getSelection() : document.getSelection();
}

function askSelection(view) {
  const chosen = selection(view);
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0), from = paragraphOf(range.startContainer), to = paragraphOf(range.endContainer);
  if (!from || from !== to || !view.story.contains(from)) return;
  const before = range.cloneRange();
  before.selectNodeContents(from);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString(), start = Array.from(before.toString()).length, words = text.trim();
  if (!words) return;
  const begin = start + Array.from(text).length - Array.from(text.trimStart()).length;
  ask(view, range, { scene: from.dataset.scene, start: begin, end: begin + Array.from(words).length, text: words });
}

function paragraphOf(node) {
  return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("p");
}

function ask(view, anchor, mention) {
  view.mention = mention;
  view.said.textContent = `“${mention.text}” is…`;
  view.choices.replaceChildren(...view.data.characters.map((one) => choice(view, one)));
  view.form.firstElementChild.value = "";
  view.none.hidden = !mention.character;
  view.menu.hidden = false;
  const box = anchor.getBoundingClientRect(), home = view.root.getBoundingClientRect();
  const left = Math.min(box.left - home.left, home.width - view.menu.offsetWidth);
  view.menu.style.left = `${Math.max(0, left)}px`;
  view.menu.style.top = `${box.bottom - home.top + 6}px`;
  view.choices.firstElementChild?.focus({ preventScroll: true });
}

function choice(view, character) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.hue = character.hue;
  button.setAttribute("role", "menuitem");
  button.classList.toggle("is", character.id === view.mention.character);
  button.textContent = character.name;
  button.onclick = () => give(view, character.id, "");
  return button;
}

function give(view, to, name) {
  const { scene, start, end, text } = view.mention;
  hide(view);
  selection(view)?.removeAllRanges();
  view.send("assign", { scene, start, end, text, to, name: name.trim() || text });
}

function hide(view) {
  view.menu.hidden = true;
}
