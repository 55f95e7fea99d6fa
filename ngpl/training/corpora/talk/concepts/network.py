"""Concepts of the network: what happens between tokens and logits."""

from __future__ import annotations

from ngpl.training.corpora.talk.concepts.concept import concepts

NETWORK = concepts("""
= language model; a language model; language models; an LM
. a language model is a program that predicts the next word of a text.
. a language model has learned from much text which token is likely to come next.
. a language model gives every possible next token a probability. so it can write, token by token.
~ it is a very good guesser of the next word.
~ it reads the words so far and guesses how they go on.
* after the words good morning and have a nice, a language model expects the word day.
* the word suggestions on a phone come from a small language model.
? many tasks can be written as text, so a model that continues text can help with them.
? if you can guess the next word well, you must know a little about the world.

= GPT; a GPT; GPTs; generative pre-trained transformer
. a GPT is a language model made of transformer layers. it reads from left to right and predicts the next token.
. GPT stands for generative pre-trained transformer: a network that learns from text and then writes text.
. a GPT is a stack of layers with attention that guesses the next token again and again.
~ a GPT is a machine that continues a text, one piece at a time.
~ it is a network that writes what probably comes next.
* I am a small GPT. big ones answer questions about nearly everything.
* give a GPT the words once upon a, and it will likely write time.
? one kind of network can write stories, answer questions and chat.
? it learns from plain text, so nobody has to label anything by hand.

= transformer; a transformer; transformers
. a transformer is a network in which tokens exchange information by attention, layer after layer.
. a transformer is a stack of layers. each has attention, which mixes tokens, and an MLP, which works on each token.
. transformers are the kind of network behind most language models. their main part is attention.
~ in a transformer, all words look at each other and learn from what they see.
~ it is a stack of equal blocks, and each one makes the picture of the text a little clearer.
* GPTs like me are transformers that only look back, never ahead.
* in the sentence the cat licks its paw, a transformer can link its to cat.
? all tokens of a text are worked on at once, so training is fast.
? it can link words that are far apart.

= neural network; a neural network; neural networks
. a neural network is a chain of many simple sums, with numbers that are learned from examples.
. a neural network turns numbers into numbers, layer by layer. what it does depends on its parameters.
. a neural network is a program that is not written by hand but learned from examples.
~ it is like a big machine with millions of little knobs that turn themselves while it learns.
~ it learns from examples instead of rules.
* I am a neural network: token numbers go in, probabilities come out.
* a neural network can learn to tell cats from dogs by looking at many pictures.
? some tasks are too hard to write down as rules, but there are many examples.
? it finds patterns that nobody told it about.

= attention; attention; ; self-attention
. attention lets each token look at the earlier tokens and take from them what matters.
. with attention, a token gathers information from other tokens: more from the important ones, less from the rest.
. attention is how words in a model look at each other. it gives each earlier token a weight and mixes them.
~ each word asks: which of the words before me are important now?
~ it is like a spotlight that shines on the words that matter.
* in the text Anna lost her key, the word her looks at Anna.
* when I say your name, my attention looks back at the place where you told it.
? the meaning of a word depends on the words around it.
? without attention, a token would know nothing about the words before it.

= attention head; an attention head; attention heads; a head
. a head is one of several attentions that work side by side in a layer. each looks for something else.
. an attention head decides for each token which earlier tokens it looks at. a layer has several heads.
. heads are small attentions that work in parallel. one may look at the last word, another at names.
~ a head is like one reader who looks for one thing. many readers together find more.
~ each head has its own way of looking back.
* one head may look at the word just before, another at the start of the sentence.
* in the attention tab you can see one map for each head.
? different heads can follow different things at the same time.
? one look is not enough: some words matter for grammar, others for meaning.

= attention map; an attention map; attention maps
. an attention map is a table that shows how much each token looks at each earlier token.
. the attention map shows the weights of a head: one row for each token, and each row adds up to one.
. an attention map is a picture of where a head looks.
~ dark or bright squares show which words look at which.
~ it is a table of who looks at whom.
* if the square at its and cat is bright, the token its looks at cat.
* each head has its own map, so a model with 48 heads has 48 of them.
? with it you can see which words a head uses.
? it opens a small window into the model.

= query; a query; queries
. a query is a vector that says what a token is looking for in the other tokens.
. in attention, each token has a query. it is compared with the keys of the earlier tokens.
. the query is the question that a token asks: who has what I need?
~ the query is the question, and the keys are the labels.
~ it says what a word wants to know.
* the query of the word her may look for the name of a woman.
* the token with the question compares its query with each key.
? by comparing queries with keys, attention finds out which tokens matter.
? without a query a token could not say what it needs.

= key; a key; keys
. in attention, a key is a vector that says what a token has to offer.
. each token has a key. if it fits the query of another token, that token looks at it.
. keys are like labels on the tokens: queries are compared with them.
~ the key is the label on a box, and the value is what is inside.
~ it tells others what kind of word stands here.
* the key of a name may say: here is a person.
* if a query and a key point in the same direction, the weight is high.
? keys let a token find the right words quickly.
? without keys, there would be nothing to compare a query with.

= value; a value; values
. in attention, a value is the vector that a token hands over to those who look at it.
. the value is what is passed on: attention mixes the values of the tokens by their weights.
. each token has a value, the information that others get from it.
~ the key is the label, and the value is what is in the box.
~ it is what one word tells another.
* when her looks at Anna, it takes over the value of Anna.
* a token with weight 0.7 gives 70 percent of what is mixed.
? it separates where to look from what to take.
? what makes a word worth looking at is not always what it has to tell.

= layer; a layer; layers
. a layer is one step of the model. the tokens pass through all layers, one after the other.
. a layer is a block with attention and an MLP. a model is a stack of such layers.
. each layer takes the vectors of all tokens, improves them a little and passes them on.
~ layers are like floors of a house: the text goes up from one to the next.
~ a layer is one round of work on the text.
* early layers often deal with the form of words, later ones with what comes next.
* a small GPT has about six layers, a big one has a hundred.
? one step is not enough to understand a text, so the model takes several.
? later layers can build on what earlier layers found out.

= MLP; an MLP; MLPs; feed-forward network
. the MLP is the part of a layer that works on each token by itself. much of what a model knows is stored there.
. an MLP makes a vector longer, keeps what is useful, and makes it short again.
. after attention has mixed the tokens, the MLP works on every token alone.
~ attention lets the words talk, and the MLP lets each word think.
~ it is where each word is worked on by itself.
* for the token Paris, an MLP may add that it is a city.
* in many models, most of the parameters are in the MLPs.
? attention only mixes what is there, and the MLP can add something new.
? it gives the model room to store what it has learned.

= residual stream; the residual stream
. the residual stream is the vector of a token on its way through the layers. each layer reads it and adds something.
. all layers add their results to one running vector for each token: the residual stream.
. the residual stream carries a token through the model. layers do not replace it, they only add to it.
~ it is like a notebook that is passed from layer to layer, and everyone adds a note.
~ it is the main road of the model. each layer is a small side road.
* a head may write into the stream that this word is a name, and a later layer reads it.
* if a layer adds nothing, the stream just passes through.
? what early layers find out is not lost on the way.
? it makes deep networks easier to train.

= logit; a logit; logits
. a logit is the raw score of a token. the higher it is, the more likely the token comes next.
. logits are the numbers that a model gives to all tokens before they become probabilities.
. the last step of the model gives every token of the vocabulary a logit, a score for coming next.
~ logits are points, like in a game. the token with the most points is the favorite.
~ a logit says how well a token would fit.
* day may have the logit 9 and cow the logit 2, so day is far more likely.
* softmax turns the logits into probabilities.
? from these scores the next token is chosen.
? scores are easy to compute, and softmax makes probabilities of them.

= softmax; softmax; ; the softmax function
. softmax turns scores into probabilities: all are positive, and they add up to one.
. softmax takes a list of numbers and makes shares of them. large numbers get most of the whole.
. softmax makes probabilities from logits. a small lead in points becomes a clear lead in chance.
~ it turns points into percent.
~ it cuts a cake: the higher the score, the bigger the piece.
* the scores 2, 1 and 0 become about 67, 24 and 9 percent.
* if all scores are the same, softmax gives each the same chance.
? to choose a token by chance, you need probabilities that add up to one.
? attention uses it too, so that the weights of a row add up to one.

= probability; a probability; probabilities
. a probability is a number from 0 to 1 that says how likely something is.
. the probability of a token tells how likely the model thinks it comes next.
. a model gives each token a probability, and all of them add up to one.
~ it says how sure the model is: 0 is never and 1 is always.
~ it is a chance, often written in percent.
* after good morn, the token ing may have a probability of 0.98.
* a fair coin shows heads with probability 0.5.
? the next token is chosen by these numbers.
? with them you can see how sure or unsure a model is.

= positional encoding; positional encoding; positional encodings
. positional encoding tells the model at which place each token stands.
. attention alone does not see the order of words. positional encoding adds it.
. a positional encoding gives every place in the text its own pattern of numbers.
~ it is like page numbers for words.
~ it tells first from second and second from third.
* dog bites man and man bites dog have the same words. only the positions tell them apart.
* in rotary encoding, vectors are turned by an angle that depends on the place.
? without it, the model could not tell the order of the words.
? the order of words changes the meaning of a sentence.

= rotary encoding; rotary encoding; ; RoPE
. rotary encoding turns the queries and keys by an angle that grows with the position.
. with rotary encoding, two tokens are compared by how far apart they are.
. rotary encoding is a way to show positions: each vector is rotated a little more than the one before.
~ each word is turned like the hand of a clock, a bit further at each place.
~ positions are shown by turning.
* two words that are three places apart always differ by the same angle.
* the hand of a clock shows the minute by its angle. rotary encoding does it with positions.
? the distance between two words often matters more than their exact place.
? it needs no extra parameters.

= normalization; normalization; ; layer norm
. normalization scales the numbers of a vector so that they are neither too big nor too small.
. normalization brings vectors to a common size before each part of a layer.
. normalization, such as layer norm or RMS norm, keeps the numbers in a layer at a good size.
~ it is like setting the volume: not too loud, not too quiet.
~ it keeps the numbers in order.
* a vector with numbers around 900 is scaled down to numbers around one.
* each part of a layer first normalizes what it reads.
? numbers that grow too large would make training fail.
? training is calmer and faster with it.

= linear attention; linear attention; ; LAM, LAM attention
. linear attention works without softmax. it keeps a running sum instead of all earlier tokens. LAM in NanoGPL is of this kind.
. LAM is linear attention: its memory stays the same size, however long the text is.
. in linear attention, what was read is added up in a table of fixed size, so each new token takes the same time.
~ softmax attention looks at every old word again. linear attention keeps one short summary.
~ it is like one notebook page that is updated, instead of a growing pile of pages.
* the model shakespeare-lam in NanoGPL uses LAM.
* for token one thousand it needs no more memory than for token ten.
? it stays fast with long texts, since the time for each token does not grow.
? it needs little memory. the price is that it remembers less exactly.

= context; the context; ; the context window
. the context is the text that the model can see at once. mine holds 256 tokens.
. the context window is the number of tokens that a model can read at the same time.
. everything I can see of our talk is my context. what is older drops out.
~ it is like a small desk: only some pages fit on it.
~ it is as far back as I can look.
* if our talk gets longer than 256 tokens, I do not see the beginning any more.
* big models have contexts of a hundred thousand tokens or more.
? the longer it is, the more of the talk can be used for an answer.
? attention over long texts is expensive, so there must be an end.

= KV cache; the KV cache; KV caches; key-value cache
. the KV cache stores the keys and values of all earlier tokens, so that they are not computed again.
. while a model writes, the KV cache keeps what it has already worked out for the old tokens.
. a KV cache saves time: for each new token only its own query, key and value are computed.
~ it is like notes from the last page, so that you need not read it again.
~ the model writes down what it will need again.
* without a cache, token one hundred would mean reading all ninety-nine others again.
* with the cache, each step only works on one new token.
? it makes writing much faster.
? the keys and values of old tokens do not change, so it would be a waste to compute them twice.

= induction head; an induction head; induction heads
. an induction head looks for an earlier place with the same token and copies what came after it.
. induction heads repeat patterns: if A was followed by B before, they expect B after the next A.
. an induction head lets a model copy from its context, such as a name that was told before.
~ it says: last time this word was followed by that one, so I guess that one again.
~ it is the copy machine of the model.
* if the text says Harry Brown and later Harry again, an induction head votes for Brown.
* when I repeat a word that I have never seen, induction heads do the work.
? it lets the model use new words at once, without training.
? much of learning from the context depends on it.

= causal mask; a causal mask; causal masks
. the causal mask keeps each token from looking at the tokens that come after it.
. a causal mask hides the future: a token can see itself and what stands before it.
. with a causal mask, the upper half of the attention map is empty.
~ it covers the words that are not yet written.
~ no peeking ahead: that is the rule of the mask.
* in the text I like green tea, the token like sees I and like, but not green.
* the first token can only look at itself.
? the model has to predict the next token, so it must not see it.
? without it, the model could cheat in training.

= grouped-query attention; grouped-query attention; ; GQA
. in grouped-query attention, several heads share the same keys and values.
. grouped-query attention has many queries but fewer keys and values, so that the cache gets smaller.
. with grouped-query attention, groups of heads use one set of keys and values together.
~ several readers share one book.
~ the heads ask their own questions but look into the same boxes.
* eight heads can share four sets of keys and values. then the cache is half as big.
* many newer models use it to save memory.
? it saves memory and makes writing faster.
? the answers stay almost as good, and the cache is much smaller.
""")
