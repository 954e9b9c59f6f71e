"""The storyboard illustrator: pictures composed from the words of a scene and drawn as layered SVG."""
