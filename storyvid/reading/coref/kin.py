"""Words for parents, grandparents, aunts and uncles, and whose they are: “her father” is hers."""

from collections.abc import Sequence

from storyvid.models import Cluster
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.tokens import Tokens

KIN = {
    word: kin
    for kin, words in (
        ("mother", "mother mama mamma mum mummy mom mommy momma mam"),
        ("father", "father papa dad daddy pa"),
        ("grandmother", "grandmother granny grandma gran nana nan"),
        ("grandfather", "grandfather grandpa grandad granddad gramps"),
        ("aunt", "aunt auntie aunty"),
        ("uncle", "uncle"),
    )
    for word in words.split()
}


def children(text: Tokens, whose: Sequence[tuple[Mention, Cluster]]) -> dict[tuple[str, int], dict[int, Mention]]:
    """By kin and the id() of who is called so: whose they are, by id(), and the "her" of “her father” that says it."""
    alone = {mention.first: (mention, cluster) for mention, cluster in whose if mention.last == mention.first + 1}
    found: dict[tuple[str, int], dict[int, Mention]] = {}
    for mention, cluster in whose:
        kin = KIN.get(text.all[mention.last - 1].lower) if mention.last == mention.first + 2 else None
        if kin is None or mention.definite != "owned" or mention.first not in alone:
            continue
        owner, owning = alone[mention.first]
        if owning is not cluster:
            found.setdefault((kin, id(cluster)), {}).setdefault(id(owning), owner)
    return found
