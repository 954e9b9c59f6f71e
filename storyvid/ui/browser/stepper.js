// The stepper: a link a step, so that a middle click opens a tab; a plain click stays in this session.

export default function ({ parentElement, data, setStateValue }) {
  const teller = tellerOf({ data, setStateValue });
  const list = parentElement.querySelector("ol");
  while (list.children.length > data.steps.length) list.lastElementChild.remove();
  while (list.children.length < data.steps.length) list.append(newStep());
  data.steps.forEach((step, place) => fill(list.children[place], step, place, data.steps, teller));
  return whenGone(parentElement, () => hush(teller));
}

function newStep() {
  const step = document.createElement("li"), link = document.createElement("a");
  for (const name of ["dot", "name", "note"]) {
    const part = document.createElement("span");
    part.className = name;
    link.append(part);
  }
  step.append(link);
  return step;
}

function fill(element, step, place, steps, teller) {
  const link = element.firstElementChild, [dot, name, note] = link.children;
  element.className = `${step.state}${step.here ? " here" : ""}${place && steps[place - 1].state === "done" ? " reached" : ""}`;
  link.href = new URL(step.href, new URL(".", location.href)).href;
  if (step.here) link.setAttribute("aria-current", "step"); else link.removeAttribute("aria-current");
  link.setAttribute("aria-label", `${step.name}: ${step.note || step.state}`);
  dot.textContent = step.state === "done" ? "✓" : String(place + 1);
  name.textContent = step.name;
  note.textContent = step.note;
  link.onclick = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!step.here) tell(teller, { step: step.name }, () => true);
  };
}
