"""What the contact sheet tells: nothing twice, nothing lost, in order."""

from hypothesis import given
from hypothesis import strategies as st

from storyvid.ui.contact_sheet import unseen

answers = st.lists(
    st.tuples(st.sampled_from(["pick", "look", "next"]), st.sampled_from(["s1", "s2"]), st.integers(1, 50)), max_size=30
)


@given(answers, st.integers(0, 50))
def test_what_was_done_is_heard_in_order_and_once(done, seen):
    told = {f"{what} {scene}": {"what": what, "scene": scene, "id": "1", "at": at} for what, scene, at in done}
    heard = unseen(told, seen)
    assert [one.at for one in heard] == sorted(one.at for one in heard)
    assert all(one.at > seen for one in heard)
    assert not heard or unseen(told, heard[-1].at) == []


def test_a_pick_and_going_on_in_one_breath_are_both_heard():
    told = {
        "next s1": {"what": "next", "scene": "s1", "id": "", "at": 12},
        "pick s1": {"what": "pick", "scene": "s1", "id": "3", "at": 11},
    }
    assert [one.what for one in unseen(told, 0)] == ["pick", "next"]
