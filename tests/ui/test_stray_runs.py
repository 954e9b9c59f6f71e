"""Which runs are passed over: fragments of a page that was left, and nothing else."""

from streamlit.runtime.scriptrunner import RerunData

from storyvid.ui import stray_runs

HERE, THERE = "4c3882", "5ad39f"


def test_only_fragments_of_another_page_are_stray():
    assert stray_runs.is_stray(RerunData(fragment_id_queue=["frame"], page_script_hash=THERE), HERE)
    assert not stray_runs.is_stray(RerunData(fragment_id_queue=["frame"], page_script_hash=HERE), HERE)
    assert not stray_runs.is_stray(RerunData(page_script_hash=THERE), HERE)  # a whole page: somebody goes there
    assert not stray_runs.is_stray(RerunData(fragment_id_queue=["frame"]), HERE)  # of wherever one is
    assert not stray_runs.is_stray(RerunData(fragment_id_queue=["frame"], page_script_hash=THERE), "")
