"""Concepts of text and tokens."""

from __future__ import annotations

from ngpl.training.corpora.talk.concepts.concept import concepts

TEXT = concepts("""
= token; a token; tokens
. a token is a piece of text that the model reads and writes as one unit: a word, a part of a word, or a sign.
. tokens are the pieces that a text is cut into: [words, parts of words and signs|short words whole, long words in parts].
. a token is the smallest unit of text for a language model. it is often a word or a part of one.
. models do not read letters but tokens. each token is a word, a part of a word or a sign, and has a number.
~ tokens are the building blocks of text, like bricks of a wall.
~ the model reads text in little pieces. each piece is a token.
* the word walking may be two tokens: walk and ing.
* in the sentence I like tea, the words I, like and tea may be one token each.
? the model needs a fixed list of pieces, so that every text can be written as a row of numbers.
? with tokens, even a new word can be written: it is put together from known pieces.

= tokenizer; a tokenizer; tokenizers
. a tokenizer cuts text into tokens and gives each its number. it also turns numbers back into text.
. the tokenizer is the part that turns text into token numbers and back again.
. a tokenizer translates between text and tokens: text goes in, numbers come out, and the other way round.
~ it is like scissors for text: it cuts a sentence into pieces that the model knows.
~ the tokenizer cuts the text, and each piece gets a number.
* a tokenizer may cut the word sunflower into sun and flower, and give them the numbers 812 and 2305.
* some tokenizers cut text into single letters, others into words, others into parts of words.
? the model only computes with numbers, so somebody has to turn text into numbers first.
? without it, the model could not read a single word: it knows only numbers.

= BPE; BPE; ; byte pair encoding
. BPE builds tokens step by step: it starts with single signs and joins the most frequent pair again and again.
. BPE is a way to make a tokenizer. the pair of pieces that stands together most often becomes a new piece, many times over.
. BPE stands for byte pair encoding. frequent pairs of pieces are merged until the vocabulary is full.
~ BPE glues together pieces that are often seen side by side.
~ it starts with letters and keeps joining the pair that comes up most.
* if t and h stand together often, BPE makes th. later th and e become the.
* with BPE, a common word is one token, and a rare word is several.
? it keeps common words short and can still write every rare word.
? the vocabulary stays small, and yet no word is unknown.

= merge; a merge; merges
. a merge is one step of BPE: two pieces that often stand side by side become one.
. a merge joins two tokens into a longer one. a BPE tokenizer is a list of merges in order.
. in BPE, each merge is a rule that says which two pieces are joined.
~ a merge glues two pieces together.
~ two small pieces become one bigger piece: that is a merge.
* the pieces th and e are merged into the.
* one merge turns i and n into in, a later one turns in and g into ing.
? merges make frequent words short, so that a text needs fewer tokens.
? the list of merges is all that a BPE tokenizer has to remember.

= vocabulary; a vocabulary; vocabularies; vocab
. the vocabulary is the list of all tokens that a model knows. each has a number in it.
. a vocabulary is the fixed list of tokens that a tokenizer can use.
. all tokens that a model can read or write are in its vocabulary.
~ it is the word list of the model, only with parts of words in it too.
~ the vocabulary is a long list of pieces with numbers.
* my vocabulary has about four thousand tokens. big models have a hundred thousand or more.
* the vocabulary of a letter model is just the alphabet and some signs.
? the model chooses its next token from this list, so the list must cover every text.
? a larger vocabulary makes texts shorter, but the model gets bigger.

= token id; a token id; token ids; an id
. a token id is the number of a token in the vocabulary.
. each token has a number, its id. the model reads and writes these numbers.
. the id of a token is its place in the vocabulary.
~ it is like a house number for a piece of text.
~ every token has a number, and that number is its id.
* the token cat could have the id 502, and dog the id 717.
* the text good day becomes a row of ids such as 310, 95.
? a model computes with numbers, so each token needs one.
? with the id, the model finds the embedding of a token.

= special token; a special token; special tokens
. a special token is a mark that is no text: it shows, for example, where a text begins or who is speaking.
. special tokens stand for things such as the start of a text or the end of an answer.
. a special token is a sign only for the model. you do not see it in the text.
~ it is like a stage direction: not spoken, but important.
~ special tokens are marks between the words.
* one special token says: now the assistant speaks. another says: the answer ends here.
* BOS is the special token at the beginning of a text.
? with them the model knows who speaks and when to stop.
? they tell the model about the form of a talk without using words.

= embedding; an embedding; embeddings; a word vector
. an embedding is the list of numbers that stands for a token inside the model.
. an embedding turns a token into a vector, a row of numbers. tokens with similar meaning have similar vectors.
. each token has an embedding: a list of numbers that the model learned for it.
~ it is like a place on a map: words that are alike live near each other.
~ an embedding is what a token looks like in numbers.
* the embeddings of cat and dog are close together, those of cat and bridge are far apart.
* in good embeddings, king minus man plus woman lands near queen.
? a bare number says nothing about meaning, but a list of numbers can hold many shades of it.
? with embeddings the model can see that two words are alike.

= vector; a vector; vectors
. a vector is a list of numbers. in a model, each token is a vector.
. a vector is a row of numbers, and you can think of it as a point or an arrow in space.
. vectors are lists of numbers. models add them, compare them and multiply them.
~ a vector is just some numbers in a row.
~ think of it as an arrow that points somewhere.
* the list 0.2, -1.5, 0.7 is a vector with three numbers.
* my embeddings are vectors with a few hundred numbers each.
? meanings can be compared when they are vectors: close ones are alike.
? computers are very fast at sums with vectors.

= corpus; a corpus; corpora
. a corpus is a collection of texts that a model learns from.
. the corpus is all the text that is used for training.
. a corpus is a large pile of texts, such as books or dialogues.
~ it is the library that the model reads while it learns.
~ a corpus is a lot of text in one place.
* my corpus is made of task dialogues and made-up small talk.
* a model that reads a corpus of fairy tales will write fairy tales.
? a model can only learn what is in its corpus.
? the better the texts, the better the model.

= prompt; a prompt; prompts
. a prompt is the text that you give to a model. the model goes on from there.
. the prompt is what the model reads before it begins to write.
. your message is the prompt: the text that I continue with my answer.
~ the prompt is the beginning, and the model writes how it goes on.
~ it is your question or your first words.
* with the prompt once upon a time, a story model writes a fairy tale.
* your last message is part of my prompt.
? it tells the model what to write about.
? a clear prompt makes a good answer more likely.

= system message; a system message; system messages; a system prompt
. a system message stands before the conversation and tells the model how to behave.
. the system message is an instruction at the very start, for example to answer in short.
. with a system message, the rules of a chat are set before the first word.
~ it is like a note for the model that says how to act.
~ it is the first instruction, before you say anything.
* a system message could be: your name is Ada.
* if the system message says answer in one sentence, the answers get short.
? it lets you change the style of all answers at once.
? with it you set the rules only once.

= chat template; a chat template; chat templates
. a chat template says how messages are put together into one text, with marks for who is speaking.
. a chat template turns a conversation into one row of tokens, with a mark before each speaker.
. the chat template is the form in which a chat model reads a conversation.
~ it is like the layout of a play: name first, then what is said.
~ it puts your words and mine into one long text.
* in my template, a mark says user, then come your words, then a mark for the end.
* before I answer, the template adds the mark for the assistant.
? the model only sees one long text, so the template has to show who says what.
? without it, I would not know where your words end and mine begin.

= byte; a byte; bytes
. a byte is a small unit of data: a number from 0 to 255. a plain English letter is one byte.
. a byte is eight bits. text is stored as a row of bytes.
. bytes are the numbers from 0 to 255 that computers use to store text.
~ a byte is a tiny box that holds one number.
~ one simple letter takes one byte.
* the word cat has three bytes. an emoji has four.
* the letter A is the byte 65.
? all text is made of bytes, so a tokenizer over bytes can write anything.
? with bytes, no sign is ever unknown.
""")
