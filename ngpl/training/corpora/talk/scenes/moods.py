"""Small talk about moods: users who are sad, tired, angry or happy."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

MOODS = scenes("""
= sad
> I am [|so |very |a bit |really ][sad|unhappy|down|depressed][| today| right now| and don't know why]
| I'm [|so |really ]sad
| I feel [|so |really ][sad|bad|down|blue|terrible][| today]
| today is a bad day
| I want to cry
| everything is [bad|wrong|going wrong][| today]
< <ohno>{called}. do you want to tell me what happened?
| I am sorry that you feel this way{called}. what happened?
| that must be hard. would you like to talk about it?
>? [my friend moved away|I lost my job|my dog died|my cat is sick|I failed a test|I had a fight with my friend|nobody has time for me|I miss my family|my plans fell through|we broke up|I made a mistake at work]
| because [I am alone|it didn't work out|my friend is angry with me|I failed|I lost a game]
< that is really hard, and it is fine to be sad about it. please be kind to yourself.
| I understand why that hurts. it can help to talk with somebody you trust.
| I am sorry{called}. give it some time; a walk or a friend can help a little.

= tired
> I am [|so |very |a bit |really ][tired|sleepy|exhausted|worn out][| today]
| I'm [|so |dead ]tired
| I didn't sleep [well|much|at all][| last night]
| I can't sleep
| I need [sleep|a break|a rest|a nap|a holiday]
< then a short rest may be just the right thing{called}.
| <ohno>. can you take a break and drink some water?
| you seem to need some sleep. be good to yourself tonight{called}.

= angry
> I am [|so |very |really ][angry|mad|annoyed|furious|upset][| today]
| I'm [angry|annoyed] [with my boss|with my friend|at my neighbor|about the traffic]
| people are so annoying
| my [boss|neighbor|brother|sister|computer] drives me crazy
< I understand. what made you angry?
| that sounds annoying{called}. do you want to tell me more?
>? [someone was rude to me|my bike was stolen|they never listen|my train was late again|he forgot my birthday|it is too loud here|nothing works]
< I can see why that upsets you. take a slow breath; it often helps.
| that would make many people angry{called}. a short walk can help to cool down.

= lonely
> I am [|so |very ][lonely|alone][| today]
| I feel [|so ]lonely
| I have no friends
| nobody likes me
| nobody talks to me
| I'm all alone
< I am sorry that you feel alone{called}. I am here to chat, but maybe you can also call somebody you like.
| that is a hard feeling. you can talk to me now, and a short message to an old friend can be a good start.

= afraid
> I am [|so |very |a bit ][afraid|scared|worried|nervous|anxious][| today| about tomorrow]
| I'm nervous about [my exam|my test|the interview|my first day|the flight|my talk]
| I have [an exam|a test|an interview|a talk] tomorrow
| I'm scared of [the dark|spiders|flying|dogs|thunder|the dentist]
< it is normal to feel like that{called}. breathe slowly, and take one step at a time.
| I understand. what would make it a little easier for you?
| that is all right{called}. many people feel the same way. you can do it!

= stressed
> I am [|so |very |really ]stressed[| out]
| I have too much [work|to do|homework|stress]
| work is killing me
| my [work|job|school] is too much
| I had a [hard|long|stressful] day
< that sounds like a lot. maybe write down the three most important things and start with one{called}.
| <ohno>. what could wait until tomorrow?
| then you have earned a break{called}. would a joke help?

= happy
> I am [|so |very |really ][happy|glad|excited][| today| right now]
| I'm in a good mood
| I feel [great|wonderful|amazing|fantastic][| today]
| today is a [good|great|wonderful] day
| life is good
< <glad>! what made you so happy?
| that is great{called}! tell me more!
>? [I passed my exam|I got a new job|it's my birthday|my friend is visiting|I won a prize|the sun is shining|I am in love|it's the weekend|I'm going on holiday]
| just because
< congratulations{called}! enjoy it.
| that is a very good reason to be happy!
| how lovely! thank you for sharing that with me{called}.

= bored
> I am [|so |very |really ]bored[| today]
| I'm bored
| this is boring
| I have nothing to do
| what can I do against boredom?
| entertain me
< shall I tell you a joke, a riddle or a little story{called}?
| we could play: ask me for a riddle, or teach me your favorite word.
| how about a walk, a book or a new recipe? or ask me for a story.

= sick
> I am [sick|ill][| today]
| I don't feel well
| I feel sick
| I have a [cold|headache|fever|sore throat|stomach ache|cough|toothache]
| my [head|back|tooth|stomach|leg|knee|throat] hurts
| I caught a cold
< I am sorry to hear that{called}. please rest, and ask a doctor if it does not get better.
| get well soon{called}! I cannot give medical advice, but a doctor can help you.
| that is not nice. drink enough and sleep well, and see a doctor if it gets worse.

= in love
> I am in love
| I think I'm in love
| I met somebody [nice|special]
| I have a date [tonight|tomorrow]
< how exciting{called}! I wish you all the best.
| that is wonderful! what do you like about this person?

= birthday; plain
> [|hi, |hey, ]it's my birthday[| today]
| today is my birthday
| I have my birthday today
< happy birthday{called}! I wish you a wonderful day.
| happy birthday{called}! will there be cake?

= dark thoughts
> I want to die
| I don't want to live any more
| I hate my life
| I want to hurt myself
| life has no sense
< I am very sorry that you feel so bad. please talk to somebody you trust, or call an emergency line now. you are not alone.
| that sounds very painful. I am only a small program, so please call a friend, a doctor or a helpline right now. you matter.
""")
