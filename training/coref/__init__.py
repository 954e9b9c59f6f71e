"""Training of the embedded coreference reader: books, model, trainer, export, evaluation."""
