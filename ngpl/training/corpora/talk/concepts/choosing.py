"""Concepts of decoding: how the next token is chosen."""

from __future__ import annotations

from ngpl.training.corpora.talk.concepts.concept import concepts

CHOOSING = concepts("""
= decoding; decoding; decoding strategies; text generation
. decoding is how a model writes: choose a token from the probabilities, add it to the text, and repeat.
. decoding turns the probabilities of a model into a text, one token at a time.
. a decoding strategy is the rule by which the next token is chosen.
~ decoding means choosing the next word again and again.
~ the model says what is likely, and decoding picks one.
* greedy decoding always takes the most likely token. sampling draws one by chance.
* the same model can be strict or playful, just by another decoding strategy.
? the model only gives probabilities. somebody has to choose.
? the choice decides if a text is dull, lively or wild.

= sampling; sampling; ; random sampling
. sampling draws the next token at random, so that likely tokens come often and unlikely ones rarely.
. with sampling, each token is chosen with its own probability, like drawing lots.
. sampling means rolling a die for the next token. it is a loaded die: likely tokens have more sides.
~ the next word is drawn like a ticket in a lottery. good words have more tickets.
~ sampling is choosing by chance, but not blindly.
* if day has 70 percent and night has 30, sampling takes day in seven of ten cases.
* ask me the same question twice, and with sampling you may get two answers.
? it makes texts varied. without chance, the same prompt always gives the same text.
? always taking the most likely word often leads to dull or repeated text.

= greedy decoding; greedy decoding; ; greedy search
. greedy decoding always takes the token with the highest probability.
. a greedy strategy takes the best token at each step and never looks back.
. with greedy decoding there is no chance: the same prompt always gives the same text.
~ it always grabs the best next word.
~ take the top of the list, every time.
* if day has 0.6, night 0.3 and cow 0.1, greedy decoding takes day.
* greedy decoding may write: it was good, it was good, it was good.
? it is simple and fast, and the result can be repeated exactly.
? it fits questions with one right answer.

= beam search; beam search; ; a beam
. beam search follows several continuations at once and keeps the best ones. at the end, the best whole text wins.
. beam search keeps a few half-written texts, extends each of them, and drops the worst at every step.
. with beam search, the model does not decide at once. it carries on with several candidates, called beams.
~ it is like trying several paths at the same time and keeping the good ones.
~ it looks for the best sentence, not only for the best next word.
* with three beams, the three best beginnings are kept at each step.
* a word that looks bad at first may lead to the best sentence. beam search can find it.
? the best first word does not always lead to the best sentence.
? it finds texts that are more likely as a whole, for example in translation.

= temperature; temperature; ; sampling temperature
. the temperature changes how bold the choice of words is. low is careful, high is wild.
. temperature divides the logits before softmax. below one, likely tokens get even more likely. above one, the chances become more equal.
. with a low temperature the model nearly always takes the best token. with a high one it takes more risks.
~ cold means careful, hot means crazy.
~ it is a knob for surprise.
* at temperature 0.2 I say what is most likely. at 2.0 I talk nonsense.
* for facts take a low temperature, for a wild story a higher one.
? it lets you choose between safe and lively text.
? one number is enough to change the style without new training.

= top-k; top-k; ; top-k sampling
. top-k keeps only the k most likely tokens and draws the next one from them.
. with top-k, all tokens but the best k are thrown away before one is drawn.
. top-k sampling cuts the list of candidates after place k.
~ only the best few words may take part in the lottery.
~ make a short list, then draw from it.
* with k = 3, only the three most likely tokens can be chosen.
* with k = 1, top-k is the same as greedy decoding.
? it keeps very unlikely tokens out, which would spoil the text.
? there are thousands of bad tokens. each is rare, but together they would come too often.

= top-p; top-p; ; nucleus sampling
. top-p keeps the most likely tokens until their probabilities add up to p, and draws from them.
. with top-p, the list of candidates is short when the model is sure and long when it is not.
. top-p sampling throws away the tail: the unlikely tokens beyond the sum p.
~ take the best words until you have, say, 90 percent together. forget the rest.
~ the list gets as long as it has to be.
* with p = 0.9 and the chances 0.6, 0.3 and 0.1, only the first two tokens stay.
* after good morn, one token may be enough for p = 0.9.
? a fixed number of candidates is too many in one place and too few in another.
? it drops bad tokens, but it leaves room where many words would fit.

= min-p; min-p; ; min-p sampling
. min-p keeps all tokens whose probability is at least a certain share of the best one.
. with min-p, a token must not be too far behind the favorite.
. min-p sampling compares each token with the most likely one, and drops those that are far below it.
~ if the best word has ten points, you may need at least one point to stay.
~ only words that come close to the best may stay.
* with min-p 0.1 and a best token of 0.5, all tokens below 0.05 are dropped.
* if the best token has 0.9, then with min-p 0.1 all below 0.09 must go.
? when the model is sure, it drops nearly all the others. when it is unsure, it keeps many.
? it works well even with a high temperature.

= repetition penalty; a repetition penalty; repetition penalties
. a repetition penalty makes tokens that were used before less likely.
. with a repetition penalty, the model is held back from saying the same thing over and over.
. a repetition penalty lowers the logits of tokens that already stand in the text.
~ who has just spoken has to wait a little.
~ used words lose some points.
* without it, a small model may say very very very very good.
* if the word nice was used, its score goes down for the next choice.
? small models like to run in circles, and this stops them.
? it keeps a text from repeating itself.

= stop token; a stop token; stop tokens; an end token
. a stop token tells that the answer ends here.
. when the model writes its stop token, the program stops asking for more.
. a stop token is a special token that marks the end of an answer.
~ it is the full stop of the whole answer.
~ it says: now it is your turn.
* at the end of this sentence I write a stop token that you do not see.
* without a stop token, I would also write what you may say next.
? the model has to show somehow that it is finished.
? without it, the text would never end.

= seed; a seed; seeds
. a seed is the number from which random choices begin. the same seed gives the same choices.
. with a seed, chance can be repeated: same prompt, same seed, same text.
. the seed sets the start of the random numbers.
~ it is like using the same shuffled cards again.
~ a seed makes chance repeatable.
* with seed 1 you get one story, with seed 2 another, and with seed 1 again the first one.
* to show somebody exactly what you saw, send the prompt and the seed.
? without it, nobody could get the same random text twice.
? to compare two settings, the chance should be the same in both.

= hallucination; a hallucination; hallucinations
. a hallucination is something that a model says as if it were true, although it is made up.
. models hallucinate when they write what sounds right but is false.
. a hallucination is an invented fact. the model does not notice it.
~ the model makes something up and believes that it fits.
~ it is a guess that sounds like a fact.
* if I name a restaurant that does not exist, that is a hallucination.
* a model may invent the title of a book that nobody wrote.
? it happens because a model looks for likely words, not for the truth.
? you should know about it, so that you check important answers.

= streaming; streaming
. streaming means that you see an answer grow, token by token, while the model writes it.
. with streaming, each piece of text is shown as soon as it is there.
. streaming shows the text at once and does not wait until it is finished.
~ you can watch the model write.
~ it is like reading over somebody's shoulder.
* my answer appears piece by piece. that is streaming.
* without streaming, you would wait and then see all the text at once.
? waiting feels shorter when you can already read.
? you can stop the model early if the answer goes wrong.
""")
