"""The spending cap, what of it is used this month, and the last paid calls."""

from datetime import datetime

import streamlit as st

from storyvid import models, settings
from storyvid.prices import in_dollars
from storyvid.spending import Call, Ledger
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value

_MOST_DOLLARS = 10_000.0


def draw() -> None:
    """The tab's content."""
    st.caption(
        "What paid services paint and speak is counted against one cap for this machine. The money for a call is "
        "set aside before it is made, and nothing goes past the cap, whatever runs at the same time."
    )
    cap, spent = settings.read().cap_millionths, Ledger().spent()
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="bottom")
    name, dollars = field("cap", cap / 1e6)
    left.number_input(
        "Cap for a month ($)",
        0.0,
        _MOST_DOLLARS,
        dollars,
        key=name,
        step=1.0,
        format="%.2f",
        on_change=_set_cap,
        help="With 0 nothing is paid for.",
    )
    with right.container(gap="xsmall"):
        share = min(1.0, spent / cap) if cap else 1.0
        st.progress(share, text=f"**{in_dollars(spent)}** of {in_dollars(cap)} used this month".replace("$", "\\$"))
    calls = Ledger().calls()
    if not calls:
        frame.empty("Nothing paid for yet", "Calls to paid services will be listed here.", icon="receipt_long")
        return
    st.markdown("**The last calls**")
    st.dataframe([_row(call) for call in calls], hide_index=True, width="stretch")
    if any(call.settled is None for call in calls):
        st.caption("A call without a bill runs right now, or was cut off: it counts as the dearest it could have been.")


def _set_cap() -> None:
    millionths = round(value("cap") * 1e6)
    desk.act(settings.change, lambda held: settings.with_cap(held, millionths))


def _row(call: Call) -> dict[str, object]:
    at = datetime.fromtimestamp(call.at).strftime("%d %b, %H:%M")
    card = models.card("images", call.service) or models.card("speech", call.service)
    title = card.title if card else call.service
    what = frame.count(call.pictures, "picture") if call.pictures else "speech"
    bill = in_dollars(call.settled) if call.settled is not None else f"up to {in_dollars(call.reserved)}"
    return {"When": at, "Cost": bill, "For": what, "Model": call.model, "Service": title}
