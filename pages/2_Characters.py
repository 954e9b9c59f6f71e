"""The characters: who the reader found, where they are mentioned, and what each looks like."""

from storyvid.ui import cast_view, frame

with frame.page("Characters") as project:
    if project and not project.story.scenes:
        frame.no_scenes()
    elif project:
        cast_view.draw(project)
        frame.next_step("Pictures", "On to the pictures", ready=bool(project.story.characters))
