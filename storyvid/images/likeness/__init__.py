"""Training a likeness: a LoRA, or a whole tuned model, of one character, by diffusers and peft."""
