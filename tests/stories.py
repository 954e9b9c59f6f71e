"""Stories, and hypothesis strategies for them, that the tests share."""

from hypothesis import strategies as st

from storyvid.recipes import ImageRecipe, Part, UploadRecipe
from storyvid.story import Character, Cut, Mention, Scene, Sound, Split, Story, Style

WOLF = Story(
    title="The wolf",
    scenes=(
        Scene(id="s1", text="Anna met a wolf. She was not afraid.", gap="\n\n"),
        Scene(id="s2", text="“Where are you going?” he asked her. Anna gave him her bread.", gap=" "),
        Scene(id="s3", text="The moon rose.", gap=""),
    ),
    characters=(
        Character(
            id="c1",
            name="Anna",
            look="a girl in a red hood",
            gender="female",
            mentions=(
                Mention(scene="s1", start=0, end=4),
                Mention(scene="s1", start=17, end=20),
                Mention(scene="s2", start=32, end=35),
                Mention(scene="s2", start=37, end=41),
                Mention(scene="s2", start=51, end=54),
            ),
        ),
        Character(
            id="c2",
            name="The wolf",
            look="grey fur",
            entity="animal",
            mentions=(
                Mention(scene="s1", start=9, end=15),
                Mention(scene="s2", start=23, end=25),
                Mention(scene="s2", start=47, end=50),
            ),
        ),
    ),
)

texts = st.text(min_size=1, max_size=60).filter(lambda text: text.strip())
plain = st.text(max_size=20)
seeds = st.integers(min_value=1, max_value=10_000)
parts = st.builds(Part, source=st.sampled_from(["scene", "character", "style"]), text=plain, name=plain)
image_recipes = st.builds(
    ImageRecipe,
    model=plain,
    parts=st.lists(parts, max_size=3).map(tuple),
    width=seeds,
    height=seeds,
    seed=seeds,
    negative=plain,
    options=st.lists(st.tuples(plain, st.one_of(plain, st.integers(0, 9), st.booleans())), max_size=2).map(tuple),
)
uploads = st.builds(
    UploadRecipe, media=st.sampled_from(["image", "audio"]), sha256=plain, suffix=st.sampled_from([".png", ".mp3"])
)
scenes = st.builds(
    Scene,
    id=st.integers(1, 10**6).map("s{}".format),
    text=texts,
    gap=st.sampled_from(["\n\n", " ", "\n"]),
    prompt=st.one_of(st.none(), texts),
    picked=st.one_of(st.none(), image_recipes, uploads),
    motion=st.sampled_from(["auto", "hold", "push-in"]),
)


@st.composite
def stories(draw) -> Story:
    """Any story whose mentions lie inside its scenes."""
    held = tuple(draw(st.lists(scenes, min_size=1, max_size=5, unique_by=lambda scene: scene.id)))
    characters = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        mentions = []
        for scene in held:
            if draw(st.booleans()):
                start = draw(st.integers(0, len(scene.text) - 1))
                mentions.append(Mention(scene=scene.id, start=start, end=draw(st.integers(start + 1, len(scene.text)))))
        characters.append(Character(id=f"c{number}", name=draw(texts), look=draw(plain), mentions=tuple(mentions)))
    return Story(
        title=draw(plain),
        scenes=held,
        characters=tuple(characters),
        split=draw(st.builds(Split, by=st.sampled_from(["sentences", "count", "seconds"]), n=st.integers(1, 60))),
        style=draw(st.builds(Style, preset=plain, words=plain)),
        sound=draw(st.builds(Sound, voice=plain, speed_percent=st.integers(50, 200), music_upload=uploads)),
        cut=draw(st.builds(Cut, format=st.sampled_from(["9:16", "16:9", "1:1"]), fps=st.just(30))),
    )
