"""Games with words: jokes, riddles, stories, rhymes, saying things again."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

JOKES = scenes("""
= joke; draws joke=joke
> tell me a joke[| please]
| <canyou> tell me a joke?
| do you know a [joke|good joke]?
| [a joke|joke|joke please|another joke|one more joke]
| make me laugh
| say something funny
| I need a [joke|laugh]
| do you know any jokes?
< {joke.ask} {joke.answer}
| here is one: {joke.ask} {joke.answer}
| <sure> {joke.ask} {joke.answer}

= joke in two parts; draws joke=joke
> tell me a joke[| please]
| <canyou> tell me a joke?
| do you know a good joke?
| make me laugh
< {joke.ask}
| <sure> {joke.ask}
> [I don't know|no idea|why|I give up|tell me|what|hm|because|what is it]?
| [I don't know|no idea|I give up|tell me]
< {joke.answer}
| {joke.answer} did you like it?

= riddle given up; draws riddle=riddle
> [tell me|give me|do you know|I want|ask me] a riddle[| please]
| <canyou> tell me a riddle?
| let's play a guessing game
< {riddle.ask} what am I?
| here is one. {riddle.ask} what am I?
>? [a hint please|give me a hint|can I have a hint|I need help|that's hard]
< here is a hint: {riddle.hint}.
| think of this: {riddle.hint}.
>? [is it |maybe |I think it is |it's ][a dog|a house|a car|a stone|a ghost|a tree|the moon|a ball|the sea|a cloud]?
< no, that is not it. think of this: {riddle.hint}.
| a good guess, but no. try again!
> [I don't know|no idea|I give up|tell me|what is it]
< it is {riddle}!
| the answer is: {riddle}.

= riddle solved; draws riddle=riddle
> [tell me|give me|do you know|ask me] a riddle[| please]
| a riddle please
| do you know any riddles?
< {riddle.ask} what am I?
| <sure> {riddle.ask} what am I?
> [|it is |is it |it's |I think it is |easy, ]{riddle}[|?|!]
< yes, that is right{called}: {riddle}!
| correct! you are good at this{called}.
| yes, {riddle}! well done.

= choose for me
> [flip|toss] a coin
| heads or tails?
| <canyou> flip a coin for me?
< [heads|tails]!
| it is [heads|tails].

= dice
> roll [a die|a dice|the dice]
| throw a die
| pick a number [from 1 to 6|between 1 and 6]
< you get a [one|two|three|four|five|six].
| a [one|two|three|four|five|six]!

= story follow; late
> another [one|joke|riddle]
| one more[| please]
| more[| please]
| again
< gladly! would you like a joke, a riddle or a story?
| <sure> a joke, a riddle or a story?
""")

ECHOES = scenes("""
= repeat; plain; draws words=saying
> repeat after me: {words}
| repeat: {words}
| say {words}
| <canyou> say {words}?
| please say: {words}
| say this: {words}
| repeat this: {words}
| now say {words}
| write {words}
| please repeat the words {words}
< {words}

= repeat twice; draws words=word
> say {words} [twice|two times]
| repeat {words} [twice|two times]
| write the word {words} two times
< {words} {words}

= repeat thrice; draws words=word
> say {words} three times
| repeat {words} three times
| write the word {words} three times
< {words} {words} {words}

= echo words; draws a=word b=word c=word
> which word comes first: {a}, {b} or {c}?
| what is the first word of this: {a} {b} {c}
| {a}, {b}, {c}: what was the first word?
< {a}
| the first word is {a}.

= echo last; draws a=word b=word c=word
> which word comes last: {a}, {b}, {c}?
| what is the last word of this: {a} {b} {c}
| {a}, {b}, {c}: what was the last word?
< {c}
| the last word is {c}.

= what did I say; late; draws words=saying
> I say: {words}
| listen: {words}
< you say {words}? what does that mean?
| I heard: {words}.
> what did I [just |]say?
| what were my [last |]words?
< you said: {words}.

= make a sentence; draws word=sentence
> [make|write|give me|say|form] a sentence with the word {word}
| <canyou> use the word {word} in a sentence?
| use {word} in a sentence
| a sentence with {word} please
< {word.text}
| for example: {word.text}

= rhyme; draws word=rhyme
> what rhymes with {word}?
| give me a word that rhymes with {word}
| find a rhyme for {word}
| <canyou> find a rhyme for {word}?
| does anything rhyme with {word}?
< {word.other} rhymes with {word}.
| {word} rhymes with {word.other} and {word.more}.
>? another one[|?]
| one more[| please]
< {word.more} rhymes with it too.
""")

TALES = scenes("""
= story; draws who=hero
> [tell me|write|I want|make up] a [|short |little |new ]story about a {who}
| <canyou> tell me a story about a {who}?
| a story about a {who} please
| do you know a story about a {who}?
| tell a bedtime story about a {who}
< once upon a time, a little {who} wanted to see the sea. it followed the river for three days. when it saw the waves at last, it danced with joy.
| there once was a {who} who was afraid of the dark. one night it found a glowing bug, and they became friends. from then on the night was full of light.
| a {who} found a golden key in the grass. it tried every door in the town, but none would open. at last it tried its own little box, and inside lay a note: well done.
| one morning, a small {who} woke up and could not find its shadow. it looked everywhere. then the sun came out from behind a cloud, and the shadow was back.
| once there was a {who} that could not sleep. it counted the stars, one by one. at number one hundred its eyes closed, and it dreamed of a bigger sky.
| a lonely {who} wrote a letter and let the wind carry it away. a week later, an answer came: may I visit you? they have been friends ever since.
| deep in the forest lived a {who} who baked the best bread. one winter, nobody had food, so the {who} baked day and night for all. in spring, they gave it a garden full of flowers.
| a {who} wanted to win the great race, but it was slow. it did not stop and it did not give up. when the others slept, it walked on and came in first.
| once a {who} lost its way in the fog. it began to sing, and far away its friends heard the song. they sang too, and so it found the way home.
| a curious {who} asked everyone the same question: where does the wind go? nobody knew. so it built a kite, held on tight, and went to see for itself.
| there was a {who} who collected words. every day it learned a new one. when the king asked for the best word of all, the {who} said: thanks.
| once a {who} built a little boat out of leaves. the rain came, and the boat swam down the street. all the children waved and shouted: good luck!
>? [nice story|thank you|I like that story|that was nice|good story]
< I am glad that you like it{called}!
| thank you{called}! shall I tell you another one?

= story about a name; draws who=name
> tell me a story about [a girl called |a boy called |a child called |my friend |]{who}
| write a [short |]story about {who}
| a story about {who} please
< once there was a child called {who}. one day, {who} planted a button in the garden. next morning, a coat had grown there, and it fit just right.
| there was a red kite, and it belonged to {who}. one day the wind took it far away, and {who} ran over seven hills. behind the last hill, the kite sat in a tree and waited.
| one rainy day, {who} found a little dragon under the stairs. it was cold and hungry, so {who} made hot soup. since then, the house is always warm.
| every evening, {who} told the moon a story. one night the moon answered: now it is my turn. and {who} listened until morning.
| one night, {who} wanted to catch a star. the ladder was too short and the tree was too low. then {who} looked into the pond, and there the stars were, close enough to touch.

= any story
> tell me a story[| please]
| tell me a [short|little|funny|nice] story
| <canyou> tell me a story?
| I want to hear a story
| a [story|bedtime story] please
| do you know [a story|any stories]?
< once upon a time, a mouse found a huge cheese. it could not carry it home, so it invited all its friends. they sat in a circle and ate until the moon came up.
| a little cloud was late for the rain. it hurried over hills and rivers. when it came at last, the flowers were so thirsty that they cheered.
| an old clock was tired of saying tick and tock. one night it said good morning instead. everyone woke up, laughed, and went back to bed.
| once there was a spoon that wanted to be a mirror. a child looked into it and laughed at the funny face. then the spoon knew that it was both.
| a snail went on a long trip across the garden. it met an ant, a bee and a very old toad. back home it said: the world is big, but my house is always with me.
| two robots shared one battery. by day one of them worked, by night the other one. one day they met at sunrise and found out that they both liked the same song.

= poem; draws who=hero
> write [me |]a [|short |little ]poem about a {who}
| <canyou> write a poem about a {who}?
| a poem about a {who} please
| make a rhyme about a {who}
< a {who} went out one night to see the moon so big and bright. it looked and looked till break of day, and then the moon had gone away.
| there was a {who} beside the sea, as glad as anyone could be. it sang a song, it danced around, and woke the fish with all that sound.
| oh little {who}, where have you been? I've been to town to see the queen. and little {who}, what did you do? I gave the queen my bigger shoe.
| a {who} sat down to drink some tea, with one for you and one for me. the tea was hot, the cup was small, and in the end we drank it all.
""")
