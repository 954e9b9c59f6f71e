"""The settings' page: engines with what they lack, values that are kept, the connection, the cap."""

import json
from dataclasses import replace

import pytest

from storyvid import settings
from storyvid.spending import Ledger
from storyvid.ui import engine_settings
from tests.images.services.comfy_loopback import comfy
from tests.images.services.loopback import Reply, as_json, serving
from tests.images.services.test_comfyui import FLUX
from tests.pages.conftest import called, fresh, went_well

SECRET = "sk-very-secret-1234567890"


@pytest.fixture(autouse=True)
def machine(tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("STORYVID_HOME", str(home))
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    return home


def on_tab(app, name):
    app.session_state["settings-tab"] = name
    return app.run()


def shown(app) -> str:
    return " ".join(one.value for one in (*app.markdown, *app.caption, *app.code)).replace("\\", "")


def test_engines_say_what_they_lack_and_the_one_command(shelf, visit):
    app = visit("6_Settings")
    assert went_well(app)
    text = shown(app)
    assert "export HF_TOKEN=your-token" in text and "needs a key" in text
    assert "fifteen about $0.25" in text and SECRET not in str(app)


def test_a_depth_model_that_is_not_here_shows_the_one_command(shelf, visit):
    command = "hf download nobody/no-such-depth"
    assert command not in shown(visit("6_Settings"))
    settings.change(lambda held: held.with_values("depth", model="nobody/no-such-depth"))
    app = visit("6_Settings")
    assert went_well(app) and command in shown(app) and "Depth of pictures" in shown(app)


def test_values_are_kept_and_what_cannot_be_held_is_said_and_put_back(shelf, visit):
    app = visit("6_Settings")
    app.text_input(key="set-openai-model#0").set_value("gpt-image-2").run()
    app.selectbox(key="set-openai-quality#0").set_value("low").run()
    app.number_input(key="set-huggingface-picture_price#0").set_value(0.031).run()
    app.number_input(key="set-a1111-guidance_percent#0").set_value(5.5).run()
    held = settings.read()
    assert (held.of("openai")["model"], held.of("openai")["quality"]) == ("gpt-image-2", "low")
    assert held.of("huggingface")["picture_price"] == 31_000 and held.of("a1111")["guidance_percent"] == 550
    app.text_input(key="set-openai-base_url#0").set_value("http://mira:fox@here/v1").run()
    assert "no password and no key" in app.warning[0].value
    assert app.text_input(key="set-openai-base_url#1").value == ""


def test_the_connection_is_tested_where_the_settings_point_to(shelf, visit):
    with comfy(checkpoints=("a.safetensors", "b.safetensors")) as there:
        settings.change(lambda held: held.with_values("comfyui", base_url=there.address))
        app = visit("6_Settings")
        app.button(key="test-comfyui").click().run()
        assert "ComfyUI answers and has 2 checkpoints." in shown(app)
        app.selectbox(key="set-comfyui-checkpoint#0").set_value("b.safetensors").run()
    assert settings.read().of("comfyui")["checkpoint"] == "b.safetensors"
    app.button(key="test-a1111").click().run()
    assert "Start it with --api" in shown(app)


def test_a_key_is_tested_at_the_address_of_the_settings(shelf, visit):
    def answer(asked):
        good = asked.headers.get("authorization") == f"Bearer {SECRET}" and asked.path == "/v1/models"
        return as_json({"data": []}) if good else Reply(401)

    with serving(answer) as server:
        settings.change(lambda held: held.with_values("openai", base_url=f"{server.address}/v1"))
        app = visit("6_Settings")
        app.button(key="test-openai").click().run()
        assert "takes the key" in shown(app) and SECRET not in str(app)


def test_a_workflow_is_brought_and_named(shelf, visit, machine, monkeypatch):
    import streamlit as st

    class File:
        def getvalue(self):
            return json.dumps(FLUX).encode()

    monkeypatch.setattr(st, "session_state", {"workflow-file": File()})
    engine_settings._bring()
    name = settings.read().of("comfyui")["workflow"]
    assert (machine / "workflows" / f"{name}.json").exists()


def test_the_cap_is_set_and_calls_are_listed(shelf, visit):
    ledger = Ledger()
    ledger.settle(ledger.reserve("openai", "gpt-image-2", pictures=10, at_most=284_000, cap=5_000_000), 167_000)
    ledger.reserve("openai", "gpt-image-2", pictures=5, at_most=142_000, cap=5_000_000)
    app = on_tab(visit("6_Settings"), "Spending")
    assert went_well(app)
    assert list(app.dataframe[0].value["Cost"]) == ["up to $0.14", "$0.17"]
    called(app.number_input, "cap").set_value(2.5).run()
    assert settings.read().cap_millionths == 2_500_000


def test_every_tab_opens(shelf, visit):
    app = visit("6_Settings")
    for name in ("Spending", "Keys", "Projects and disk"):
        assert went_well(on_tab(app, name)), name
    assert SECRET not in str(app)


def test_a_story_takes_over_what_the_settings_ask_for_when_it_is_told_to(project, visit):
    story = replace(project.story, image_model="openai", image_options=settings.default_options("openai"))
    project.save(story, revision=project.revision, label="Paint with openai")
    settings.change(lambda held: held.with_values("openai", quality="high"))
    app = visit("1_Story", project)
    app.session_state["story-tab"] = "Look and format"
    app.run()
    assert "quality high" in shown(app)
    app.button(key="use-settings").click().run()
    assert dict(fresh(project).image_options)["quality"] == "high"


def test_choosing_an_engine_keeps_what_is_asked_of_it_with_the_story(project, visit):
    settings.change(lambda held: held.with_values("openai", model="gpt-image-2"))
    app = visit("1_Story", project)
    app.session_state["story-tab"] = "Look and format"
    app.run()
    app.selectbox(key="image-model#0").set_value("openai").run()
    story = fresh(project)
    assert story.image_model == "openai" and dict(story.image_options)["model"] == "gpt-image-2"
