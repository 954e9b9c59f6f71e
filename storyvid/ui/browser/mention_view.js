// The whole story with its mentions coloured, or its quotations by speaker: looked through and corrected by mouse, touch
// or keyboard.  Offsets are code points, as in Python; JavaScript strings count UTF-16 units.  Deeds show at once: what
// is drawn is the story as Python told it, with the deeds on top that it has not acted on yet.

const HELP = [["← →", "previous and next"], ["↑ ↓", "in the line above and below"], ["Enter", "choose whose"],
  ["1 … 9, a … z", "give to that character"], ["N", "new character"], ["⌫", "not a character"],
  ["Shift ← →", "shrink or grow the end"], ["Alt Shift ← →", "grow or shrink the start"],
  ["Ctrl ← →", "go by words, to mark a new one"], ["X", "several at once"], ["U", "undo"], ["Esc", "leave"]];
const views = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const view = views.get(parentElement) ?? open(parentElement);
  view.data = data;
  view.teller = tellerOf({ data, setStateValue });
  draw(view);
  return whenGone(parentElement, () => close(view, parentElement));
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const view = { top: parentElement, root: find(".view"), cast: find(".cast"), story: find(".story"), menu: find(".menu"),
    said: find(".said q"), choices: find(".choices"), form: find(".new"), alike: find(".alike"), several: find(".several"),
    told: find(".told"), help: find(".help"), keys: find(".keys"), mode: "who", at: null, draft: null, group: [],
    paragraphs: new Map(), chips: new Map(), words: new Map(), lit: null, unfolded: false };
  listenStory(view);
  listenMenu(view);
  rove(view.cast);
  for (const button of find(".modes").children) button.onclick = () => turnTo(view, button.dataset.mode);
  view.keys.replaceChildren(...HELP.flatMap(([key, does]) => [made("dt", "", key), made("dd", "", does)]));
  view.help.onclick = () => {
    view.keys.hidden = !view.keys.hidden;
    view.help.setAttribute("aria-expanded", String(!view.keys.hidden));
  };
  find(".give").onclick = (event) => ask(view, event.target, { places: view.group });
  find(".clear").onclick = () => { view.group = []; draw(view); };
  views.set(parentElement, view);
  return view;
}

function close(view, parentElement) {
  hush(view.teller);
  document.removeEventListener("pointerdown", view.away);
  document.removeEventListener("selectionchange", view.chosen);
  views.delete(parentElement);
}

function draw(view) {
  const { data } = view;
  view.shown = view.teller.done.reduce(applied, { cast: data.cast, scenes: data.scenes });
  if (view.root.lang !== data.language) view.root.lang = data.language;
  if (view.root.dataset.mode !== view.mode) view.root.dataset.mode = view.mode;
  for (const button of view.root.querySelector(".modes").children) {
    const checked = String(button.dataset.mode === view.mode);
    if (button.getAttribute("aria-checked") !== checked) button.setAttribute("aria-checked", checked);
  }
  drawCast(view);
  const who = new Map(view.shown.cast.map((one) => [one.id, one])), wanted = new Set(view.shown.scenes.map((one) => one.id));
  view.whoSaid = JSON.stringify([view.mode, view.shown.cast.map((one) => [one.id, one.hue, one.name, one.proposed])]);
  for (const [id, held] of view.paragraphs) if (!wanted.has(id)) { held.element.remove(); view.paragraphs.delete(id); }
  view.shown.scenes.forEach((scene, place) => {
    let held = view.paragraphs.get(scene.id);
    if (!held) view.paragraphs.set(scene.id, (held = { element: document.createElement("p"), marks: [], sign: null }));
    if (view.story.children[place] !== held.element) view.story.insertBefore(held.element, view.story.children[place] ?? null);
    drawScene(view, held, scene, place, who);
  });
  mark(view);
}

// A deed leaves most scenes as they are, the same objects: those are not looked into.
function isDrawn(view, held, scene, place, draft) {
  const known = held.drawn;
  held.drawn = { scene, place, draft, who: view.whoSaid };
  return known?.scene === scene && known.place === place && !known.draft && !draft && known.who === view.whoSaid;
}

function drawScene(view, held, scene, place, who) {
  const draft = view.draft?.scene === scene.id ? view.draft : null;
  if (isDrawn(view, held, scene, place, draft)) return;
  const spans = (view.mode === "who" ? scene.mentions : scene.quotes).map((span) => ({ ...span, who: who.get(span.of) }));
  if (draft) spans.push({ start: draft.start, end: draft.end, draft: true });
  const sign = JSON.stringify([scene.text, place, view.mode, spans.map((one) => [one.start, one.end, one.of, one.how, one.proposed,
    one.draft, one.who?.hue, one.who?.name, one.who?.proposed])]);
  if (sign === held.sign) return;
  held.sign = sign;
  if (held.text !== scene.text) { held.text = scene.text; held.letters = Array.from(scene.text); }
  const focused = view.top.activeElement ?? document.activeElement;
  const inside = held.element.contains(rootOf(view).activeElement ?? focused);
  if (held.element.dir !== "auto") held.element.dir = "auto";
  held.element.dataset.scene = scene.id;
  held.element.dataset.number = place + 1;
  held.element.replaceChildren(...nested(held.letters, scene.id, spans));
  held.marks = [...held.element.querySelectorAll("mark")];
  for (const outer of held.marks) outer.classList.toggle("outer", outer.querySelector("mark") !== null);
  if (inside && !view.doing) focusAt(view);
}

// Marks lie inside one another ("his" in "his wife"); one that cuts through another is left out.
function nested(letters, scene, spans) {
  const root = document.createDocumentFragment(), open = [{ element: root, end: letters.length }];
  let done = 0;
  const text = (to) => { if (to > done) open.at(-1).element.append(letters.slice(done, to).join("")); done = Math.max(done, to); };
  const shut = (to) => { while (open.length > 1 && open.at(-1).end <= to) { text(open.at(-1).end); open.pop(); } };
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end || (a.draft ? 1 : 0) - (b.draft ? 1 : 0))) {
    shut(span.start);
    if (span.end > open.at(-1).end || span.start < done || span.end <= span.start) continue;
    text(span.start);
    const element = marked(span, scene, letters);
    open.at(-1).element.append(element);
    open.push({ element, end: span.end });
  }
  shut(letters.length);
  text(letters.length);
  return [...root.childNodes];
}

function marked(span, scene, letters) {
  const element = document.createElement("mark"), { who } = span;
  Object.assign(element.dataset, { scene, start: span.start, end: span.end });
  element.tabIndex = -1;
  element.setAttribute("role", "button");
  if (span.draft) { element.className = "draft"; return element; }
  if (span.of != null) element.dataset.character = span.of;
  if (who) element.dataset.hue = who.hue;
  const name = who?.name ?? "nobody of the cast";
  if (span.how != null) { element.dataset.how = span.how; element.dataset.who = who?.name ?? (span.how === "author" ? "nobody" : "who?"); }
  element.classList.toggle("proposed", Boolean(who?.proposed || span.proposed));
  element.title = who?.proposed || span.proposed ? `${name}? Not accepted yet` : name;
  element.setAttribute("aria-label", `${letters.slice(span.start, span.end).join("")}: ${name}`);
  return element;
}

function drawCast(view) {
  const counts = new Map();
  for (const scene of view.mode === "says" ? view.shown.scenes : []) {
    for (const { of } of scene.quotes) counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  const said = JSON.stringify([view.shown.cast, view.unfolded, view.data.selected, view.mode, [...counts]]);
  if (view.castSaid === said) return;
  view.castSaid = said;
  const walkOns = view.shown.cast.filter((one) => one.minor), main = view.shown.cast.filter((one) => !one.minor);
  const chips = [...main, ...(view.unfolded ? walkOns : [])]
    .map((one) => kept(view, view.mode === "says" ? { ...one, count: counts.get(one.id) ?? 0 } : one));
  if (walkOns.length) {
    const more = made("button", "chip more", view.unfolded ? "fewer" : `+ ${walkOns.length} walk-on${walkOns.length === 1 ? "" : "s"}`);
    more.type = "button";
    more.onclick = () => { view.unfolded = !view.unfolded; draw(view); };
    chips.push(more);
  }
  for (const old of [...view.cast.children]) if (!chips.includes(old)) old.remove();
  chips.forEach((one, place) => { if (view.cast.children[place] !== one) view.cast.insertBefore(one, view.cast.children[place] ?? null); });
  if (!view.cast.contains(rootOf(view).activeElement)) stopAt(view.cast, view.cast.querySelector(".selected"));
}

// A chip stays as it is until something on it changes: one count more is no reason to lay out all of them.
function kept(view, one) {
  const said = JSON.stringify([one, one.id === view.data.selected, keyOf(view, one.id), view.mode]), known = view.chips.get(one.id);
  if (known?.said === said) return known.element;
  const element = chip(view, one);
  view.chips.set(one.id, { said, element });
  return element;
}

function chip(view, one) {
  const button = made("button", "chip");
  button.type = "button";
  button.dataset.hue = one.hue;
  button.dataset.character = one.id;
  button.classList.toggle("proposed", one.proposed);
  button.classList.toggle("selected", one.id === view.data.selected);
  button.append(made("kbd", "", keyOf(view, one.id)), made("i"), made("span", "", one.name), made("small", "", String(one.count)));
  if (one.bare) button.append(made("b", "", "•"));
  const what = view.mode === "says" ? "quotation" : "mention", found = `${one.count} ${what}${one.count === 1 ? "" : "s"}`;
  button.title = one.proposed ? `${one.name}, ${found}: proposed` : `${one.name}, ${found}${one.bare ? ", no look yet" : ""}`;
  button.setAttribute("aria-label", `${button.title}. Show where`);
  button.setAttribute("aria-pressed", String(view.lit === one.id));
  button.onclick = () => light(view, one);
  button.draggable = true;
  button.ondragstart = (event) => { view.dragged = one.id; event.dataTransfer.setData("text/plain", one.name); event.dataTransfer.effectAllowed = "link"; };
  button.ondragover = (event) => { if (view.dragged && view.dragged !== one.id) { event.preventDefault(); button.classList.add("over"); } };
  button.ondragleave = () => button.classList.remove("over");
  button.ondrop = (event) => { event.preventDefault(); button.classList.remove("over"); askMerge(view, button, one.id, view.dragged); };
  button.ondragend = () => { view.dragged = null; };
  return button;
}

// Only what differs is written: each write costs the browser a look at the styles around it.
function mark(view) {
  const chosen = new Set(view.group.map(nameOf)), { lit } = view, target = view.at && markAt(view, view.at);
  for (const { marks } of view.paragraphs.values()) {
    for (const element of marks) {
      const { classList } = element;
      classList.toggle("lit", lit !== null && element.dataset.character === lit);
      classList.toggle("chosen", chosen.size > 0 && chosen.has(nameOf(placeOf(element))));
    }
  }
  const stop = target ?? first(view);
  if (view.stop !== stop) view.stop?.setAttribute("tabindex", "-1");
  if (stop && stop.tabIndex !== 0) stop.tabIndex = 0;
  view.stop = stop;
  view.root.classList.toggle("lighting", lit !== null);
  for (const one of view.cast.children) {
    const pressed = String(one.dataset.character === lit && lit !== null);
    if (one.getAttribute("aria-pressed") !== pressed) one.setAttribute("aria-pressed", pressed);
  }
  view.several.hidden = !view.group.length;
  if (view.group.length) view.several.firstElementChild.textContent = `${view.group.length} marked`;
}

function first(view) {
  for (const { id } of view.shown.scenes) {
    const found = view.paragraphs.get(id).marks.find((one) => !one.classList.contains("draft"));
    if (found) return found;
  }
  return null;
}

function light(view, one) {
  view.lit = view.lit === one.id ? null : one.id;
  mark(view);
  if (view.lit !== null) view.story.querySelector("mark.lit")?.scrollIntoView({ block: "center" });
  if (!one.proposed && view.data.selected !== one.id) {
    view.data = { ...view.data, selected: one.id };
    drawCast(view);
    tell(view.teller, { act: "select", id: one.id }, (other) => other.act === "select");
  }
}

function turnTo(view, mode) {
  Object.assign(view, { mode, at: null, draft: null, group: [], lit: null });
  hide(view);
  draw(view);
}

function made(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

const rootOf = (view) => view.root.getRootNode();
const nameOf = ({ scene, start, end }) => `${scene} ${start} ${end}`;
const short = (text, most = 40) => text.length > most ? `${text.slice(0, most - 1)}…` : text;
const all = (view) => view.shown.scenes.flatMap(({ id }) => view.paragraphs.get(id).marks).filter((one) => !one.classList.contains("draft"));
const shownCast = (view) => view.shown.cast;
const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("p");
const isRtl = (view) => view.at && getComputedStyle(view.paragraphs.get(view.at.scene).element).direction === "rtl";

function placeOf(element) {
  return { scene: element.dataset.scene, start: Number(element.dataset.start), end: Number(element.dataset.end) };
}

function markAt(view, place) {
  const marks = (place && view.paragraphs.get(place.scene)?.marks) ?? [], start = String(place?.start), end = String(place?.end);
  return marks.find((one) => one.dataset.start === start && one.dataset.end === end) ?? null;
}

function spanAt(view, place) {
  const scene = place && view.shown.scenes.find((one) => one.id === place.scene);
  return scene?.[view.mode === "who" ? "mentions" : "quotes"].find((one) => one.start === place.start && one.end === place.end);
}

function textAt(view, { scene, start, end }) {
  return view.paragraphs.get(scene).letters.slice(start, end).join("");
}

function alikeOf(view, place) {
  const own = spanAt(view, place), text = textAt(view, place).toLowerCase();
  if (!own || view.mode !== "who") return [];
  return view.shown.scenes.flatMap((scene) => scene.mentions.filter((one) => one.of === own.of).map((one) => ({ scene: scene.id, ...one })))
    .filter((one) => nameOf(one) !== nameOf(place) && textAt(view, one).toLowerCase() === text);
}

function keyOf(view, id) {
  return (LETTERS[shownCast(view).findIndex((one) => one.id === id)] ?? "").toUpperCase();
}

function nameFor(view, id, name) {
  return view.shown.cast.find((one) => one.id === id)?.name ?? name;
}

// The next mark, where the one that was here is gone: the keyboard goes on from there.
function after(view, place) {
  if (!place) return null;
  const rank = new Map(view.shown.scenes.map((scene, at) => [scene.id, at])), here = rank.get(place.scene) ?? 0;
  const later = (one) => rank.get(one.scene) > here || (rank.get(one.scene) === here && one.start >= place.start);
  const marks = all(view), next = marks.find((element) => later(placeOf(element))) ?? marks.at(-1) ?? null;
  if (next) view.at = placeOf(next);
  return next;
}

// `still`: it is in sight, and asking where would have all of the text laid out before the next picture.
function focusAt(view, { still = false } = {}) {
  const element = markAt(view, view.at) ?? after(view, view.at);
  if (!element) { view.story.focus({ preventScroll: true }); return; }
  mark(view);
  if (rootOf(view).activeElement !== element) element.focus({ preventScroll: true });
  if (!still) element.scrollIntoView({ block: "nearest" });
}
