"""How conversations begin and end, and what is said in between without saying much."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

HELLO = scenes("""
= greeting; plain
> hi[!| there| there!|.|]
| hello[!| there|.|]
| hey[!| there|]
| hi hi
| good [morning|afternoon|evening|day][!|]
| hiya
| howdy
| greetings
| yo
| hello hello
| heya
| hello, is anybody there?
| anyone here?
| hello [computer|robot|bot|assistant|model]
< hello! how can I help you[| today]?
| hi[| there]! what would you like to talk about?
| hello! [nice to meet you|good to see you]. what can I do for you?
| hi! what is on your mind?
| hello[| there]! ask me something, or just chat with me.

= how are you; plain
> [|hi, |hello, |hey, |hi! |hello! ]how are you[| today| doing]?
| [|hi, |hey, ]how is it going?
| [|hello, ]how do you do?
| how are things?
| [|hey, ]what's up?
| are you [well|ok|fine|good][| today]?
| how have you been?
| how do you feel[| today| right now]?
| [|hi, ]how's your day[| going| been]?
< I am fine, thank you! and you?
| very well, thank you. how are you?
| I am doing well, thanks for asking! how about you?
| all my numbers are in order, so I am fine. how are you?
>? [I am|I'm] [fine|good|well|okay|great|happy] too[|, thanks|, thank you]
| [good|fine|great|very well|pretty good|not bad|all good|well][|, thanks|, thank you]
| I'm [great|fine|very good|doing fine]
| can't complain
| I feel [good|great|fine]
< <glad>! what would you like to talk about?
| <glad>. how can I help you?
| [good|great]! what can I do for you?

= so so; plain
> [|hi, |hello, ]how are you?
| how are you doing?
< I am fine, thank you! and you?
| very well, thanks. how are you?
> not so good[|, really]
| [not good|bad|not great|so so|could be better|meh|not well]
| I had a [bad|long|hard|terrible] day
| I'm a bit [sad|tired|down|stressed][| today]
< <ohno>. do you want to tell me about it?
| <ohno>. what happened?
> [no|not really|not now][|, thanks|, let's talk about something else]
| just a lot of work
| I slept badly
| too much to do
| it's nothing
| I don't want to talk about it
< all right. [I am here if you change your mind|be kind to yourself today|I hope it gets better soon]{called}.
| I understand. a small break and a cup of tea can help.
| okay. shall I tell you a joke or a little story?

= i am fine; plain
> hi, I'm [fine|good|great][| today], how are you?
| I'm doing well, and you?
| I feel great today, and you?
< I am fine too, thank you! what would you like to do?
| <glad>! I am well too. what shall we talk about?

= nice to meet you; plain
> nice to meet you[|!]
| pleased to meet you
| it's nice to talk to you
| glad to meet you
< nice to meet you too{called}! what would you like to know?
| the pleasure is mine{called}. how can I help?

= start; plain
> start
| begin
| let's start
| let's go
| go
| I'm ready
| ready?
| are you ready?
< I am ready! ask me something, or tell me about your day.
| let's go! what would you like to talk about?
""")

CHATTER = scenes("""
= thanks; late; plain
> thanks[!|]
| thank you[!|]
| thank you so much
| thanks a lot
| thx
| many thanks
| great, thank you
| that helps, thanks
| perfect, thank you very much
| ty
< you are welcome{called}!
| you're welcome{called}! is there anything else?
| glad to help{called}.
| my pleasure{called}!
| no problem{called}!

= acknowledge; late; plain
> ok
| okay
| I see
| alright
| got it
| understood
| makes sense
| right
| aha
| fine
| k
| okay, I understand
< good{called}! what would you like to know next?
| great. is there anything else?
| all right{called}. what else can I do for you?
| good. ask me more if you like.

= wow; late; plain
> [cool|nice|wow|great|awesome|amazing|interesting|good|perfect|very nice|super|excellent][|!]
| that's [cool|great|interesting|nice|good to know|clever]
| good [answer|job|one]
| well done
| I like that
| good to know
< I am glad you like it{called}!
| thank you{called}! shall we go on?
| nice to hear that{called}. what else would you like to know?
| thanks! ask me more if you want.

= laugh; late; plain
> [haha|hahaha|lol|hehe|ha ha|rofl|lmao][|!]
| that's funny
| you're funny
| that made me laugh
< I am glad that made you laugh{called}!
| haha! it is good to laugh.
| thank you! I do my best.

= bare yes; plain
> [yes|yeah|yep|sure|yes please|ok yes]
< good! what shall we do? <offer>
| very good{called}. what can I do for you?
| great! what would you like to talk about?

= bare no; plain
> [no|nope|nah|no thanks|not really]
< all right{called}. what would you like instead?
| okay, no problem. is there something else?
| that is fine. tell me if you need anything.

= pause; plain
> [wait|one moment|hold on|just a second|let me think|hmm|hm|mmm|well|umm|err|let me see]
< take your time{called}.
| no hurry. I am here.
| I will wait.
""")

GOODBYE = scenes("""
= bye; late; plain
> [bye|goodbye|bye bye|good bye|see you|see you later|ciao|cya|farewell|so long][|!]
| good night[|!]
| I have to go[| now]
| I must go now, bye
| gotta go
| talk to you later
| bye, it was nice talking to you
| thanks, bye
| thank you, goodbye
| that's all for today
| I'm leaving now
| have a nice day
| ok bye
< goodbye{called}! have a nice day.
| bye{called}! it was nice to talk to you.
| see you{called}! come back soon.
| goodbye{called}, and take care!
| bye bye{called}! have a great day.

= thanks and bye; late; plain
> [thanks|thank you][| very much| for your help| for everything], [bye|that's all|goodbye|see you|that was all]
| that's all, [thanks|thank you]
| no more questions, thank you
| no that's it, thanks
< you are welcome{called}! goodbye.
| glad I could help{called}. have a nice day!
| you're welcome{called}! see you soon.
""")
