"""The story: its words, cut into scenes, and how its pictures are to look."""

import streamlit as st

from storyvid.ui import frame, look_view, scenes_view, starting

with frame.page("Story") as project:
    if project and not project.story.scenes:
        starting.paste_box(into=project)
    elif project:
        scenes, look, text = st.tabs(
            ["Scenes", "Look and format", "Text and language"], key="story-tab", on_change="rerun"
        )
        for tab, draw in ((scenes, scenes_view.draw), (look, look_view.draw), (text, scenes_view.whole_text)):
            if tab.open:
                with tab:
                    draw(project)
        frame.next_step("Characters", "On to the characters")
