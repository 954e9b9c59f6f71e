"""The mention editor in a real browser: quick, steady, by mouse, keys and touch, in every script."""

import time

from playwright.sync_api import Page, expect

from storyvid.project import Project
from storyvid.story import Character, Mention, Scene, Story

TALE = (
    ("s1", "Mira met a fox. She was not afraid."),
    ("s2", "“Where are you going?” it asked her. Mira gave it her bread."),
    ("s3", "The moon rose over the old wood."),
)
MIRA = [("s1", 0, 4), ("s1", 16, 19), ("s2", 32, 35), ("s2", 37, 41), ("s2", 50, 53)]
FOX = [("s1", 9, 14), ("s2", 23, 25), ("s2", 47, 49)]


def character(number, name, places):
    mentions = tuple(Mention(scene=scene, start=start, end=end) for scene, start, end in places)
    return Character(id=f"c{number}", name=name, mentions=mentions)


def opened(server, page: Page, scenes=TALE, cast=(("Mira", MIRA), ("The fox", FOX)), reader="rules") -> Project:
    """The characters' page of a project with these scenes and characters; the rules read, which takes no time."""
    story = Story(
        title="Mira",
        reader=reader,
        scenes=tuple(Scene(id=scene_id, text=text) for scene_id, text in scenes),
        characters=tuple(character(number, name, places) for number, (name, places) in enumerate(cast, 1)),
    )
    project = server.shelf.create(story)
    page.goto(server.page("Characters", project))
    expect(page.locator(".story p")).to_have_count(len(scenes))
    page.wait_for_timeout(700)
    return project


def marked(page: Page, scene: str, start: int, end: int):
    return page.locator(f'mark[data-scene="{scene}"][data-start="{start}"][data-end="{end}"]')


def saved(project: Project, holds, seconds: float = 30) -> Story:
    """The story once the disk has what `holds` asks for."""
    until = time.monotonic() + seconds
    while not holds(story := Project.open(project.folder).story):
        assert time.monotonic() < until, story
        time.sleep(0.02)
    return story


def words(story: Story, number: int) -> list[str]:
    mentions = story.character(f"c{number}").mentions
    return [story.scene(mention.scene).text[mention.start : mention.end] for mention in mentions]


def test_a_click_gives_a_mention_to_somebody_else(server, page: Page):
    project = opened(server, page)
    marked(page, "s2", 47, 49).click()
    page.locator(".choices button", has_text="Mira").click()
    expect(marked(page, "s2", 47, 49)).to_have_attribute("data-character", "c1")
    saved(project, lambda story: words(story, 1).count("it") == 1)


def test_the_menu_reaches_over_the_edge_of_the_editor(server, page: Page):
    opened(server, page)
    page.set_viewport_size({"width": 1280, "height": 640})
    mark = marked(page, "s1", 0, 4)
    mark.click()
    place = page.get_by_role("textbox", name="Find a name, or name a new character")
    assert place.bounding_box()["y"] < mark.bounding_box()["y"]
    place.fill("Anna")
    page.locator(".new button").click()
    expect(page.locator(".chip", has_text="Anna")).to_be_visible()


def test_all_that_read_the_same_can_go_along(server, page: Page):
    project = opened(server, page)
    marked(page, "s2", 47, 49).click()
    page.get_by_label("The other that reads the same, too").check()
    page.locator(".choices button", has_text="Mira").click()
    story = saved(project, lambda story: words(story, 1).count("it") == 2)
    assert words(story, 2) == ["a fox"]


def test_words_dragged_over_become_a_new_character_whole_words_only(server, page: Page):
    project = opened(server, page)
    box = page.locator('p[data-scene="s3"]').bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 28)
    page.mouse.down()
    page.mouse.move(box["x"] + 105, box["y"] + 28, steps=6)
    page.mouse.up()
    expect(page.locator("mark.draft")).to_have_text("The moon")
    page.locator(".new input").fill("The moon")
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text="The moon")).to_be_visible()
    story = saved(project, lambda story: len(story.characters) == 3)
    assert words(story, 3) == ["The moon"]
    expect(page.get_by_role("textbox", name="Name")).to_have_value("The moon")


def test_everything_is_reached_by_the_keyboard(server, page: Page):
    project = opened(server, page)
    page.locator(".story mark").first.focus()
    for _ in range(4):  # Mira, a fox, She, you (proposed), it
        page.keyboard.press("ArrowRight")
    expect(marked(page, "s2", 23, 25)).to_be_focused()
    page.keyboard.press("1")
    saved(project, lambda story: words(story, 1).count("it") == 1)
    page.keyboard.press("ArrowRight")  # her
    page.keyboard.press("Backspace")
    story = saved(project, lambda story: story.rejected)
    assert story.rejected == (Mention(scene="s2", start=32, end=35),)
    page.keyboard.press("u")
    saved(project, lambda story: not story.rejected)
    page.keyboard.press("Control+z")
    saved(project, lambda story: words(story, 1).count("it") == 0)


def test_a_mention_grows_and_shrinks_by_words(server, page: Page):
    project = opened(server, page)
    marked(page, "s1", 9, 14).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+Shift+ArrowRight")
    saved(project, lambda story: words(story, 2)[0] == "fox")
    page.keyboard.press("Alt+Shift+ArrowLeft")
    saved(project, lambda story: words(story, 2)[0] == "a fox")
    marked(page, "s1", 9, 14).click()
    page.get_by_role("button", name="One word less on the left").click()
    saved(project, lambda story: words(story, 2)[0] == "fox")


def test_a_new_mention_is_made_without_a_mouse(server, page: Page):
    project = opened(server, page)
    marked(page, "s2", 50, 53).focus()
    page.keyboard.press("End")
    page.keyboard.press("Control+ArrowRight")  # bread
    page.keyboard.press("Control+ArrowRight")  # The
    page.keyboard.press("Shift+ArrowRight")  # The moon
    expect(page.locator("mark.draft")).to_have_text("The moon")
    page.keyboard.press("2")
    story = saved(project, lambda story: len(words(story, 2)) == 4)
    assert words(story, 2)[-1] == "The moon"


def test_several_mentions_change_hands_at_once(server, page: Page):
    project = opened(server, page)
    for start, end in ((32, 35), (50, 53)):
        marked(page, "s2", start, end).click(modifiers=["Control"])
    expect(page.locator(".several .count")).to_have_text("2 marked")
    page.get_by_role("button", name="Give to…").click()
    page.locator(".new input").fill("Anna")
    page.keyboard.press("Enter")
    story = saved(project, lambda story: len(story.characters) == 3)
    assert words(story, 3) == ["her", "her"] and story.character("c3").name == "Anna"


def test_many_corrections_in_quick_succession_are_all_saved(server, page: Page):
    project = opened(server, page)
    page.locator(".story mark").first.focus()
    for _ in range(5):
        page.keyboard.press("2")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(30)
    story = saved(project, lambda story: len(words(story, 2)) >= 6)
    expect(page.locator('mark[data-character="c2"]')).to_have_count(len(words(story, 2)))


def test_one_chip_dropped_on_another_merges_them(server, page: Page):
    project = opened(server, page)
    page.locator(".chip", has_text="The fox").drag_to(page.locator(".chip", has_text="Mira"))
    page.get_by_role("button", name="Yes, call them Mira").click()
    expect(page.locator(".chip")).to_have_count(1)
    story = saved(project, lambda story: len(story.characters) == 1)
    assert len(words(story, 1)) == 8


def test_the_author_says_who_speaks(server, page: Page):
    project = opened(server, page)
    page.get_by_role("radio", name="Who speaks").click()
    quote = marked(page, "s2", 0, 22)
    expect(quote).to_have_attribute("data-who", "The fox")
    quote.click()
    page.locator(".choices button", has_text="Mira").click()
    expect(quote).to_have_attribute("data-how", "author")
    assert saved(project, lambda story: story.lines).lines[0].speaker == "c1"
    quote.click()
    page.get_by_role("button", name="As the text suggests").click()
    saved(project, lambda story: not story.lines)
    expect(quote).to_have_attribute("data-who", "The fox")


def test_offsets_are_the_story_s_whatever_stands_before(server, page: Page):
    before = ("😀👩‍👩‍👧 ", "e\u0301le\u0301phant ", "שלום עולם ", "漢字かな ")
    scenes = tuple((f"s{at}", f"{words}Tom 😀 saw the owl.") for at, words in enumerate(before, 1))
    places = [(scene, text.index("Tom"), text.index("Tom") + 3) for scene, text in scenes]
    project = opened(server, page, scenes, (("Tom", places),))
    for place in places:
        expect(marked(page, *place)).to_have_text("Tom")
        marked(page, *place).focus()
        page.keyboard.press("Control+ArrowRight")  # saw
        page.keyboard.press("Control+ArrowRight")  # the
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator("mark.draft")).to_have_text("the owl")
        page.keyboard.press("1")
    story = saved(project, lambda story: len(words(story, 1)) == 8)
    assert words(story, 1) == ["Tom", "the owl"] * 4


def test_a_mention_inside_another_is_shown_and_clicked_on_its_own(server, page: Page):
    places = (("Tom", [("s1", 0, 3)]), ("His wife", [("s1", 0, 8)]))
    project = opened(server, page, (("s1", "His wife slept."),), places)
    expect(marked(page, "s1", 0, 8).locator("mark")).to_have_text("His")
    marked(page, "s1", 0, 3).click()
    page.get_by_role("button", name="Not a character").click()
    story = saved(project, lambda story: story.rejected)
    assert words(story, 2) == ["His wife"]


def test_story_text_is_never_html(server, page: Page):
    nasty = "<img src=x onerror=alert(1)> & <b>Tom</b>"
    at = nasty.index("Tom")
    opened(server, page, (("s1", nasty),), (("<i>Tom</i>", [("s1", at, at + 3)]),))
    assert page.locator(".story p").inner_text() == nasty
    assert page.locator(".story img, .story b, .chip i i").count() == 0


def test_what_is_proposed_shows_and_is_accepted_in_the_text(server, page: Page):
    project = opened(server, page, cast=())
    first = page.locator("mark.proposed").first
    first.click()
    page.locator(".choices button.is").click()
    story = saved(project, lambda story: story.characters)
    assert len(story.characters) == 1


def test_on_a_phone_the_menu_is_a_sheet_and_nothing_is_wider_than_the_screen(server, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    project = opened(server, page)
    marked(page, "s2", 47, 49).tap()
    box = page.locator(".menu").bounding_box()
    assert box["x"] == 0 and box["width"] == 390 and abs(box["y"] + box["height"] - 844) < 2
    page.locator(".choices button", has_text="Mira").tap()
    saved(project, lambda story: words(story, 1).count("it") == 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_two_in_one_are_shown_both_before_they_are_split(server, page: Page):
    project = opened(server, page)
    page.get_by_role("button", name="More").click()
    page.get_by_text("Two in one…").click()
    dialog = page.get_by_role("dialog").filter(has_text="Two characters in one")
    dialog.get_by_role("combobox", name="Or all from a scene on").click()
    page.get_by_role("option", name="Scene 2").click()
    dialog.get_by_role("textbox", name="Name of the new character").fill("Anna")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Anna · 3 mentions in scene 2")).to_be_visible()
    expect(dialog.get_by_text("Mira · 2 mentions in scene 1")).to_be_visible()
    dialog.get_by_role("button", name="Split off").click()
    story = saved(project, lambda story: len(story.characters) == 3)
    assert words(story, 3) == ["her", "Mira", "her"] and words(story, 1) == ["Mira", "She"]


def test_a_look_that_is_typed_shows_in_the_prompts_before_and_after(server, page: Page):
    project = opened(server, page)
    page.get_by_role("textbox", name="Look: face, hair, build; what never changes").fill("a girl in a red hood")
    page.keyboard.press("Control+Enter")
    saved(project, lambda story: story.character("c1").look == "a girl in a red hood")
    expect(page.get_by_text("Your last change rewrote 2 prompts")).to_be_visible()
    expect(page.locator(".row.changed ins").first).to_have_text("a girl in a red hood")
