// One stop of the Tab key for a row of buttons; the arrows go along it, as in a toolbar (WAI-ARIA Authoring Practices).

function rove(row) {
  row.addEventListener("keydown", (event) => {
    const buttons = [...row.querySelectorAll("button")], at = buttons.indexOf(event.target.closest("button"));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[Math.max(0, Math.min(buttons.length - 1, to))].focus();
  });
  row.addEventListener("focusin", (event) => stopAt(row, event.target.closest("button")));
}

// Where Tab comes in: at the button that was gone to last, else at `here`, else at the first.
function stopAt(row, here) {
  const buttons = [...row.querySelectorAll("button")];
  const stop = buttons.includes(here) ? here : buttons.find((one) => one.tabIndex === 0) ?? buttons[0];
  for (const one of buttons) if (one.tabIndex !== (one === stop ? 0 : -1)) one.tabIndex = one === stop ? 0 : -1;
}

