"""What is spent on paid services: an estimate before, a reservation during, and the ledger after each call."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from storyvid import files, settings
from storyvid.errors import NoRoom, OverTheCap
from storyvid.prices import CALL_PICTURES, PAID, Price, in_dollars, price
from storyvid.recipes import ImageRecipe
from storyvid.settings import Settings

_TABLE = """
create table if not exists calls (
  id integer primary key, at real not null, service text not null, model text not null,
  pictures integer not null, reserved integer not null, settled integer
)"""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What pictures will cost, in millionths of a dollar, and what the month still allows."""

    pictures: int
    likely: int
    at_most: int
    left: int
    cap: int
    unknown: bool = False  # a price is not known, so nothing will be asked for

    @property
    def over(self) -> bool:
        """Whether the cap would stop some of it."""
        return self.unknown or self.likely > self.left

    @property
    def text(self) -> str:
        """One line for beside the button."""
        if self.unknown:
            return "The price is not known. Set the price of a picture in Settings, so that the cap can be held."
        if self.over:
            return f"About {in_dollars(self.likely)}, and {in_dollars(self.left)} of this month's cap is left"
        return f"About {in_dollars(self.likely)} · {in_dollars(self.left)} of {in_dollars(self.cap)} left this month"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One paid call of the ledger; `settled` is None while it runs, or when it was cut off."""

    at: float
    service: str
    model: str
    pictures: int
    reserved: int
    settled: int | None

    @property
    def counted(self) -> int:
        """What counts against the cap: the bill, else all that it could have been."""
        return self.reserved if self.settled is None else self.settled


class Ledger:
    """The paid calls of this machine, in one SQLite file that every process of it shares.

    Money is reserved before a call and settled after it.  What a killed process has reserved stays counted: the
    service may have billed it.
    """

    def __init__(self, folder: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now

    def reserve(self, service: str, model: str, *, pictures: int, at_most: int, cap: int) -> int:
        """Sets the money of one call aside; returns the call's number. Raises OverTheCap, NoRoom."""
        with self._open() as held:
            spent = self._spent(held)
            if spent + at_most > cap:
                raise OverTheCap(
                    f"This would cost up to {in_dollars(at_most)}, and {in_dollars(max(0, cap - spent))} of this "
                    f"month's cap of {in_dollars(cap)} is left. Raise the cap in Settings, or wait for next month."
                )
            row = (self._now(), service, model, pictures, at_most)
            done = held.execute(
                "insert into calls (at, service, model, pictures, reserved) values (?, ?, ?, ?, ?)", row
            )
            return int(done.lastrowid or 0)

    def settle(self, call: int, millionths: int) -> None:
        """Writes down what a call has cost; 0 gives all of it back."""
        with self._open() as held:
            held.execute("update calls set settled = ? where id = ?", (millionths, call))

    def spent(self) -> int:
        """What counts against the cap this month."""
        with self._open() as held:
            return self._spent(held)

    def calls(self, most: int = 20) -> tuple[Call, ...]:
        """The last calls, the latest first."""
        columns = "at, service, model, pictures, reserved, settled"
        with self._open() as held:
            rows = held.execute(f"select {columns} from calls order by id desc limit ?", (most,)).fetchall()
        names = columns.split(", ")
        return tuple(Call(**dict(zip(names, row, strict=True))) for row in rows)

    def _spent(self, held: sqlite3.Connection) -> int:
        counted = "select coalesce(sum(coalesce(settled, reserved)), 0) from calls where at >= ?"
        return int(held.execute(counted, (_month(self._now()),)).fetchone()[0])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        path = files.make_folder(self._folder or settings.home()) / "spending.sqlite3"
        try:
            held = sqlite3.connect(path, timeout=30, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise NoRoom(f"The ledger {path} cannot be opened ({error}). Nothing is paid for without it.") from error
        try:
            held.execute("begin immediate")  # one process looks and writes at a time
            held.execute(_TABLE)
            yield held
            held.execute("commit")
        except sqlite3.Error as error:
            raise NoRoom(f"The ledger {path} cannot be used ({error}). Nothing is paid for without it.") from error
        finally:
            held.close()  # what was not committed is rolled back


def estimate(
    recipes: Iterable[ImageRecipe], *, chosen: Settings | None = None, ledger: Ledger | None = None
) -> Estimate | None:
    """What painting these will cost; None when it costs nothing. Give it what is not made yet only."""
    chosen = chosen or settings.read()
    sums, unknown, pictures = Price(), False, 0
    paid = [recipe for recipe in recipes if recipe.model.partition("@")[0] in PAID]
    for recipe, count in _calls(paid):
        asked = price(recipe, count, chosen)
        unknown |= asked is None
        if asked and asked.at_most:
            sums = Price(likely=sums.likely + asked.likely, at_most=sums.at_most + asked.at_most)
            pictures += count
    if not unknown and not sums.at_most:
        return None
    left = max(0, chosen.cap_millionths - (ledger or Ledger()).spent())
    return Estimate(
        pictures=pictures,
        likely=sums.likely,
        at_most=sums.at_most,
        left=left,
        cap=chosen.cap_millionths,
        unknown=unknown,
    )


def _calls(recipes: Iterable[ImageRecipe]) -> Iterator[tuple[ImageRecipe, int]]:
    """The calls that painting makes: takes of one prompt together, as many as the service takes at once."""
    alike: dict[ImageRecipe, int] = {}
    for recipe in dict.fromkeys(recipes):
        prompt = replace(recipe, seed=0)
        alike[prompt] = alike.get(prompt, 0) + 1
    for recipe, count in alike.items():
        most = CALL_PICTURES.get(recipe.model.partition("@")[0], count)
        for start in range(0, count, most):
            yield recipe, min(most, count - start)


def _month(now: float) -> float:
    """The first moment of the month, by UTC."""
    at = datetime.fromtimestamp(now, UTC)
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()
