"""Training of the embedded reader, on a tiny encoder with random weights: loss falls, runs resume."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from storyvid.reading.coref.embedded_model import WEIGHTS  # noqa: E402
from training.coref import scorer  # noqa: E402
from training.coref.books import load_books, load_tokenizer  # noqa: E402
from training.coref.model import Reader, Sizes, new_encoder, windows_of  # noqa: E402
from training.coref.renaming import renamed  # noqa: E402
from training.coref.train import Plan, train  # noqa: E402

SMALL = Sizes(window=62, stride=40, width=5, span=16, vector=32, pair=16, table=4, dropout=0.1)


def document(number: int) -> dict:
    """A few sentences about Anna, a king and a house, in LitBank's shape."""
    chance = random.Random(number)
    sentences, anna, king, house = [], [], [], []
    at = 0
    for _ in range(8):
        verb = chance.choice(["saw", "met", "left"])
        sentences += [["Anna", verb, "the", "king", "."], ["He", "loved", "her", "house", "."]]
        anna += [[at, at], [at + 7, at + 7]]
        king += [[at + 2, at + 3], [at + 5, at + 5]]
        house += [[at + 7, at + 8]]
        at += 10
    clusters = [anna, king, house]
    kinds = [["PROP", "PRON"] * 8, ["NOM", "PRON"] * 8, ["NOM"] * 8]
    entities = [[kind] * len(cluster) for kind, cluster in zip(("PER", "PER", "FAC"), clusters, strict=True)]
    return {"doc_id": f"d{number}", "sentences": sentences, "clusters": clusters, "mention_types": kinds,
            "entity_types": entities}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    books = tmp_path / "books.jsonl"
    books.write_text("\n".join(json.dumps(document(number)) for number in range(3)))
    return Plan(train=str(books), dev=str(books), encoder="", out=str(tmp_path / "run"), epochs=2, threads=1,
                encoder_rate=1e-3, head_rate=3e-3, every=100)  # fmt: skip


def tokenizer():
    return load_tokenizer(WEIGHTS / "tokenizer.json")


def fresh() -> Reader:
    torch.manual_seed(0)
    return Reader(new_encoder(None), SMALL)


def losses(plan: Plan) -> list[float]:
    return [json.loads(line)["losses"][0] for line in (Path(plan.out) / "log.jsonl").read_text().splitlines()]


def test_the_loss_falls(plan):
    train(replace(plan, epochs=8), reader=fresh(), tokenizer=tokenizer())
    told = losses(plan)
    assert told[-1] < 0.7 * told[0]


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(plan, tmp_path):
    whole = train(replace(plan, epochs=3), reader=fresh(), tokenizer=tokenizer())
    second = replace(plan, epochs=3, out=str(tmp_path / "second"))
    (tmp_path / "second").mkdir()
    stopped = replace(plan, epochs=3, out=str(tmp_path / "third"))
    run = train_until(stopped, 1)
    run.save(Path(second.out) / "last.pt")
    resumed = train(second, reader=fresh(), tokenizer=tokenizer())
    assert resumed.step == whole.step
    for name, parameter in whole.reader.named_parameters():
        torch.testing.assert_close(dict(resumed.reader.named_parameters())[name], parameter)


def train_until(plan: Plan, epochs: int):
    """A run of the plan stopped after some epochs."""
    from training.coref.train import Run

    run = Run(plan, fresh())
    books = load_books(Path(plan.train), tokenizer())
    while run.epoch < epochs:
        run.train_epoch(books, steps_an_epoch=int(len(books) * 1.6))
    return run


def test_renaming_swaps_a_name_for_one_of_its_gender_everywhere():
    book = renamed(document(1), {"f": ["Ada"], "m": ["Tom"]}, chance=random.Random(1))
    tokens = [token for sentence in book["sentences"] for token in sentence]
    assert tokens.count("Ada") == 8 and "Anna" not in tokens and "Tom" not in tokens
    assert book["clusters"] == document(1)["clusters"]


def test_the_best_weights_are_kept_with_their_figures(plan):
    train(replace(plan, every=1), reader=fresh(), tokenizer=tokenizer())
    held = torch.load(Path(plan.out) / "best.pt", weights_only=True)
    assert set(held) == {"reader", "plan", "dev"} and 0 <= held["dev"]["conll"] <= 100


@pytest.mark.parametrize("n", [1, 62, 63, 102, 500])
def test_windows_keep_every_piece_once_and_away_from_their_edges(n):
    starts, low, high = windows_of(n, 62, 40)
    assert [place for a, b in zip(low, high, strict=True) for place in range(a, b)] == list(range(n))
    inner = zip(starts[1:], low[1:], strict=True)
    assert all(a - start >= 8 for start, a in inner)


def test_the_scorer_agrees_with_the_published_example():
    key, response = [list("abc"), list("defg")], [list("ab"), list("cd"), list("fghi")]
    told = scorer.score([key], [response])
    assert told["muc"] == pytest.approx((40, 40, 40))
    assert told["b3"] == pytest.approx((50, 41.6667, 45.4545), abs=1e-3)
    assert told["ceafe"] == pytest.approx((43.3333, 65, 52), abs=1e-3)
    assert told["lea"][0] == pytest.approx(33.3333, abs=1e-3)


def test_the_exported_encoder_says_what_the_trained_one_says(tmp_path):
    pytest.importorskip("onnx")
    import numpy as np
    import onnxruntime

    from training.coref.export import PlainEncoder, write_encoder

    reader = fresh().eval()
    pieces, shapes = torch.randint(200, 2000, (40,)), torch.randint(0, 12, (40,))
    quoted = torch.randint(0, 2, (40,))
    with torch.no_grad():
        trained = reader.encode(pieces[None], shapes[None], quoted[None], torch.ones(1, 40, dtype=torch.long))[0]
        plain = PlainEncoder(reader)(pieces, shapes, quoted)
    torch.testing.assert_close(plain, trained, atol=1e-4, rtol=1e-3)
    write_encoder(reader, tmp_path / "encoder.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "encoder.onnx"), providers=["CPUExecutionProvider"])
    told = session.run(None, {"pieces": pieces.numpy(), "shapes": shapes.numpy(), "quoted": quoted.numpy()})[0]
    assert np.corrcoef(told.ravel(), plain.numpy().ravel())[0, 1] > 0.99


def test_the_offers_that_are_right_are_clusters_of_the_same_entity_or_none():
    import numpy as np

    from training.coref.talking import right_offers

    of, gold = np.array([0, 0, 1, 2]), np.array([5, 5, 5, 7])
    rows, clusters = np.array([2, 2, 2, 3, 3]), np.array([-1, 0, 1, -1, 0])
    assert right_offers(rows, clusters, of, gold).tolist() == [False, True, False, True, False]


def test_a_talk_network_learns_whose_offer_is_right():
    import numpy as np

    from storyvid.reading.coref.embedded_revising import worth_of
    from training.coref.talking import Lesson, networks_of

    chance = np.random.default_rng(1)
    lessons = []
    for _ in range(12):
        traits = chance.normal(size=(40, 6)).astype(np.float32)
        whose = np.repeat(np.arange(10), 4)
        right = np.zeros(40, bool)
        right[[4 * k + int(traits[4 * k : 4 * k + 4, 2].argmax()) for k in range(10)]] = True
        lessons.append(Lesson(torch.from_numpy(traits), torch.from_numpy(whose), torch.from_numpy(right)))
    weights = networks_of(lessons[:10], members=2, epochs=40)
    hits = 0
    for lesson in lessons[10:]:
        worth = worth_of(weights, lesson.traits.numpy()).reshape(10, 4)
        hits += int((worth.argmax(1) == lesson.right.numpy().reshape(10, 4).argmax(1)).sum())
    assert hits >= 17  # of 20; chance would have 5


def test_a_book_with_talk_teaches_and_one_without_does_not():
    talk = {"doc_id": "t", "sentences": ['" I am here , " said Anna .'.split()], "clusters": [[[1, 1], [7, 7]]],
            "mention_types": [["PRON", "PROP"]], "entity_types": [["PER", "PER"]]}  # fmt: skip
    lesson = lesson_from(talk)
    assert lesson is not None and lesson.traits.isfinite().all() and lesson.right.any()
    assert lesson_from(document(1)) is None


def lesson_from(told: dict):
    """What a document teaches with its true mentions and links that say nothing."""
    import numpy as np

    from storyvid.reading.coref.embedded_clusters import Choice
    from training.coref.books import book_of
    from training.coref.steps import Scores
    from training.coref.talking import evidence_of, first_read, lesson_of

    book = book_of(told, tokenizer())
    m = len(book.spans)
    later, earlier = np.tril_indices(m, -1)
    evidence = evidence_of(book, Scores(
        spans=book.spans, mentions=np.ones(m), kinds=np.eye(3)[book.kinds], entities=np.eye(6)[book.entities],
        genders=np.full((m, 4), 0.25), alone=np.zeros(m), later=later, earlier=earlier, links=np.zeros(len(later)),
    ))  # fmt: skip
    return lesson_of(book, evidence, first_read(evidence, Choice()))


TALE = (
    "Once there lived a king who had a fox. It was sly.\n\n“Good morning,” said the fox to the king. “I am sad.”\n\n"
    "“So am I,” the king answered, and he laughed. Then Anna came in. She saw the fox, and the fox saw her.\n\n"
)


@pytest.fixture(scope="module")
def labels() -> dict:
    from storyvid.reading.coref.embedded_model import Model
    from training.coref.labelling import labelled

    return labelled(Model(), "tale", TALE)


def test_a_labelled_tale_is_a_training_document(labels, plan):
    from training.coref.books import book_of

    book = book_of(json.loads(json.dumps(labels)), tokenizer())
    tokens = [token for sentence in labels["sentences"] for token in sentence]
    opens = [k for k in range(1, len(tokens)) if book.words.paragraphs[k] > book.words.paragraphs[k - 1]]
    assert [tokens[k + 1] for k in opens] == ["Good", "So"]
    fox = next(cluster for cluster in labels["clusters"] if tokens[cluster[0][0] : cluster[0][1] + 1] == ["a", "fox"])
    assert all(labels["entity_types"][labels["clusters"].index(fox)][k] == "PER" for k in range(len(fox)))
    more = Path(plan.out).parent / "more.jsonl"
    more.write_text(json.dumps(labels))
    run = train(replace(plan, epochs=1, more=str(more)), reader=fresh(), tokenizer=tokenizer())
    alone = train(replace(plan, epochs=1, out=plan.out + "2"), reader=fresh(), tokenizer=tokenizer())
    assert run.step > alone.step


def test_what_a_reader_doubts_teaches_no_links():
    from training.coref.books import book_of
    from training.coref.steps import losses_of

    known = document(0)
    doubted = {**known, "sure": [[False] * len(cluster) for cluster in known["clusters"]]}
    reader = fresh().eval()
    links = [losses_of(reader, book_of(told, tokenizer()), 0, 80).links for told in (known, doubted)]
    assert links[0] > 2 * links[1]


def test_a_link_is_sure_where_the_network_is(labels):
    sure = [told for cluster in labels["sure"] for told in cluster]
    assert sum(sure) > len(sure) / 2


def test_long_documents_are_read_in_parts_that_cover_them():
    from training.coref import train as trainer
    from training.coref.books import book_of

    book = book_of(document(0), tokenizer())
    whole = len(book.words)
    random.seed(0)
    for longest in (10, 30, whole):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(trainer, "_LONGEST", longest)
            patch.setattr(trainer, "_SHORTEST", 0)
            parts = trainer.parts_of(book)
        assert [at for _, lo, hi in parts for at in range(lo, hi)] == list(range(whole))
        assert max(hi - lo for _, lo, hi in parts) <= 2 * longest
