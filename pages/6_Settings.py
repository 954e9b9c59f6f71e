"""The settings: what is installed here, which keys are known, where projects live."""

from storyvid.ui import frame, settings_view

with frame.page("Settings", of_project=False):
    settings_view.draw()
