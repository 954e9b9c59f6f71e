"""The shelf: start a story, open one, or try the sample."""

from storyvid.ui import frame, shelf_view

with frame.page("Shelf", of_project=False):
    shelf_view.draw()
