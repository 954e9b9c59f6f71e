"""The pictures: takes painted for every scene, and the one that the author picks."""

from storyvid.ui import frame, pictures_view

with frame.page("Pictures") as project:
    if project and not project.story.scenes:
        frame.no_scenes()
    elif project:
        pictures_view.draw()
        ready = all(scene.picked for scene in project.story.scenes)
        frame.next_step("Sound", "On to the sound", ready=ready)
