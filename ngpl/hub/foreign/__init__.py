"""Models of other programs: Hugging Face folders by families, and checkpoints of nanoGPT."""
