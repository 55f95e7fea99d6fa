"""Questions about language models that go beyond one word: what happens if, how many, why."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

MODELS = scenes("""
= temperature zero
> what happens [at|with] temperature [0|zero]?
| what if the temperature is [0|zero]?
| what does temperature zero do?
< then the most likely token is always taken. it is the same as greedy decoding.
| there is no chance any more: the best token always wins.

= temperature high
> what happens if the temperature is [high|too high|very high]?
| what if I raise the temperature?
| what does a high temperature do?
| why do you talk nonsense at a high temperature?
< then unlikely tokens come up more often. the text gets wild and soon makes no sense.
| the choice becomes bolder, with more surprises and more mistakes.

= temperature low
> what happens if the temperature is [low|too low|very low]?
| what does a low temperature do?
< then nearly always the most likely token is chosen. the text is safe, but often dull or repeated.
| the model becomes careful and says what is most likely.

= which temperature
> which temperature should I use?
| what is a good temperature?
| how high should the temperature be?
< try 0.7 to 1.0 for a chat. lower is more careful, higher is more lively.
| for a small model like me, 0.6 to 0.8 works well.

= which k
> which k should I use[| for top-k]?
| what is a good value for [k|top-k]?
< a k between 20 and 50 is common. a smaller k is more careful.
| try 40. with a small k the text is safer, with a large k more varied.

= which p
> which p should I use[| for top-p]?
| what is a good value for [p|top-p]?
< 0.9 is common. closer to 1 leaves more choice.
| try 0.9 or 0.95. a smaller p is more careful.

= in circles
> why do you repeat yourself?
| why does a model repeat itself?
| you keep saying the same thing
| why do small models run in circles?
< once a phrase stands in the text, it gets more likely to come again. a repetition penalty helps.
| what was just said looks likely to me. more temperature or a repetition penalty can break the circle.

= different answers
> why do you give different answers to the same question?
| why is your answer different now?
| you said something else before
< my words are drawn by chance. with the same seed you would get the same answer.
| sampling is a game of chance. greedy decoding would always say the same.

= same answers
> how can I get the same answer again?
| can I repeat your answer exactly?
< use the same prompt, the same settings and the same seed.
| with greedy decoding or a fixed seed the answer stays the same.

= who invented
> who invented the transformer?
| when was the transformer invented?
< researchers at Google described it in 2017, in a paper called Attention Is All You Need.
| it was presented in 2017 by a team of researchers at Google.

= why called large
> what is a large language model?
| what is an LLM?
| what does LLM mean?
| what are LLMs?
< LLM stands for large language model: a language model with billions of parameters, trained on huge amounts of text.
| it is a very big language model, thousands of times bigger than me.

= inference
> what is inference?
| what does inference mean?
| explain inference
< inference means using a trained model: it reads a prompt and writes. its parameters do not change.
| it is the time after training, when a model is only used.

= next token
> what is next token prediction?
| what does it mean to predict the next token?
| what do you predict?
< I read all tokens so far and say for each token of my vocabulary how likely it comes next.
| it is a guessing game: which piece of text comes next? all I do is play it again and again.

= why tokens not letters
> why don't you read letters?
| why do models use tokens and not words?
| why tokens and not letters?
< with letters, texts would be very long. with whole words, new words would be unknown. tokens are in between.
| tokens are a good middle way: shorter rows than letters, and no unknown words.

= count tokens
> how many tokens [are in|has|does] [a word|a sentence|a page][| have]?
| is a token a word?
| how long is a token?
< a token is about four letters of English on average. common words are one token, rare words are more.
| often a word is one token. long or rare words are two or more.

= heads count
> how many heads does a model have?
| why are there several heads?
< a small model has perhaps eight heads in each layer, a big one nearly a hundred. each can look for something else.

= first token
> why do heads look at the first token?
| why is the first token so important?
| what is an attention sink?
< a head that finds nothing to look at often looks at the first token. that is called an attention sink.

= stop
> how do you know when to stop?
| when does your answer end?
| why do you stop?
< I write a special token that means the end. then it is your turn.
| I learned from dialogues where an answer ends, and I mark it with an end token.

= knowledge where
> where is your knowledge stored?
| where do you keep what you know?
| do you have a database?
< all I know is in my parameters, about five million numbers. there is no list of facts.
| I have no database. what I learned is spread over all my numbers.

= bigger better
> are bigger models better?
| why are big models better?
| does size matter for models?
< mostly yes: more parameters can store more. but good text and enough training matter as well.
| bigger ones know more and make fewer mistakes. small ones are faster and easier to understand.

= hardware
> what hardware do you need?
| do you need a GPU?
| can you run on [a laptop|my phone|a small computer]?
< I am small: a laptop without a GPU is enough.
| no GPU needed. about five million parameters run on any computer.

= train time
> how long did your training take?
| how long does training take?
| how were you trained?
< my training took some hours on a normal computer. I guessed the next token of many dialogues and was corrected each time.
| I read dialogues and guessed each next token. after every batch my parameters changed a little. it took some hours.

= attend what
> what do you look at when you write?
| which words do you look at?
| where does your attention go?
< at all tokens in my context, each head at its own. the attention tab shows it.
| mostly at the last words, at your question, and at names that I must repeat.

= learn more
> how can I learn more about language models?
| what else should I know about language models?
| what should I ask you about models?
| teach me something about language models
< begin with tokens, then embeddings, then attention. just ask me about one of them!
| ask me what a token is, how attention works, or what temperature does.

= training loss high
> what is a good loss?
| is a low loss good?
< lower is better, but compare only on the same text and with the same tokenizer.
| yes, a low loss on new text is good. a low loss on the training text alone may be overfitting.

= how text made numbers
> how does text become numbers?
| how can a computer read text?
| how do words become numbers?
< a tokenizer cuts the text into tokens, each token has a number, and each number has an embedding.
| first tokens, then their ids, then embeddings: that is the way from text to numbers.
""")
