// The story's keys, and words chosen by dragging over them or, on a phone, by the selection's handles.

const LETTERS = "1234567890abcdefghijklmopqrstvwyz"; // n, u and x are commands

function listenStory(view) {
  view.story.onclick = (event) => {
    const mark = event.target.closest("mark");
    if (!mark || selection(view)?.isCollapsed === false) return;
    view.at = placeOf(mark);
    if (event.ctrlKey || event.metaKey) { several(view); return; }
    view.draft = null;
    focusAt(view);
    ask(view, mark, { places: [view.at] });
  };
  view.story.addEventListener("focusin", (event) => {
    if (event.target.closest("mark:not(.draft)")) view.at = placeOf(event.target); // as the keyboard comes in
  });
  view.story.onkeydown = (event) => { if (press(view, event)) { event.preventDefault(); event.stopPropagation(); } };
  view.story.onpointerdown = (event) => { view.touch = event.pointerType === "touch"; };
  view.story.onpointerup = (event) => { if (event.pointerType !== "touch") setTimeout(() => askSelection(view)); };
  view.chosen = () => { // on a phone the selection grows by its handles, and no pointer event comes
    clearTimeout(view.settling);
    if (view.touch) view.settling = setTimeout(() => askSelection(view), 600);
  };
  document.addEventListener("selectionchange", view.chosen);
}

function press(view, event) {
  const { key } = event, command = event.ctrlKey || event.metaKey;
  if (command && key.toLowerCase() === "z") { tell(view.teller, { act: "undo" }); return true; }
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const by = (key === "ArrowRight" ? 1 : -1);
    if (command) return word(view, by);
    if (event.shiftKey) return resize(view, event.altKey ? "start" : "end", by);
    return event.altKey ? false : step(view, by * (isRtl(view) ? -1 : 1));
  }
  if (command || event.altKey) return false;
  if (key === "ArrowDown" || key === "ArrowUp") return line(view, key === "ArrowDown" ? 1 : -1);
  if (key === "Home" || key === "End") { const marks = all(view); return goTo(view, key === "Home" ? marks[0] : marks.at(-1)); }
  if (key === "Escape") { Object.assign(view, { draft: null, group: [], lit: null }); draw(view); return true; }
  const place = view.draft ?? view.at;
  if (key.toLowerCase() === "u") { tell(view.teller, { act: "undo" }); return true; }
  if (!place) return false;
  const places = view.group.length ? view.group : [place];
  if (key === "Enter" || key === " ") { ask(view, markAt(view, place), { places }); return true; }
  if (key === "Delete" || key === "Backspace") { give(view, places, null, ""); return true; }
  if (key.toLowerCase() === "x") { several(view); return true; }
  if (key.toLowerCase() === "n") { ask(view, markAt(view, place), { places }); view.form.firstElementChild.focus(); return true; }
  const at = LETTERS.indexOf(key.toLowerCase()), one = key.length === 1 && at >= 0 ? shownCast(view)[at] : null;
  if (one) { give(view, places, one.id, ""); return true; }
  return false;
}

function step(view, by) {
  const marks = all(view), now = view.at && markAt(view, view.at), at = marks.indexOf(now);
  return goTo(view, marks[at < 0 ? 0 : Math.max(0, Math.min(marks.length - 1, at + by))]);
}

function line(view, by) {
  const now = view.at && markAt(view, view.at);
  if (!now) return step(view, 1);
  const here = now.getBoundingClientRect(), middle = (here.left + here.right) / 2;
  const below = all(view).map((element) => ({ element, box: element.getClientRects()[0] }))
    .filter(({ box }) => box && (by > 0 ? box.top > here.bottom - 2 : box.bottom < here.top + 2));
  if (!below.length) return true;
  const edge = by > 0 ? Math.min(...below.map(({ box }) => box.top)) : Math.max(...below.map(({ box }) => box.top));
  const off = ({ box }) => Math.abs((box.left + box.right) / 2 - middle);
  return goTo(view, below.filter(({ box }) => Math.abs(box.top - edge) < 8).sort((a, b) => off(a) - off(b))[0].element);
}

// Word by word, mention or not: how a new mention is begun without a mouse.
function word(view, by) {
  const place = view.draft ?? view.at ?? { scene: view.shown.scenes[0]?.id, start: -1, end: 0 };
  const ids = view.shown.scenes.map((scene) => scene.id);
  for (let at = ids.indexOf(place.scene), found = null; at >= 0 && at < ids.length; at += by) {
    const words = wordsIn(view, ids[at]);
    found = ids[at] !== place.scene ? (by > 0 ? words[0] : words.at(-1))
      : by > 0 ? words.find(([start]) => start >= place.end) : words.findLast(([, end]) => end <= place.start);
    if (!found) continue;
    view.at = { scene: ids[at], start: found[0], end: found[1] };
    const known = view.shown.scenes[at].mentions.some((one) => one.start === found[0] && one.end === found[1]);
    view.draft = known ? null : view.at;
    draw(view);
    focusAt(view);
    break;
  }
  return true;
}

function goTo(view, element) {
  if (!element) return false;
  view.at = placeOf(element);
  if (view.draft) { view.draft = null; draw(view); } else mark(view);
  focusAt(view);
  view.told.textContent = "";
  return true;
}

function selection(view) {
  const root = rootOf(view);
  return root.getSelection ? root.getSelection() : document.getSelection();
}

function askSelection(view) {
  const chosen = selection(view);
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0), from = paragraphOf(range.startContainer), to = paragraphOf(range.endContainer);
  if (!from || !view.story.contains(from)) return;
  const letters = view.paragraphs.get(from.dataset.scene).letters, start = offsetIn(from, range.startContainer, range.startOffset);
  const end = from === to ? offsetIn(from, range.endContainer, range.endOffset) : letters.length;
  const place = snapped(view, { scene: from.dataset.scene, start, end });
  if (!place) return;
  chosen.removeAllRanges();
  Object.assign(view, { at: place, draft: spanAt(view, place) ? null : place });
  draw(view);
  ask(view, markAt(view, place), { places: [place] });
}

// To whole words: nobody wants to aim at letters.  Quotation marks belong to what is said.
function snapped(view, { scene, start, end }) {
  const letters = view.paragraphs.get(scene).letters;
  for (const [low, high] of wordsIn(view, scene)) {
    if (low < start && start < high) start = low;
    if (low < end && end < high) end = high;
  }
  const idle = view.mode === "says" ? /\s/u : /[\s\p{P}]/u;
  while (start < end && idle.test(letters[start])) start += 1;
  while (end > start && idle.test(letters[end - 1])) end -= 1;
  return end > start ? { scene, start, end } : null;
}

function wordsIn(view, id) {
  const { text } = view.shown.scenes.find((scene) => scene.id === id), known = view.words.get(id);
  if (known?.text === text) return known.words;
  const words = [];
  let points = 0;
  for (const { segment, isWordLike } of new Intl.Segmenter(view.data.language, { granularity: "word" }).segment(text)) {
    const length = Array.from(segment).length;
    if (isWordLike) words.push([points, points + length]);
    points += length;
  }
  view.words.set(id, { text, words });
  return words;
}

function offsetIn(paragraph, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return Array.from(before.toString()).length;
}
