"""The phrases that all scenes of the built-in conversations share."""

from __future__ import annotations

# Before the first words of a conversation, and before a later scene. As often as they stand here.
GREETINGS = ["hi,", "hi!", "hello,", "hello!", "hey,", "hey there,", "good morning!", "good evening,", "excuse me,"]
LEADS = [
    "ok,",
    "ok.",
    "and",
    "now",
    "so",
    "well,",
    "alright,",
    "by the way,",
    "one more thing:",
    "another question:",
    "tell me,",
    "hey,",
    "hmm,",
    "also,",
    "cool.",
    "thanks.",
    "thank you.",
    "great.",
    "I see.",
    "nice.",
]

BANK: dict[str, list[str]] = {
    "please": ["", "", "", " please", ", please"],
    "canyou": ["can you", "could you", "can you please", "could you please", "would you", "will you"],
    "wish": ["want to", "would like to", "need to", "wish to"],
    "iwish": [
        "I want to",
        "I'd like to",
        "I would like to",
        "please help me",
        "can you help me",
        "I need to",
        "we want to",
    ],
    "sure": ["sure!", "of course!", "gladly!", "yes, of course.", "with pleasure!", "okay!"],
    "sorry": ["I am sorry", "I'm sorry", "sorry"],
    "ohno": ["oh, I am sorry to hear that", "I am sorry to hear that", "that sounds hard", "oh no, I am sorry"],
    "glad": ["I am glad to hear that", "that is good to hear", "that is wonderful", "how nice", "lovely"],
    "nicename": ["what a nice name", "that is a lovely name", "a good name", "I like that name"],
    "model": [
        "small language model",
        "small GPT",
        "small chat model",
        "language model with about five million parameters",
    ],
    "offer": [
        "I can explain how language models work, chat a little, or practice booking a table.",
        "Ask me what a token is, tell me about your day, or ask for a joke.",
        "I can explain words such as token and attention, or tell you a joke.",
        "I can chat, tell little stories, and explain how models like me work.",
        "we can talk about language models, or about your day.",
    ],
}
