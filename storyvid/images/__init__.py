"""The image models, one file or package each: see `storyvid.models.ImageModel`."""
