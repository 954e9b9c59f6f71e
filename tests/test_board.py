"""The board: what is ready, in which order, and what becomes of what needs what failed."""

from hypothesis import given
from hypothesis import strategies as st

from storyvid.board import Board, Place
from storyvid.jobs import Failed
from storyvid.needs import with_needs
from storyvid.recipes import ClipRecipe, FilmRecipe, ImageRecipe, Shot, SoundtrackRecipe, key_of
from tests.plugged import picture


def board(made=(), *, lane="cpu", batch=1) -> Board:
    def place(recipe) -> Place:
        if isinstance(recipe, ImageRecipe):
            return Place(lane=lane, model=recipe.model if lane == "gpu" else "", batch=batch)
        return Place()

    return Board(is_made=lambda recipe: recipe in made, place=place)


def clip(seed: int) -> ClipRecipe:
    shot = Shot(picture=picture(seed), width=32, height=32, fps=30, frames=30)
    return ClipRecipe(shot=shot, start_frame=0, end_frame=30)


def film(*seeds: int) -> FilmRecipe:
    soundtrack = SoundtrackRecipe(narration=(), duration_ms=1000)
    return FilmRecipe(segments=tuple(clip(seed) for seed in seeds), soundtrack=soundtrack)


def taken(board: Board, **options) -> list:
    return list(board.take("cpu", **options))


def test_needs_come_first_and_what_needs_them_follows():
    here = board()
    here.want(clip(1))
    assert taken(here) == [picture(1)] and taken(here) == []
    here.settle_made(key_of(picture(1)))
    assert taken(here) == [clip(1)]


def test_front_comes_before_what_was_wanted_earlier():
    here = board()
    here.want(picture(1))
    here.want(picture(2))
    here.want(clip(3), front=True)
    assert [taken(here), taken(here), taken(here)] == [[picture(3)], [picture(1)], [picture(2)]]


def test_what_waits_can_be_brought_forward():
    here = board()
    for seed in (1, 2):
        here.want(clip(seed))
    here.want(clip(2), front=True)
    assert taken(here) == [picture(2)] and taken(here) == [picture(1)] and taken(here) == []


def test_recipes_that_differ_only_by_seed_are_taken_together():
    here = board(batch=3)
    for seed in range(4):
        here.want(picture(seed))
    here.want(picture(9, text="a wolf"))
    assert taken(here) == [picture(0), picture(1), picture(2)]
    assert taken(here) == [picture(3)] and taken(here) == [picture(9, text="a wolf")]


def test_the_loaded_model_goes_on_before_another_is_loaded():
    here = board(lane="gpu")
    first, second, third = picture(1, model="a@1"), picture(1, model="b@1"), picture(2, model="a@1")
    for recipe in (first, second, third):
        here.want(recipe)
    assert here.take("gpu") == (first,)
    assert here.take("gpu", loaded="a@1") == (third,)
    assert here.take("gpu", loaded="a@1") == (second,)
    assert here.take("cpu") == ()


def test_a_failure_fails_what_needs_it_and_nothing_else():
    here = board()
    here.want(film(1, 2))
    assert [taken(here), taken(here)] == [[film(1, 2).soundtrack], [picture(1)]]
    here.settle_made(key_of(film(1, 2).soundtrack))
    fallen = list(here.settle_failed(Failed(key=key_of(picture(1)), message="no")))
    assert fallen == [key_of(picture(1)), key_of(clip(1)), key_of(film(1, 2))]
    assert here.posts[key_of(film(1, 2))].failure.message == "no"
    rest = []
    while recipes := taken(here):
        rest += recipes
        here.settle_made(key_of(recipes[0]))
    assert rest == [picture(2), clip(2)]


def test_a_failure_is_remembered_until_it_is_revived():
    here = board()
    here.want(picture(1))
    taken(here)
    list(here.settle_failed(Failed(key=key_of(picture(1)), message="no")))
    here.want(picture(1))
    here.want(clip(1))
    assert taken(here) == [] and here.posts[key_of(clip(1))].state == "failed"
    assert set(here.revive()) == {key_of(picture(1)), key_of(clip(1))}
    assert taken(here) == [picture(1)]
    here.settle_made(key_of(picture(1)))
    assert taken(here) == [clip(1)]


def test_reviving_the_root_revives_its_heirs_too():
    here = board()
    here.want(film(1))
    taken(here)
    list(here.settle_failed(Failed(key=key_of(picture(1)), message="no")))
    assert key_of(film(1)) in here.revive([key_of(picture(1))])
    assert here.posts[key_of(film(1))].state == "waiting" and not here.remembered


def test_unwanting_leaves_what_others_need():
    here = board()
    here.want(film(1), by="order")
    here.want(clip(1))
    here.unwant(by="order")
    assert here.posts.keys() == {key_of(clip(1)), key_of(picture(1))}


def test_unwanting_names_what_must_be_stopped():
    here = board()
    here.want(clip(1))
    taken(here)
    assert here.unwant() == {key_of(picture(1))}
    here.settle_stopped(key_of(picture(1)))
    assert not here.posts


def test_what_is_wanted_again_while_it_stops_is_made_after_all():
    here = board()
    here.want(picture(1))
    taken(here)
    here.unwant()
    here.want(picture(1))
    here.settle_stopped(key_of(picture(1)))
    assert taken(here) == [picture(1)]


def test_what_another_process_makes_is_looked_at_later():
    here = board()
    here.want(picture(1))
    taken(here)
    here.delay(key_of(picture(1)), 5.0)
    assert taken(here, now=4.9) == [] and here.next_later() == 5.0
    assert taken(here, now=5.0) == [picture(1)]


def test_what_is_made_already_is_found_not_made():
    here = board(made=[picture(1)])
    here.want(clip(1))
    assert taken(here) == [clip(1)] and list(here.found.values()) == [picture(1)]


def test_what_was_collected_is_made_again():
    made = [picture(1)]
    here = board(made)
    here.want(picture(1))
    made.clear()
    here.want(picture(1))
    assert taken(here) == [picture(1)]


@given(st.lists(st.tuples(st.sampled_from(["want", "front", "unwant", "fail", "make", "revive"]), st.integers(1, 4))))
def test_whatever_happens_each_is_made_after_its_needs_and_once(steps):
    made: list = []
    here = board(made)

    def make(fail: bool = False) -> None:
        for recipe in taken(here):
            assert recipe not in made
            assert all(need in made for need in with_needs(recipe) if need != recipe)
            if fail:
                list(here.settle_failed(Failed(key=key_of(recipe), message="no")))
            else:
                made.append(recipe)
                here.settle_made(key_of(recipe))

    for what, seed in steps:
        match what:
            case "want" | "front":
                here.want(film(seed, seed % 4 + 1), front=what == "front")
            case "unwant":
                here.unwant([key_of(film(seed, seed % 4 + 1))])
            case "revive":
                here.revive()
            case _:
                make(fail=what == "fail")
    here.revive()
    while here.counts().get("waiting"):
        make()
    assert all(recipe in made for key, post in here.posts.items() for recipe in [post.recipe])
    here.clear_made()
    assert not here.posts and not here.wanted


def test_what_the_author_looks_at_comes_before_a_film_asked_for_in_front():
    here = board(made=[picture(seed) for seed in range(1, 5)])
    here.want(film(1, 2, 3), by="order", front=True)
    scene = FilmRecipe(segments=(clip(3),), soundtrack=SoundtrackRecipe(narration=(), duration_ms=40))
    here.want(scene, front=True)
    assert taken(here) == [clip(3)]
    here.settle_made(key_of(clip(3)))
    assert taken(here) == [scene.soundtrack]
    here.settle_made(key_of(scene.soundtrack))
    assert taken(here) == [scene]
    assert [taken(here), taken(here)] == [[film(1, 2, 3).soundtrack], [clip(1)]]


def test_what_the_author_left_for_something_else_gives_way_to_it():
    here = board(made=[film().soundtrack, *(picture(seed) for seed in (1, 2, 3, 4))])
    here.want(film(1, 2, 3, 4), by="preview", front=True)
    scene = film(2, 3)
    here.want(scene, front=True)
    assert taken(here) == [clip(2)]
    here.unwant([key_of(scene)])
    here.want(film(4), front=True)
    assert [taken(here), taken(here), taken(here)] == [[clip(4)], [clip(1)], [clip(3)]]
