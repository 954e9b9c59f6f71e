"""What the image models behind a network share: patience, paid calls, pictures in and out, plain web requests."""
