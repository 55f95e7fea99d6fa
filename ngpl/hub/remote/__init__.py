"""The Hugging Face Hub: what it has, what of it is here, models fetched from it and sent to it."""
