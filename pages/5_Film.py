"""The film: captions and transitions, a fast preview, the final render, and what to take away."""

from storyvid.ui import film_view, frame

with frame.page("Film") as project:
    if project and not project.story.scenes:
        frame.no_scenes()
    elif project:
        film_view.draw()
