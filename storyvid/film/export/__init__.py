"""What a story can be taken away as besides its film: books, cuts for editing programs, moving and still pictures."""
