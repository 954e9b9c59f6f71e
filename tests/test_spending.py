"""The cap holds to the cent, however many processes pay at once; the estimate says what will be asked."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid import prices, settings
from storyvid.errors import NoRoom, OverTheCap
from storyvid.prices import asked_size, in_dollars, is_near, price
from storyvid.recipes import ImageRecipe, Part, Reference, UploadRecipe
from storyvid.settings import Settings
from storyvid.spending import Ledger, estimate

FOX = ImageRecipe(
    model="openai@1", parts=(Part(source="scene", text="A fox in the snow."),), width=1080, height=1920, seed=1
)
PAYING = """
import random, sys, time
from pathlib import Path
from storyvid.errors import OverTheCap
from storyvid.spending import Ledger
ledger, chance = Ledger(Path(sys.argv[1])), random.Random(int(sys.argv[2]))
for at in range(40):
    try:
        call = ledger.reserve("openai", "m", pictures=1, at_most=10_000, cap=500_000)
    except OverTheCap:
        continue
    ledger.settle(call, chance.choice([0, 10_000]))
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path))
    return tmp_path


def takes(count, recipe=FOX):
    return [replace(recipe, seed=seed) for seed in range(1, count + 1)]


def test_the_cap_holds_to_the_cent_with_four_processes_paying_at_once(home):
    paying = [subprocess.Popen([sys.executable, "-c", PAYING, str(home), str(seed)]) for seed in range(4)]
    assert [process.wait(120) for process in paying] == [0] * 4
    ledger = Ledger()
    calls = ledger.calls(1000)
    assert sum(call.settled or 0 for call in calls) == ledger.spent() == 500_000, "to the last cent, and none more"
    with pytest.raises(OverTheCap, match=r"up to \$0.01, and \$0.00 of this month's cap of \$0.50"):
        ledger.reserve("openai", "m", pictures=1, at_most=10_000, cap=500_000)


def test_what_a_killed_process_had_reserved_stays_counted(home):
    code = "from storyvid.spending import Ledger; import os, signal\n"
    code += "Ledger().reserve('openai', 'm', pictures=10, at_most=90_000, cap=100_000)\n"
    code += "os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    ledger = Ledger()
    (call,) = ledger.calls()
    assert (call.settled, call.counted, ledger.spent()) == (None, 90_000, 90_000)
    with pytest.raises(OverTheCap):
        ledger.reserve("openai", "m", pictures=10, at_most=10_001, cap=100_000)
    assert ledger.reserve("openai", "m", pictures=1, at_most=10_000, cap=100_000)


def test_a_new_month_begins_with_nothing_spent(home):
    last, first = (datetime(2026, 2, 28, 23, 59, tzinfo=UTC), datetime(2026, 3, 1, 0, 1, tzinfo=UTC))
    Ledger(now=last.timestamp).reserve("openai", "m", pictures=1, at_most=90_000, cap=100_000)
    assert Ledger(now=last.timestamp).spent() == 90_000
    assert Ledger(now=first.timestamp).spent() == 0


def test_a_ledger_that_cannot_be_used_stops_the_paying(home):
    (home / "spending.sqlite3").write_bytes(b"no ledger at all, but some other file" * 100)
    with pytest.raises(NoRoom, match="Nothing is paid for without it"):
        Ledger().reserve("openai", "m", pictures=1, at_most=1, cap=10)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6), st.integers(0, 100))
@hypothesis.settings(max_examples=15, deadline=None)  # each call waits for the disk
def test_however_calls_go_the_bills_stay_under_the_cap(tmp_path_factory, calls, cap):
    ledger, billed = Ledger(tmp_path_factory.mktemp("home")), 0
    for most, bill in calls:
        try:
            call = ledger.reserve("openai", "m", pictures=1, at_most=most, cap=cap)
        except OverTheCap:
            assert billed + most > cap
            continue
        ledger.settle(call, min(bill, most))
        billed += min(bill, most)
    assert ledger.spent() == billed <= cap


def test_the_estimate_is_one_line_that_says_what_is_left():
    told = estimate(takes(15))
    assert told and told.pictures == 15 and not told.over
    assert told.text == f"About {in_dollars(told.likely)} · $5.00 of $5.00 left this month"
    assert 100_000 < told.likely <= told.at_most < 1_000_000


def test_an_estimate_over_the_cap_says_so():
    settings.change(lambda held: settings.with_cap(held, 50_000))
    told = estimate(takes(15))
    assert told and told.over and told.text.endswith("and $0.05 of this month's cap is left")


def test_what_costs_nothing_has_no_estimate():
    free = [replace(FOX, model=name) for name in ("storyboard@1", "comfyui@1", "a1111@1", "diffusers@1")]
    assert estimate(free) is None
    settings.change(lambda held: held.with_values("openai", base_url="http://127.0.0.1:8000/v1"))
    assert estimate([FOX]) is None, "nobody sends a bill from this machine"


def test_a_price_that_is_not_known_is_said_so():
    told = estimate([replace(FOX, options=(("model", "gpt-image-9"),))])
    assert told and told.unknown and told.over and "Set the price of a picture" in told.text
    settings.change(lambda held: held.with_values("openai", picture_price=20_000))
    told = estimate(takes(3, replace(FOX, options=(("model", "gpt-image-9"),))))
    assert told and told.likely == told.at_most == 60_000


def test_the_same_takes_are_counted_once_and_each_prompt_has_its_own_calls():
    both = [*takes(15), *takes(15), *takes(2, replace(FOX, parts=(Part(source="scene", text="A wolf."),)))]
    told = estimate(both)
    assert told and told.pictures == 17


@pytest.mark.parametrize(
    ("model", "quality", "pictures", "dollars"),
    [
        ("gpt-image-2.5-flare", "medium", 1, 0.017),  # 439 tokens at 1024 x 1024, 1.27 times as many pixels, $30
        ("gpt-image-1.5", "high", 1, 0.20),  # $0.20 on the model's page
        ("gpt-image-1-mini", "low", 1, 0.006),
        ("gpt-image-1-mini", "medium", 10, 0.15),
    ],
)
def test_prices_are_those_of_the_services_own_pages(model, quality, pictures, dollars):
    recipe = replace(FOX, options=(("model", model), ("quality", quality)))
    asked = price(recipe, pictures, Settings())
    assert asked and asked.likely / 1e6 == pytest.approx(dollars, rel=0.3)


sides = st.integers(64, 4000)


@given(sides, sides, st.sampled_from(["standard", "full"]))
def test_the_size_asked_for_is_one_that_the_service_takes(width, height, size):
    wide, high = asked_size("gpt-image-2.5-flare", width, height, size)
    assert wide % 16 == high % 16 == 0 and 1 / 3.2 < wide / high < 3.2
    assert 600_000 < wide * high <= 8_400_000 and max(wide, high) <= 3840
    if 1 / 3 < width / height < 3:
        assert wide / high == pytest.approx(width / height, rel=0.06)
    assert asked_size("gpt-image-1.5", width, height, size) in {(1024, 1024), (1024, 1536), (1536, 1024)}


@given(st.sampled_from([*prices.RATES]), st.sampled_from(["low", "medium", "high", "xhigh", "max", "auto"]),
       st.integers(1, 10), st.integers(0, 3))  # fmt: skip
def test_a_call_never_likely_costs_more_than_at_most_and_references_cost(begin, quality, count, references):
    picture = UploadRecipe(media="image", sha256="0" * 64, suffix=".png")
    options = (("model", f"{begin}x" if begin.endswith("-") else begin), ("quality", quality))
    recipe = replace(FOX, options=options, references=(Reference(picture=picture),) * references)
    asked, alone = price(recipe, count, Settings()), price(replace(recipe, references=()), count, Settings())
    assert asked and alone and 0 < asked.likely <= asked.at_most
    assert (asked.likely > alone.likely) == (references > 0)


def test_the_longest_beginning_of_a_models_name_counts_and_a_newer_family_is_not_guessed():
    assert prices.known("gpt-image-2-2026-04-21") and prices.known("gpt-image-2.5-flare-2026-09-08")
    assert prices.known("gpt-image-2.6-flare") is None and prices.known("dall-e-3") is None


def test_near_is_this_machine_and_private_networks():
    assert all(
        is_near(f"http://{host}:1/v1") for host in ("127.0.0.1", "localhost", "[::1]", "192.168.1.4", "nas.local")
    )
    assert not any(is_near(f"https://{host}/v1") for host in ("api.openai.com", "8.8.8.8", "localhost.example.com"))


def test_dollars_are_told_to_the_cent_and_small_ones_to_a_tenth():
    assert [in_dollars(n) for n in (0, 400, 4_200, 10_000, 5_000_000)] == [
        "$0.00",
        "$0.001",
        "$0.004",
        "$0.01",
        "$5.00",
    ]
