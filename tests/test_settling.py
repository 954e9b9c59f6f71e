"""What an app has loaded is not looked through again after every run of a page; what is of no use still goes."""

import subprocess
import sys
from pathlib import Path

CODE = """
import gc, sys, time, weakref
from pathlib import Path
from storyvid import settling, workshop
from storyvid.project import Project
settling._LOADED_AFTER_S = (0.2,)
gc.disable()  # but for what is asked for
held = [[number] for number in range(200_000)]
class Ring: pass
def ring():
    one = Ring(); one.itself = one
    return weakref.ref(one)
before = ring()
folder = Path(sys.argv[1]) / "p"
project = Project.create(folder)
assert gc.get_freeze_count() == 0
workshop.workshop_for(folder)
end = time.monotonic() + 30
while not gc.get_freeze_count() and time.monotonic() < end:
    time.sleep(0.02)
assert gc.get_freeze_count() > 200_000, gc.get_freeze_count()
assert len(gc.get_objects()) < 20_000, len(gc.get_objects())
assert before() is None, "what was of no use was let go first"
after = ring()
assert after() is not None
gc.collect()
assert after() is None
count = gc.get_freeze_count()
settling.settle_soon()
more = [[number] for number in range(1000)]
time.sleep(0.6)
assert gc.get_freeze_count() <= count, "once in a process"
print("settled")
"""


def test_what_is_held_when_an_app_is_at_work_is_set_aside_once(tmp_path):
    run = subprocess.run([sys.executable, "-c", CODE, str(tmp_path)], cwd=Path(__file__).parents[1], timeout=120,
                         capture_output=True, text=True)  # fmt: skip
    assert run.stdout.strip() == "settled", run.stderr
