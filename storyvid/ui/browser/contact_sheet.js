// The contact sheet: takes in seed order or best first, looked at with the arrows, picked by click, digits or Enter.
// The store is the truth; what the author does shows at once and is held until Python has acted on it.

const SECOND_DIGIT_MS = 500, LOOK_MS = 250, PICK_AGAIN_MS = 300;
const TAKES_KEYS = `input, textarea, select, [contenteditable="true"], [role="slider"], [role="listbox"], [role="radiogroup"],
  [role="tablist"], [role="menu"], [role="dialog"], audio, video`;
const OPEN_DIALOG = '[data-testid="stDialog"] [role="dialog"]';
const OURS = /^([0-9nsxczvrhf?]|Enter|ArrowLeft|ArrowRight)$/;
const ALONG = /^(Arrow(Left|Right)|Home|End)$/;
const KEYS = { s: "star", x: "reject", c: "compare", v: "beside", z: "zoom" }, VIEWS = { r: "best", h: "kept", f: "starred" };
const AWAY_MS = 3000;
const sheets = new Map(), view = new Set(); // how the author likes to look at takes, in every scene
// Streamlit may take the sheet out and put it back as it draws the page anew: what was looked at is kept for then, and
// what is pressed meanwhile.  So there is one pair of ears, and it stays.
const left = { at: 0, scene: "", look: null, help: false, pressed: [] };
document.addEventListener("keydown", listen, true); // before Streamlit's own keys, R and C among them

export default function ({ parentElement, data, setStateValue }) {
  const known = sheets.get(parentElement), sheet = known ?? open(parentElement);
  sheet.teller = tellerOf({ data, setStateValue }, PICK_AGAIN_MS);
  show(sheet, data);
  if (!known) comeBack(sheet);
  return whenGone(parentElement, () => close(sheet, parentElement));
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const sheet = { root: find(".sheet"), status: find(".status"), bar: find(".bar"), takes: find(".takes"), next: find(".next"),
    last: find(".last"), to: find(".to"), keys: find(".keys"), more: find(".more"), rest: find(".rest"), none: find(".none"),
    chips: parentElement.querySelectorAll("[data-view]"), tiles: new Map(), data: null, at: null, digits: "" };
  sheet.stage = openStage(sheet, find);
  sheet.takes.onclick = (event) => {
    const tile = event.target.closest(".take");
    if (!tile) return;
    look(sheet, tile.dataset.id);
    if (!sheet.stage.pin) pick(sheet, tile.dataset.id); // while comparing, a click chooses what to compare with
  };
  sheet.takes.ondblclick = () => zoom(sheet);
  sheet.next.onclick = () => next(sheet);
  sheet.more.onclick = () => help(sheet);
  for (const chip of sheet.chips) chip.onclick = () => turn(sheet, chip.dataset.view);
  sheets.set(parentElement, sheet);
  return sheet;
}

function close(sheet, parentElement) {
  Object.assign(left, { at: Date.now(), scene: sheet.data.scene, look: sheet.at, help: !sheet.rest.hidden });
  clearTimeout(sheet.timer);
  clearTimeout(sheet.looking);
  hush(sheet.teller);
  sheets.delete(parentElement);
}

function comeBack(sheet) {
  const away = Date.now() - left.at, pressed = left.pressed.splice(0);
  if (left.scene !== sheet.data.scene || away > AWAY_MS) return;
  if (takeAt(sheet, left.look)) look(sheet, left.look);
  if (left.help) help(sheet);
  for (const key of pressed) keys(sheet, key, false, document.body);
}

function listen(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const sheet = [...sheets.values()].findLast((one) => one.root.isConnected);
  if (sheet) return press(sheet, event);
  const away = sheets.size > 0 || Date.now() - left.at < AWAY_MS;
  if (away && event.target === document.body && OURS.test(event.key)) left.pressed.push(event.key);
}

function show(sheet, data) {
  const other = sheet.data?.scene !== data.scene;
  sheet.data = data;
  sheet.root.dataset.scene = data.scene;
  if (other) { sheet.at = null; sheet.stage.pin = null; sheet.digits = ""; clearTimeout(sheet.timer); }
  if (!data.takes.some((take) => take.id === sheet.at)) sheet.at = pickedId(sheet) ?? shown(sheet)[0]?.id ?? null;
  const [width, height] = data.ratio;
  sheet.root.style.setProperty("--ratio", `${width} / ${height}`);
  sheet.root.style.setProperty("--wide", width / height);
  sheet.root.classList.toggle("wide", width > height);
  sheet.bar.classList.toggle("idle", data.share == null);
  sheet.bar.firstElementChild.style.width = `${100 * (data.share ?? 0)}%`;
  sheet.next.hidden = !data.unpicked;
  sheet.keys.hidden = !data.takes.some((take) => take.number);
  const numbered = data.takes.filter((take) => take.number).length;
  setText(sheet.last, String(numbered));
  sheet.to.hidden = numbered < 2;
  lay(sheet);
  mark(sheet);
}

function takeAt(sheet, id) {
  return sheet.data.takes.find((take) => take.id === id);
}

// What was done and not heard yet counts already.
function lastDone(sheet, what, id) {
  return sheet.teller.done.findLast((one) => one.what === what && one.scene === sheet.data.scene && (id === undefined || one.id === id));
}

function pickedId(sheet) {
  return lastDone(sheet, "pick")?.id ?? sheet.data.picked;
}

// A star takes a rejection away, and the other way round.
function isOn(sheet, what, take) {
  const star = lastDone(sheet, "star", take.id), reject = lastDone(sheet, "reject", take.id);
  const mine = what === "star" ? star : reject, theirs = what === "star" ? reject : star;
  if (theirs?.on && !(mine?.at > theirs.at)) return false;
  return mine ? mine.on : what === "star" ? take.starred : take.rejected;
}

// The takes in the order and with the filter that the author chose; the pick is always among them.
function shown(sheet) {
  const picked = pickedId(sheet), kept = (take) => take.id === picked
    || ((!view.has("kept") || !isOn(sheet, "reject", take)) && (!view.has("starred") || isOn(sheet, "star", take)));
  const takes = sheet.data.takes.filter(kept);
  return view.has("best") ? takes.toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9)) : takes;
}

// Tiles are kept by id: a picture that is there already is never taken out and put back, so nothing flickers.
function lay(sheet) {
  const takes = shown(sheet), wanted = new Set(takes.map((take) => take.id));
  for (const [id, tile] of sheet.tiles) if (!wanted.has(id)) { tile.remove(); sheet.tiles.delete(id); }
  takes.forEach((take, place) => {
    let tile = sheet.tiles.get(take.id);
    if (!tile) sheet.tiles.set(take.id, (tile = newTile(take.id)));
    if (sheet.takes.children[place] !== tile) sheet.takes.insertBefore(tile, sheet.takes.children[place] ?? null);
    paint(tile, take);
  });
  if (!wanted.has(sheet.at) && takes.length) sheet.at = takes[0].id;
  const away = sheet.data.takes.length - takes.length;
  setText(sheet.status, sheet.data.status + (away ? ` · ${away} hidden` : ""));
  sheet.none.hidden = takes.length > 0 || !sheet.data.takes.length;
}

function newTile(id) {
  const tile = document.createElement("button");
  tile.type = "button";
  tile.dataset.id = id;
  tile.setAttribute("role", "option");
  for (const name of ["word", "n", "tick", "star"]) {
    const part = document.createElement("span");
    part.className = name;
    tile.append(part);
  }
  tile.querySelector(".tick").textContent = "✓";
  tile.querySelector(".star").textContent = "★";
  return tile;
}

function paint(tile, take) {
  tile.dataset.state = take.state;
  setText(tile.querySelector(".n"), take.number ? String(take.number) : take.label);
  setText(tile.querySelector(".word"), take.url ? "" : { painting: "painting", failed: "failed" }[take.state] ?? "");
  const name = nameOf(take);
  tile.title = take.note || (take.fault ? `${name}: ${take.fault}` : "");
  tile.setAttribute("aria-label", `${name}, ${take.state}`);
  let image = tile.querySelector("img");
  const shown = take.url ?? take.rough;
  if (!shown) return image?.remove();
  if (!image) { image = document.createElement("img"); image.alt = ""; image.draggable = false; tile.prepend(image); }
  image.classList.toggle("rough", !take.url);
  setSource(image, shown);
}

function mark(sheet) {
  const picked = pickedId(sheet), { pin } = sheet.stage;
  for (const [id, tile] of sheet.tiles) {
    const take = takeAt(sheet, id), is = { at: id === sheet.at, picked: id === picked, pin: id === pin,
      starred: isOn(sheet, "star", take), rejected: isOn(sheet, "reject", take) };
    tile.className = ["take", tile.dataset.state, ...Object.keys(is).filter((name) => is[name])].join(" ");
    tile.setAttribute("aria-selected", String(is.picked));
    tile.tabIndex = is.at ? 0 : -1;
  }
  for (const chip of sheet.chips) {
    const name = chip.dataset.view;
    chip.setAttribute("aria-pressed", String(view.has(name)));
    chip.hidden = !view.has(name) && !sheet.data.takes.some((take) => ({ best: take.rank, kept: isOn(sheet, "reject", take),
      starred: isOn(sheet, "star", take) })[name]);
  }
  markStage(sheet, picked);
}

function look(sheet, id, { focus = false } = {}) {
  sheet.at = id;
  mark(sheet);
  rest(sheet, id);
  const tile = sheet.tiles.get(id);
  if (focus && !sheet.stage.zoom.open) tile?.focus({ preventScroll: true });
  tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// The larger picture of a take is asked for when the eye rests on it.
function rest(sheet, id) {
  clearTimeout(sheet.looking);
  sheet.looking = setTimeout(() => {
    if (sheet.tiles.get(id)?.dataset.state === "ready" && !sheet.data.large[id]) done(sheet, "look", id);
  }, LOOK_MS);
}

function pick(sheet, id) {
  if (!takeAt(sheet, id)?.url || id === pickedId(sheet)) return;
  done(sheet, "pick", id);
  mark(sheet);
}

function next(sheet) {
  done(sheet, "next", "");
}

// Of two picks in one scene the later one counts; of two stars, of one take.
function done(sheet, what, id, more = {}) {
  const scene = sheet.data.scene, each = what === "star" || what === "reject";
  tell(sheet.teller, { what, scene, id, on: true, ...more },
    (one) => one.what === what && one.scene === scene && (!each || one.id === id));
}

function turn(sheet, name) {
  if (!view.delete(name)) view.add(name);
  lay(sheet);
  mark(sheet);
  return true;
}

function help(sheet) {
  sheet.rest.hidden = !sheet.rest.hidden;
  sheet.more.setAttribute("aria-expanded", String(!sheet.rest.hidden));
  return true;
}

function press(sheet, event) {
  const path = event.composedPath(), inside = path.includes(sheet.root);
  if (ALONG.test(event.key) && path[0].matches?.(":is(.strip, .sections) button:focus-visible")) return; // its arrows go along it
  if (!inside && (document.querySelector(OPEN_DIALOG) || path.some((one) => one.matches?.(TAKES_KEYS)))) return; // typing, say
  if (keys(sheet, event.key.length === 1 ? event.key.toLowerCase() : event.key, inside, path[0])) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function keys(sheet, key, inside, target) {
  if (/^[0-9]$/.test(key)) return digit(sheet, key);
  if (key === "n") return next(sheet), true;
  if (key === "?") return help(sheet);
  if (key === "v" && !sheet.stage.pin) return false;
  if (KEYS[key]) return doOnStage(sheet, KEYS[key]);
  if (VIEWS[key]) return turn(sheet, VIEWS[key]);
  if (key === "Escape") return back(sheet);
  if (key === "Enter" && (target === document.body || target.closest(".take, .zoom"))) return pick(sheet, sheet.at), true;
  if (target === sheet.stage.cut) return false; // its arrows move the divider
  if (key === "ArrowRight") return step(sheet, 1);
  if (key === "ArrowLeft") return step(sheet, -1);
  if (inside && key === "ArrowDown") return step(sheet, across(sheet));
  if (inside && key === "ArrowUp") return step(sheet, -across(sheet));
  return false;
}

function back(sheet) {
  if (sheet.stage.zoom.open) { sheet.stage.zoom.close(); return true; }
  if (sheet.stage.pin) return doOnStage(sheet, "compare");
  return !sheet.rest.hidden && help(sheet);
}

function step(sheet, by) {
  const ids = shown(sheet).map((take) => take.id);
  const to = ids.indexOf(sheet.at) + by;
  if (ids[to] !== undefined) look(sheet, ids[to], { focus: true }); // so that Enter is the sheet's
  return true;
}

function across(sheet) {
  const tiles = [...sheet.takes.children], top = tiles[0]?.offsetTop;
  return Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
}

// "1" may be the start of "12": it shows at once, and is picked when no second digit follows.
function digit(sheet, key) {
  clearTimeout(sheet.timer);
  const numbered = sheet.data.takes.filter((take) => take.number);
  const called = (digits) => numbered.find((take) => String(take.number) === digits);
  sheet.digits = called(sheet.digits + key) ? sheet.digits + key : key;
  const take = called(sheet.digits);
  if (!take) { sheet.digits = ""; return false; }
  look(sheet, take.id, { focus: true });
  const longer = numbered.some((one) => String(one.number) !== sheet.digits && String(one.number).startsWith(sheet.digits));
  const settle = () => { sheet.digits = ""; pick(sheet, take.id); };
  if (longer) sheet.timer = setTimeout(settle, SECOND_DIGIT_MS); else settle();
  return true;
}

function setText(element, text) {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
}

// Media addresses come from the server's root; pages lie one level under the app's root, wherever that is.
function setSource(image, url) {
  const full = new URL(url.replace(/^\//, ""), new URL(".", location.href)).href;
  if (image.src !== full) image.src = full;
}
