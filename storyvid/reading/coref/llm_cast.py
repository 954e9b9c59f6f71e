"""One cast of a long story from what was found in its overlapping parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from storyvid.models import Cluster, Found, Reading
from storyvid.reading.coref.llm_align import Aligner
from storyvid.reading.coref.llm_schema import Answer

_ACTS = ("person", "animal", "group")


@dataclass
class Cast:
    """The characters so far; `unfound` counts the mentions whose words are not in the text."""

    characters: list["Member"] = field(default_factory=list)
    unfound: int = 0

    @property
    def names(self) -> list[str]:
        return [member.name for member in self.characters]

    def take(self, answer: Answer, part: str, *, offset: int) -> None:
        """Adds what was found in the part that begins at `offset`: to one of that name, or that shares mentions."""
        aligner = Aligner(part)
        earlier = list(self.characters)
        for told in answer.characters:
            found: dict[tuple[int, int], Found] = {}
            taken: set[tuple[int, int]] = set()
            after = 0
            for mention in told.mentions:
                span = aligner.place(mention, after=after, taken=taken)
                if span is None:
                    self.unfound += 1
                    continue
                taken.add(span)
                after = span[0]
                start, end = span[0] + offset, span[1] + offset
                found[start, end] = Found(start=start, end=end, kind=mention.kind)
            name = " ".join(told.name.split())
            if found and name:
                self._join(Member(name, told.entity, told.gender, found), earlier)

    def _join(self, member: "Member", earlier: list["Member"]) -> None:
        same = [known for known in self.characters if known.name.casefold() == member.name.casefold()]
        shared = sorted(earlier, key=lambda known: -len(known.found.keys() & member.found.keys()))
        overlaps = shared and 2 * len(shared[0].found.keys() & member.found.keys()) > len(
            [span for span in member.found if any(span in known.found for known in earlier)]
        )
        if same or overlaps:
            (same[0] if same else shared[0]).found.update(member.found)
        else:
            self.characters.append(member)

    def reading(self, *, words: int) -> Reading:
        """The characters by importance with walk-ons last, and the rest."""
        clusters = [member.cluster(least=2 if words < 300 else 3) for member in self._without_doubles()]
        clusters.sort(key=lambda cluster: (cluster.minor, -_weight(cluster), cluster.mentions[0].start))
        return Reading(
            characters=tuple(cluster for cluster in clusters if cluster.entity in _ACTS),
            others=tuple(cluster for cluster in clusters if cluster.entity not in _ACTS),
        )

    def _without_doubles(self) -> Iterable["Member"]:
        """The same words are of one character only: of the one that has most."""
        given: set[tuple[int, int]] = set()
        for member in sorted(self.characters, key=lambda member: -len(member.found)):
            kept = {span: found for span, found in member.found.items() if span not in given}
            given |= kept.keys()
            if kept:
                yield Member(member.name, member.entity, member.gender, kept)


@dataclass
class Member:
    """One character: its mentions by their ranges."""

    name: str
    entity: str
    gender: str
    found: dict[tuple[int, int], Found]

    def cluster(self, *, least: int) -> Cluster:
        mentions = tuple(self.found[span] for span in sorted(self.found))
        named = any(mention.kind == "name" for mention in mentions)
        return Cluster(
            name=self.name[:1].upper() + self.name[1:],
            entity=self.entity,  # type: ignore[arg-type]
            mentions=mentions,
            gender=self.gender,  # type: ignore[arg-type]
            minor=self.entity in _ACTS and len(mentions) < (least - 1 if named else least),
        )


def _weight(cluster: Cluster) -> float:
    return len(cluster.mentions) + 0.5 * sum(mention.kind == "name" for mention in cluster.mentions)
