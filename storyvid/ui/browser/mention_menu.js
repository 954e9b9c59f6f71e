// The menu of a mention, of several, or of a quotation: whose it is; and the question whether two are one.

function listenMenu(view) {
  const input = view.form.firstElementChild;
  view.menu.onkeydown = (event) => {
    if (event.key === "Escape") { hide(view); focusAt(view); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") stepIn(view.menu, event.key === "ArrowDown" ? 1 : -1);
    else { event.stopPropagation(); return; }
    event.preventDefault(); event.stopPropagation();
  };
  view.form.onsubmit = (event) => {
    event.preventDefault();
    const exact = shownCast(view).find((one) => one.name.toLowerCase() === input.value.trim().toLowerCase());
    give(view, view.asked.places, exact ? exact.id : "new", input.value);
  };
  input.oninput = () => fillChoices(view, input.value.trim().toLowerCase());
  view.menu.querySelector(".none").onclick = () => give(view, view.asked.places, null, "");
  view.menu.querySelector(".read").onclick = () => speak(view, view.asked.places[0], "as read");
  for (const button of view.menu.querySelectorAll(".edge button")) {
    button.onclick = () => { resize(view, button.dataset.edge, Number(button.dataset.by), true); };
  }
  view.away = (event) => { if (!event.composedPath().includes(view.menu)) hide(view); };
  document.addEventListener("pointerdown", view.away);
}

function ask(view, anchor, { places }) {
  if (!anchor || !places.length) return;
  view.asked = { places };
  const one = places.length === 1 ? places[0] : null, says = view.mode === "says";
  view.said.textContent = one ? short(textAt(view, one), 60) : `${places.length} mentions`;
  for (const edge of view.menu.querySelectorAll(".edge")) edge.hidden = !one || says;
  const input = view.form.firstElementChild;
  input.value = "";
  input.placeholder = says ? "Find a name…" : "Find, or name someone new…";
  input.setAttribute("aria-label", says ? "Find a name" : "Find a name, or name a new character");
  view.form.lastElementChild.hidden = says;
  const alike = one && !says ? alikeOf(view, one) : [];
  view.alike.hidden = !alike.length;
  view.alike.firstElementChild.checked = false;
  view.alike.lastElementChild.textContent = `The ${alike.length === 1 ? "other" : `${alike.length} others`} that read${alike.length === 1 ? "s" : ""} the same, too`;
  const none = view.menu.querySelector(".none");
  none.textContent = says ? "Nobody of the cast" : "Not a character";
  view.menu.querySelector(".read").hidden = !says || spanAt(view, one)?.how !== "author";
  fillChoices(view, "");
  view.menu.hidden = false;
  put(view, anchor);
  (view.choices.querySelector(".is") ?? view.choices.firstElementChild ?? input).focus({ preventScroll: true });
}

function askMerge(view, anchor, into, other) {
  const [one, two] = [into, other].map((id) => view.shown.cast.find((who) => who.id === id));
  if (!one || !two) return;
  const merge = (keep, gone) => {
    hide(view);
    view.lit = null;
    tell(view.teller, { act: "merge", into: keep.id, other: gone.id });
    draw(view);
    view.told.textContent = `${gone.name} is ${keep.name}`;
  };
  view.asked = { places: [] };
  view.said.textContent = "The same character?";
  for (const part of [...view.menu.querySelectorAll(".edge"), view.alike, view.form]) part.hidden = true;
  view.menu.querySelector(".others").hidden = true;
  const ways = two.proposed && !one.proposed ? [[one, two]] : one.proposed && !two.proposed ? [[two, one]] : [[one, two], [two, one]];
  view.choices.replaceChildren(...ways.map(([keep, gone]) => {
    const button = choice(view, keep, `Yes, call them ${keep.name}`);
    button.onclick = () => merge(keep, gone);
    return button;
  }));
  view.menu.hidden = false;
  put(view, anchor);
  view.choices.firstElementChild.focus({ preventScroll: true });
}

function fillChoices(view, wanted) {
  const held = view.asked.places.length === 1 ? spanAt(view, view.asked.places[0])?.of : undefined;
  const able = shownCast(view).filter((one) => view.mode === "who" || !(one.thing || one.proposed));
  const found = able.filter((one) => one.name.toLowerCase().includes(wanted));
  view.choices.replaceChildren(...found.map((one) => {
    const button = choice(view, one, one.proposed && one.id === held ? `Yes, ${one.name}` : one.name);
    button.classList.toggle("is", one.id === held);
    button.prepend(made("kbd", "", keyOf(view, one.id)));
    button.onclick = () => give(view, view.asked.places, one.id, "");
    return button;
  }));
}

function choice(view, one, text) {
  const button = made("button", one.proposed ? "proposed" : "");
  button.type = "button";
  button.dataset.hue = one.hue;
  button.append(made("i"), made("span", "", text));
  return button;
}

function put(view, anchor) {
  if (matchMedia("(max-width: 640px)").matches) { // a sheet at the foot of the screen, the words in sight above it
    view.menu.removeAttribute("style");
    if (anchor.tagName === "MARK") anchor.scrollIntoView({ block: "start" });
    return;
  }
  const box = anchor.getBoundingClientRect(), home = view.root.getBoundingClientRect(), height = view.menu.offsetHeight;
  const above = box.bottom + height + 12 > innerHeight && box.top - height - 12 > 0;
  view.menu.style.left = `${Math.max(0, Math.min(box.left - home.left, home.width - view.menu.offsetWidth))}px`;
  view.menu.style.top = `${above ? box.top - home.top - height - 6 : box.bottom - home.top + 6}px`;
}

function hide(view) {
  view.menu.hidden = true;
  view.form.hidden = false;
  view.menu.querySelector(".others").hidden = false;
}

function stepIn(menu, by) {
  const stops = [...menu.querySelectorAll("input[type=text], .choices button, .others button")].filter((one) => one.offsetParent);
  const at = stops.indexOf(menu.getRootNode().activeElement);
  stops[(at + by + stops.length) % stops.length]?.focus();
}
