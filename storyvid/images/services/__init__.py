"""What the image models behind a network share: paid calls, and pictures in and out."""
