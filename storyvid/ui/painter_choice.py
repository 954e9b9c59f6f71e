"""Who paints, and how: the image model and its preset, what is missing for it here, and what a press will cost."""

from collections.abc import Sequence

import streamlit as st

from storyvid import models, picking, settings, spending
from storyvid.models import Card
from storyvid.recipes import ImageRecipe, Options
from storyvid.story import Story
from storyvid.ui import desk, frame
from storyvid.ui.progress import lasting

_LONG_S = 60.0  # painting that takes longer is told before it begins


def draw(story: Story, body: str) -> None:
    """The choice, in a popover, and beside it what paints now; `body` is the fragment drawn again."""
    cards = {card.name: card for card in models.cards("images")}
    short = story.image_model.partition("@")[0]
    title = cards[short].title if short in cards else short
    # the popover's name holds whatever paints: Streamlit makes another one of another name, and that one may be closed
    panel = st.popover("Who paints", icon=":material/palette:", key="who-paints", on_change="rerun")
    st.caption(frame.plain(title), width="content")
    if not panel.open:  # what each model lacks is looked up on the disk: not several times a second
        return
    with panel:
        ready_first = sorted(cards, key=lambda name: (bool(cards[name].missing), cards[name].lane == "network"))
        names = [*ready_first, *([] if short in cards else [short])]
        st.radio(
            "Who paints",
            names,
            names.index(short),
            format_func=lambda name: cards[name].title if name in cards else f"{name} (not here)",
            captions=[_said(cards.get(name)) for name in names],
            key=(key := f"painter-{short}"),  # named after the truth, so that it shows it
            on_change=frame.with_frame(body, choose_model),
            args=(key,),
        )
        _presets(story, body)


def missing(story: Story) -> bool:
    """Says what is missing where the story's image model cannot paint here; whether anything is."""
    card = models.card("images", story.image_model)
    if card is not None and not card.missing:
        return _weights_missing(story)
    with st.container(border=True):
        if card is None:
            st.markdown(
                f":orange[:material/extension_off:] **{frame.plain(story.image_model)} is not installed here.** What "
                "it painted can be picked all the same. To paint more, install it, or choose who paints."
            )
        else:
            st.markdown(
                f":orange[:material/download:] **{frame.plain(card.lacking)}** What it painted can be picked all the "
                "same. To paint more, type in a terminal:"
            )
            st.code(card.remedy, language=None, wrap_lines=True)
    return True


def _weights_missing(story: Story) -> bool:
    """Says which weights the story's settings ask of diffusers that are not on this machine; whether any are not."""
    if story.image_model.partition("@")[0] != "diffusers":
        return False
    from storyvid.images.diffusion import readiness

    needs = readiness.missing(story.image_options)
    if needs:
        names, size = " and ".join(need.name for need in needs), readiness.download_gb(story.image_options)
        are = "is" if len(needs) == 1 else "are"
        with st.container(border=True):
            st.markdown(
                f":orange[:material/download:] **{frame.plain(names)} {are} not on this machine yet.** Takes "
                f"painted so can be picked all the same. To paint more, type in a terminal"
                f"{f' ({size} GB to fetch)' if size else ''}:"
            )
            st.code(readiness.command(story.image_options), language=None, wrap_lines=True)
    return bool(needs)


def cost(story: Story, unmade: Sequence[ImageRecipe]) -> str:
    """What painting these will cost and how long it will take, as far as that is known; empty: a moment."""
    if not unmade:
        return ""
    takes = frame.count(len(unmade), "take")
    if bill := spending.estimate(unmade):
        return f"{takes}: {bill.text[0].lower()}{bill.text[1:]}"
    seconds = desk.workshop().seconds_for(unmade)
    if seconds is None and (guess := _guessed_seconds(story, len(unmade))):
        from storyvid.images.diffusion.readiness import in_words

        return f"{takes}: about {in_words(guess)}, painted by this machine’s processor"
    if seconds is None:
        card = models.card("images", story.image_model)
        return "" if card is None or card.lane == "cpu" else f"{takes}. The first ones tell how long they take."
    return f"{takes}: about {lasting(seconds)}"


def beforehand(story: Story, unmade: Sequence[ImageRecipe], cost: str) -> None:
    """Says before anybody presses what costs money, or more than a minute."""
    if "$" in cost:
        st.caption(f":material/payments: {frame.plain(cost)}")
        return
    if is_told(story, unmade, cost):
        st.caption(f":material/hourglass_top: {frame.plain(cost)}")


def is_told(story: Story, unmade: Sequence[ImageRecipe], cost: str) -> bool:
    """Whether `beforehand` has something to say, so that nothing else needs to."""
    known = desk.workshop().seconds_for(unmade) if unmade else None
    return "$" in cost or (known or _guessed_seconds(story, len(unmade)) or 0) > _LONG_S


def _guessed_seconds(story: Story, takes: int) -> float | None:
    """About how long takes will take where their model says so before any is painted."""
    card = models.card("images", story.image_model)
    each = card.seconds_with(story.image_options) if card else None
    return each * takes if each else None


def choose_model(widget: str) -> None:
    """Has the image model chosen in a widget paint, as this machine's settings ask it to."""
    name = st.session_state[widget]
    options = settings.default_options(name)
    desk.edit(f"Paint with {name}", lambda story: picking.painted_by(story, name, options))


def choose_preset(widget: str) -> None:
    """Has the image model paint as the preset chosen in a widget does."""
    from storyvid.images.diffusion.presets import presets

    chosen = next(one for one in presets() if one.name == st.session_state[widget])
    desk.edit(f"Paint with {chosen.title}", lambda story: with_options(story, chosen.options))


def with_options(story: Story, options: Options) -> Story:
    """The story painted by the same model with other settings."""
    return picking.painted_by(story, story.image_model, options)


def _presets(story: Story, body: str) -> None:
    if story.image_model.partition("@")[0] != "diffusers":
        return
    from storyvid.images.diffusion import readiness
    from storyvid.images.diffusion.presets import preset_of, presets

    now = preset_of(story.image_options)
    known = {one.name: one for one in presets()}
    st.selectbox(
        "How",
        [*known],
        [*known].index(now.name) if now else None,
        format_func=lambda name: known[name].title,
        key=(key := f"preset-{now.name if now else ''}"),
        placeholder="A model of your own",
        on_change=frame.with_frame(body, choose_preset),
        args=(key,),
    )
    if now:
        st.caption(f"{frame.plain(now.summary)} Licence: {frame.plain(now.licence)}")
    card = models.card("images", story.image_model)
    if card and not card.missing:  # else it is said above the sheet, with the command
        st.caption(frame.plain(readiness.explain(story.image_options, takes=story.takes)))


def _said(card: Card | None) -> str:
    if card is None:
        return "This story was painted with it"
    lacking = frame.plain(card.lacking.removeprefix(card.title))  # the name stands above it
    return f"It{lacking} Add it with: `{card.remedy}`" if card.missing else card.summary
