"""The house rules that a test can keep: imports point one way, heavy libraries stay in their leaves, pages are thin."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "storyvid"

# what a pure module of the centre may import of ours; of a folder, what is named
MAY_IMPORT = {
    "errors": set(),
    "recipes": set(),
    "needs": {"recipes"},
    "styles": set(),
    "models": {"errors", "recipes"},
    "engines": {"errors"},
    "story": {"errors", "recipes"},
    "languages": set(),
    "abbreviations": set(),
    "phrases": {"abbreviations"},
    "captioning": {"phrases", "recipes"},
    "timeline": {"captioning", "recipes"},
    "prompts": {"reading.chapters", "recipes", "story", "styles"},
    "spans": {"reading.chapters", "story"},
    "edits": {"errors", "recipes", "spans", "story"},
    "picking": {"errors", "recipes", "story"},
    "likenesses": {"errors", "recipes", "story"},
    "casting": {"errors", "models", "spans", "story"},
    "marking": {"errors", "spans", "story"},
    "speaking": {"cast_reading", "story"},
    "plan": {
        *("captioning", "errors", "models", "needs", "prompts", "recipes", "speaking", "story", "timeline"),
        # which depth model is here, what words say of a place, where prose begins below its headings, and how long a
        # voice rests: nothing that makes
        *("ambience.places", "ambience.words", "images.depth", "reading.chapters"),
        *("speech.pauses", "speech.pronouncing", "speech.timing"),
    },
}
# leaves import the seams and themselves, never the centre that uses them; a folder stands for all in it
LEAVES = {
    # a paid picture is reserved in the ledger where it is asked for; what a service sends is decoded as uploads are
    "images": {
        *("errors", "models", "recipes", "images", "styles"),
        *("files", "prices", "services", "settings", "spending", "uploads"),
    },
    "services": {"errors", "models", "services"},
    "speech": {"abbreviations", "errors", "models", "prices", "recipes", "services", "speech", "settings", "spending"},
    "music": {"errors", "models", "recipes", "music"},
    "ambience": {"errors", "models", "recipes", "ambience"},
    "film": {"errors", "models", "recipes", "film", "files", "phrases"},
    # how long a voice speaks and rests, and nothing that speaks
    "reading": {
        *("abbreviations", "errors", "languages", "models", "phrases", "reading"),
        *("services", "speech.pauses", "speech.timing"),
    },
}
HEAVY = (
    "torch",
    "spacy",
    "moviepy",
    "cv2",
    "streamlit",
    "diffusers",
    "transformers",
    "onnxruntime",
    "av",
    "pydantic",
    "scipy",
)


def imported_by(path: Path) -> set[str]:
    """The modules under storyvid that a file of ours imports, each as far as there is a file for it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "storyvid":
            _, _, inside = (node.module or "").partition(".")
            named = [f"{inside}.{alias.name}".strip(".") for alias in node.names]
            found |= {name if files_of(name) else inside for name in named}
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("storyvid.")}
    return found - {""}


def files_of(name: str) -> list[Path]:
    """The files of a module or a package of ours."""
    place = PACKAGE / name.replace(".", "/")
    alone = place.with_suffix(".py")
    return [alone] if alone.exists() else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_the_centre_imports_one_way(name):
    for path in files_of(name):
        beside = {module for module in imported_by(path) if module.partition(".")[0] == name}
        assert imported_by(path) - beside <= MAY_IMPORT[name], path


@pytest.mark.parametrize("folder", LEAVES)
def test_a_leaf_imports_the_seams_and_itself_only(folder):
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        found = {module for module in imported_by(path) if module.partition(".")[0] not in LEAVES[folder]}
        assert found <= LEAVES[folder], path


def test_only_ui_and_pages_import_streamlit():
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(PACKAGE / "ui"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        found = [
            n for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom)) and "streamlit" in ast.dump(n)
        ]
        assert not found, path


def test_importing_storyvid_and_its_seams_loads_nothing_heavy():
    code = "import sys, storyvid, storyvid.plan, storyvid.edits, storyvid.casting; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(HEAVY) & set(loaded)


def test_a_list_of_the_embedded_voices_and_composers_loads_no_scipy():
    code = (
        "import sys; from storyvid import models; models.find('speech', 'espeak').voices(); "
        "models.find('music', 'composer'); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "storyvid.speech.espeak" in loaded and "scipy.signal" not in loaded


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")) + [ROOT / "app.py"], ids=lambda path: path.name)
def test_pages_are_thin(page):
    assert len(page.read_text("utf-8").splitlines()) < 80


def test_every_file_says_in_its_first_line_what_it_is():
    for path in sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        text = path.read_text("utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), path


def test_no_file_of_the_package_grows_past_its_subject():
    long = {path.name: n for path in PACKAGE.rglob("*.py") if (n := len(path.read_text("utf-8").splitlines())) > 400}
    assert not long


def test_no_raw_html_of_data_and_no_shell():
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]:
        text = path.read_text("utf-8")
        assert "unsafe_allow_html" not in text and "shell=True" not in text, path
        # a worker reads jobs from the pipe of its own parent, nothing else is ever unpickled
        assert "pickle.load" not in text or path.name in ("worker.py", "lanes.py"), path
