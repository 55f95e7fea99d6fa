"""Pairs of concepts that are often mixed up, and the difference between them."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import rows

PAIRS = rows(
    "a b text",
    """
    top-k; top-p; top-k keeps a fixed number of tokens. Top-p keeps as many as it takes to reach a certain sum of probabilities.
    top-k; temperature; top-k drops the unlikely tokens. Temperature keeps all tokens and makes the choice bolder or more careful.
    top-p; temperature; top-p cuts off the unlikely tokens. Temperature changes how much the likely ones are preferred.
    top-p; min-p; top-p looks at the sum of the probabilities. Min-p compares each token with the most likely one.
    greedy decoding; sampling; greedy decoding always takes the most likely token. Sampling draws one by chance.
    greedy decoding; beam search; greedy decoding follows one path. Beam search follows several and keeps the best.
    sampling; beam search; sampling draws tokens by chance. Beam search has no chance in it and looks for the most likely text.
    a token; a word; a token can be a whole word, but also a part of one or a sign. Long words are often several tokens.
    a token; a letter; a token is mostly longer than a letter: a word or a part of one.
    a token; an embedding; a token is a piece of text. An embedding is the list of numbers that stands for it in the model.
    a token; a token id; a token is a piece of text, and its id is its number in the vocabulary.
    a tokenizer; a model; the tokenizer turns text into numbers and back. The model predicts which number comes next.
    a tokenizer; a vocabulary; the vocabulary is the list of tokens. The tokenizer uses it to cut text.
    a vocabulary; a corpus; the vocabulary is the list of tokens. The corpus is all the text that was used for training.
    a logit; a probability; a logit is a raw score and can be any number. Softmax turns it into a probability between 0 and 1.
    loss; perplexity; both measure the same thing. The loss is a mean in nats, and perplexity is e to the power of it.
    a layer; a head; a head is one attention inside a layer. A layer has several heads and an MLP.
    attention; an MLP; attention mixes different tokens. The MLP works on each token by itself.
    a query; a key; a query says what a token looks for. A key says what a token has to offer.
    a key; a value; the key decides how much a token is looked at. The value is what is taken from it.
    softmax attention; linear attention; softmax attention looks back at every token. Linear attention keeps one summary of fixed size.
    the context; the KV cache; the context is the text that a model sees. The KV cache stores what was computed for it.
    training; inference; in training the parameters change. In inference they are fixed, and the model is only used.
    pre-training; fine-tuning; pre-training comes first and teaches language. Fine-tuning comes later and teaches a task.
    a base model; a chat model; a base model continues any text. A chat model was trained on talks and answers you.
    a parameter; a token; a parameter is a learned number inside the model. A token is a piece of text.
    a batch; an epoch; a batch is what is learned from in one step. An epoch is one pass through all the training text.
    overfitting; hallucination; overfitting means learning the training text by heart. Hallucination means making things up.
    a prompt; a system message; the prompt is what you write to the model. A system message stands before it and sets the rules.
    validation; training; training changes the model. Validation only measures how good it is on new text.
    a gradient; the learning rate; the gradient gives the direction of a step. The learning rate gives its size.
    rotary encoding; a position embedding; rotary encoding turns queries and keys by an angle. A position embedding is added to the embedding of the token.
    an encoder; a decoder; an encoder sees the whole text at once. A decoder such as a GPT only looks back and writes the next token.
    GPT; a transformer; a transformer is the kind of network. A GPT is a transformer that reads from left to right and writes.
    BPE; a word list; a word list fails at new words. BPE builds them from smaller pieces.
    a seed; temperature; the seed starts the random numbers. The temperature says how much chance is allowed.
    a chatbot; a language model; a language model predicts text. A chatbot is a program that uses one to talk with you.
    AI; a language model; AI is the wide field of clever programs. A language model is one kind of it: it predicts text.
    machine learning; AI; AI is the wide field. Machine learning is the part of it in which programs learn from examples.
    """,
)
