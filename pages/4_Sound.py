"""The sound: who tells the story, what plays under it, how loud."""

from storyvid.ui import frame, sound_view

with frame.page("Sound") as project:
    if project and not project.story.scenes:
        frame.no_scenes()
    elif project:
        sound_view.draw()
        frame.next_step("Film", "On to the film")
