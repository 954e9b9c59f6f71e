// The pager at the foot of a list: it goes on, and begins at the top of the list again.

export default function ({ parentElement, data, setStateValue }) {
  const teller = tellerOf({ data, setStateValue });
  for (const [name, way] of Object.entries(data.ways)) {
    const button = parentElement.querySelector(`.${name}`);
    button.hidden = !way;
    if (!way) continue;
    button.textContent = name === "back" ? `← ${way.label}` : `${way.label} →`;
    button.onclick = () => {
      tell(teller, { page: way.page }, () => true);
      document.querySelector(`.st-key-${data.top}`)?.scrollIntoView({ block: "start" });
    };
  }
  return whenGone(parentElement, () => hush(teller));
}
