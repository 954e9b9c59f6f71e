"""The pictures: takes painted for every scene, and the one that the author picks."""

from storyvid.ui import frame, pictures_view

with frame.page("Pictures") as project:
    if project and not project.story.scenes:
        frame.no_scenes()
    elif project:
        pictures_view.draw()
