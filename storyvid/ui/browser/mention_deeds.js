// What is done to mentions and lines: told to Python, and shown at once on top of the story as Python told it last.

function applied(shown, deed) {
  if (deed.act === "give") return given(shown, deed);
  const change = (to) => shown.scenes.map((scene) => scene.id === deed.scene ? { ...scene, ...to(scene) } : scene);
  if (deed.act === "adjust") {
    const grown = (one) => one.start === deed.from[0] && one.end === deed.from[1] ? { ...one, start: deed.start, end: deed.end } : one;
    return { ...shown, scenes: change((scene) => ({ mentions: scene.mentions.map(grown) })) };
  }
  if (deed.act === "say" && deed.to !== "as read") {
    const quote = { start: deed.start, end: deed.end, of: deed.to, how: "author" };
    const others = (scene) => scene.quotes.filter((one) => one.end <= deed.start || one.start >= deed.end);
    return { ...shown, scenes: change((scene) => ({ quotes: [...others(scene), quote] })) };
  }
  if (deed.act === "merge") {
    const into = shown.cast.find((one) => one.id === deed.into), other = shown.cast.find((one) => one.id === deed.other);
    if (!into || !other) return shown;
    const own = (one) => one.of === deed.other ? { ...one, of: deed.into } : one;
    return { cast: shown.cast.filter((one) => one !== other).map((one) => one === into ? { ...one, count: one.count + other.count } : one),
      scenes: shown.scenes.map((scene) => ({ ...scene, mentions: scene.mentions.map(own), quotes: scene.quotes.map(own) })) };
  }
  return shown;
}

function given(shown, deed) {
  const to = deed.to === "new" ? `new ${deed.at}` : deed.to, lost = new Map();
  const scenes = shown.scenes.map((scene) => {
    const places = deed.places.filter((place) => place.scene === scene.id);
    if (!places.length) return scene;
    const touch = (one, place) => one.start < place.end && place.start < one.end;
    const clashes = (one) => places.some((place) => clash(one, place) || (one.of === to && touch(one, place)));
    for (const one of scene.mentions.filter(clashes)) lost.set(one.of, (lost.get(one.of) ?? 0) + 1);
    const added = to === null ? [] : places.map(({ start, end }) => ({ start, end, of: to }));
    return { ...scene, mentions: [...scene.mentions.filter((one) => !clashes(one)), ...added] };
  });
  let cast = shown.cast.map((one) => {
    const count = one.count - (lost.get(one.id) ?? 0) + (one.id === to ? deed.places.length : 0);
    return count === one.count && one.id !== to ? one : { ...one, count, proposed: one.id === to ? false : one.proposed };
  });
  if (deed.to === "new") cast = [...cast, { id: to, name: deed.name, hue: cast.length % 12, count: deed.places.length, bare: true }];
  return { cast, scenes };
}

function clash(one, other) {
  if (one.start >= other.end || other.start >= one.end) return false;
  const inside = (a, b) => a.start <= b.start && b.end <= a.end;
  return (one.start === other.start && one.end === other.end) || !(inside(one, other) || inside(other, one));
}

function give(view, places, to, name) {
  if (!places.length) return;
  if (view.mode === "says") { speak(view, places[0], to, name); return; }
  const all = view.alike.hidden || !view.alike.firstElementChild.checked || view.menu.hidden ? places : [...places, ...alikeOf(view, places[0])];
  const deed = { act: "give", places: all.map(({ scene, start, end }) => ({ scene, start, end, text: textAt(view, { scene, start, end }) })),
    to, name: name.trim() || textAt(view, places[0]) };
  done(view, deed, to === null ? "not a character" : nameFor(view, to, deed.name), places);
}

function speak(view, place, to, name = "") {
  if (to === "new") { view.told.textContent = `Nobody is called “${name}” yet. Mark them in the story first.`; hide(view); return; }
  const deed = { act: "say", scene: place.scene, start: place.start, end: place.end, text: textAt(view, place), to };
  done(view, deed, to === null ? "nobody of the cast" : to === "as read" ? "as the text suggests" : nameFor(view, to, ""), [place]);
}

function done(view, deed, whose, places) {
  const words = places.length > 1 ? `${places.length} mentions` : `“${short(textAt(view, places[0]))}”`;
  hide(view);
  Object.assign(view, { draft: null, group: [], at: places[0], doing: true });
  tell(view.teller, deed);
  draw(view);
  view.doing = false;
  view.told.textContent = `${words}: ${whose}`;
  focusAt(view, { still: true });
}

function resize(view, edge, by, asked = false) {
  const place = view.draft ?? view.at;
  if (!place || view.mode !== "who") return false;
  const words = wordsIn(view, place.scene), wanted = { ...place };
  if (edge === "end") {
    const ends = words.map((word) => word[1]);
    wanted.end = (by > 0 ? ends.find((end) => end > place.end) : ends.findLast((end) => end < place.end)) ?? place.end;
  } else {
    const starts = words.map((word) => word[0]);
    wanted.start = (by < 0 ? starts.findLast((start) => start < place.start) : starts.find((start) => start > place.start)) ?? place.start;
  }
  if (wanted.end <= wanted.start || (wanted.start === place.start && wanted.end === place.end)) return true;
  const scene = view.shown.scenes.find((one) => one.id === place.scene);
  const own = view.draft ? null : scene.mentions.find((one) => one.start === place.start && one.end === place.end);
  if (own && scene.mentions.some((one) => one !== own && clash(one, wanted))) { view.told.textContent = "Those words are somebody’s already."; return true; }
  view.at = { scene: place.scene, start: wanted.start, end: wanted.end };
  if (view.draft) view.draft = view.at;
  else if (own && !view.shown.cast.find((one) => one.id === own.of)?.proposed && !own.proposed) {
    tell(view.teller, { act: "adjust", scene: place.scene, from: [place.start, place.end], start: wanted.start, end: wanted.end,
      text: textAt(view, view.at), was: textAt(view, place) });
  } else view.draft = view.at;
  draw(view);
  focusAt(view);
  if (asked) ask(view, markAt(view, view.at), { places: [view.at] });
  return true;
}

function several(view) {
  const place = view.at, name = place && nameOf(place);
  if (!place || view.mode !== "who") return;
  const held = view.group.some((one) => nameOf(one) === name);
  view.group = held ? view.group.filter((one) => nameOf(one) !== name) : [...view.group, place];
  mark(view);
}
