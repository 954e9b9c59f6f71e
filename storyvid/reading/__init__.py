"""Reading a story: from a file to text, from text to sentences, scenes and characters."""
