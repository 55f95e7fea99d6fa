"""The tabs, in the order of the page. To add one: a file here with ``build(page)``, and a line in ``TABS``."""

from ngpl.ui.tabs import attention, chat, decoding, embeddings, layers, tokens

TABS = {
    "Tokens": tokens.build,
    "Embeddings": embeddings.build,
    "Attention": attention.build,
    "Layers": layers.build,
    "Decoding": decoding.build,
    "Chat": chat.build,
}
