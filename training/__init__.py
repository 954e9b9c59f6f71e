"""What trains the models that storyvid ships."""
