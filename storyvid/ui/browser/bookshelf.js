// The shelf: a book a project, opened by a click on it; the rest of what one does with it is in its menu.

const ACTS = [["rename", "Rename"], ["duplicate", "Duplicate"], ["export", "Export"], ["delete", "Delete"]];
const shelves = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const list = parentElement.querySelector(".books");
  const shelf = shelves.get(parentElement) ?? open(parentElement, list);
  shelf.teller = tellerOf({ data, setStateValue });
  const shown = JSON.stringify(data.books);
  if (shown !== shelf.shown) {
    shelf.shown = shown;
    list.replaceChildren(...data.books.map((book) => drawn(shelf, book)));
  }
  return whenGone(parentElement, () => {
    hush(shelf.teller);
    document.removeEventListener("pointerdown", shelf.away);
    shelves.delete(parentElement);
  });
}

function open(parentElement, list) {
  const shelf = { list };
  shelf.away = (event) => { if (!event.composedPath().some((one) => one.classList?.contains("menu"))) close(shelf); };
  document.addEventListener("pointerdown", shelf.away);
  list.onkeydown = (event) => { if (event.key === "Escape") close(shelf); };
  shelves.set(parentElement, shelf);
  return shelf;
}

function close(shelf, but) {
  for (const menu of shelf.list.querySelectorAll(".menu")) if (menu !== but) menu.hidden = true;
}

function drawn(shelf, book) {
  const element = document.createElement("li"), cover = button("cover", ""), more = button("more", "⋯");
  const face = span("face"), menu = document.createElement("div");
  face.style.setProperty("--cloth", book.cloth);
  if (book.url) {
    const image = document.createElement("img");
    image.alt = "";
    image.src = new URL(book.url.replace(/^\//, ""), new URL(".", location.href)).href;
    face.append(image);
  } else face.append(span("letter", book.letter));
  cover.append(face, span("title", book.title), span("note", book.note));
  cover.setAttribute("aria-label", `Open ${book.title}`);
  cover.onclick = () => tell(shelf.teller, { id: book.id, act: "open" }, () => true);
  more.setAttribute("aria-label", `More about ${book.title}`);
  more.setAttribute("aria-haspopup", "menu");
  menu.className = "menu";
  menu.hidden = true;
  menu.setAttribute("role", "menu");
  for (const [act, name] of ACTS) {
    const one = button("", name);
    one.setAttribute("role", "menuitem");
    one.onclick = () => { menu.hidden = true; tell(shelf.teller, { id: book.id, act }, () => true); };
    menu.append(one);
  }
  more.onclick = () => { close(shelf, menu); menu.hidden = !menu.hidden; if (!menu.hidden) menu.firstElementChild.focus(); };
  element.append(cover, more, menu);
  return element;
}

function button(name, text) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.textContent = text;
  return element;
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text ?? "";
  return element;
}
