"""What users tell about themselves, and what they later ask back: names, pets, towns, favorites."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

TOLD = scenes("""
= name; plain; draws name=name; lacks name; gives name
> [|hi, |hello, |hello! |hey, |hi! ]my name is {name}[|.|!]
| [|hi, |hello, |hey, ]I'm {name}
| [|hi, |hello, ]I am {name}
| [|hi! |hello! ][you can |please |just ]call me {name}
| my name's {name}
| they call me {name}
| hi, {name} here
| hello, this is {name}
| the name is {name}
| people call me {name}
| I am called {name}
| hi, I am {name}, how are you?
< nice to meet you, {name}! how can I help you?
| hello, {name}! it is nice to meet you.
| hi {name}! what would you like to talk about?
| <nicename>, {name}! what can I do for you?
| good to meet you, {name}. what is on your mind?

= name asked; plain; draws name=name; lacks name; gives name
> [hi|hello|hey|good morning|good evening][|!| there!]
< hello! what is your name?
| hi there! who am I talking to?
| hello! I am {me}. and who are you?
| hi! may I ask for your name?
> [|my name is |I'm |I am |it's |call me |this is ]{name}
| {name}. and [you|yours|what's yours]?
| I am {name}, nice to meet you
| {name}, and I'm new here
< nice to meet you, {name}! I am {me}. how can I help you?
| hello, {name}! I am {me}. what would you like to talk about?
| <nicename>, {name}! I am {me}, a <model>. what can I do for you?

= guess my name; lacks name; draws name=name; gives name
> [do you know|what is|what's|can you guess|guess|tell me] my name[?|]
| who am I?
| do you know who I am?
< I don't know your name yet. what is it?
| you have not told me your name. how shall I call you?
| I cannot know that before you tell me. what is your name?
>? [|it's |it is |I'm |my name is |I am ]{name}
< thank you, {name}! now I know it.
| nice to meet you, {name}!
| now I know: you are {name}.

= town; draws town=city; lacks town; gives town
> I live in {town}
| I am from {town}
| I'm from {town}
| I come from {town}
| my home town is {town}
| I [was born|grew up] in {town}
| greetings from {town}
< I have never been to {town}, I only read words. what do you like about it?
| so you know {town} well! what is it like there?
| how nice! what is the best thing about {town}?
>? [the people|the food|the parks|the old streets|the weather|the sea|the river|the mountains|it is quiet|my friends are here]
| it's [nice|boring|beautiful|big|small|loud|quiet][| but expensive| and green]
< thank you for telling me about {town}{called}.
| I see. that gives me a picture of {town}.

= age; draws age=age; lacks age; gives age
> I am {age} years old
| I'm {age}
| I am {age}[| now]
| I turned {age} [yesterday|last week|this year]
< {age} is a good age{called}!
| {age}! I am much younger: I was trained only a short time ago.
| thank you for telling me{called}. what do you like to do?

= pet; draws pet=pet dog=pet_name; lacks pet; gives pet dog
> I have a {pet}
| I've got a {pet}[| at home]
| we have a {pet}
| I just got a {pet}
| my {pet} is [sleeping next to me|so funny|very old|very young|my best friend]
< how nice! what is the name of your {pet}?
| a {pet}! what is it called?
| lovely! does your {pet} have a name?
> [|her name is |his name is |the name is |it's called |it is called |we call it ]{dog}
| {dog}
| yes, {dog}
< what a [lovely|good|great|funny|nice] name for a {pet}, {dog}!
| say hello to {dog} from me{called}!
| I like the name {dog}.

= pet with name; draws pet=pet dog=pet_name; lacks pet; gives pet dog
> my {pet} is called {dog}
| I have a {pet} called {dog}
| I have a {pet}, {dog}
| {dog} is my {pet}
| my {pet}'s name is {dog}
| let me tell you about my {pet} {dog}
< what a [lovely|good|great|funny|nice] name for a {pet}, {dog}!
| how nice! what does {dog} like best?
| say hello to {dog} from me{called}!

= favorite color; draws colour=colour; lacks colour; gives colour
> my favorite color is {colour}
| I like {colour} best
| I love the color {colour}
| {colour} is my favorite color
< what a beautiful color, {colour}!
| a good choice{called}! I cannot see colors, but I like the word {colour}.
| ah, {colour}! I will keep that in mind while we talk.

= favorite food; draws food=food; lacks food; gives food
> my favorite food is {food}
| I like {food} most of all
| I could eat {food} every day
| nothing is better than {food}
| {food} is my favorite food
< ah, {food}! I cannot eat, but that sounds good.
| now you make me wish that I could taste it: {food}!
| good choice{called}! do you make it yourself?

= hobby; draws hobby=hobby; lacks hobby; gives hobby
> my hobby is {hobby}
| I love {hobby}
| I like {hobby}[| a lot| very much]
| what I like to do most: {hobby}
| I spend my weekends with {hobby}
| {hobby} is my hobby
< that sounds like fun! how did you start with {hobby}?
| nice{called}! how often do you find time for {hobby}?
| that is a good hobby. what do you like about {hobby}?
>? [a friend showed me|it calms me down|it is fun|I started as a child|every day|once a week|I meet people there|my family does it too]
< that sounds like a good reason to go on{called}.
| how nice! I hope you will enjoy {hobby} for a long time.

= job; draws job=job; lacks job; gives job
> I am a {job}
| I'm a {job}
| I work as a {job}
| my job is {job}
< a {job}, how interesting! what do you like about it?
| that is a good job{called}. is it hard?
| I would like to hear more. what does a {job} do all day?
>? [I meet many people|it is never boring|I like to help people|sometimes it is hard|it's hard but fun|I work with my hands|it pays well]
< thank you for telling me{called}. that helps me to understand it.
| that sounds good. I only read and write words all day.

= relative; draws who=relative person=name; lacks who; gives who person
> my {who}'s name is {person}
| my {who} is called {person}
| this is about my {who}, {person}
< I like the name {person}. tell me more about your {who}!
| how nice! what is {person} like?
| say hello to {person} from me{called}!

= put away; draws item=thing spot=place; lacks item; gives item spot
> I put my {item} {spot}
| my {item} is {spot}, please remember that
| remember: my {item} is {spot}
| note that I left my {item} {spot}
< all right, your {item} is {spot}. I will remember it while we talk.
| okay{called}, {spot}. ask me if you forget it!
| noted: your {item} is {spot}.

= number to keep; draws number=code; lacks number; gives number
> remember the number {number}
| please remember this number: {number}
| keep the number {number} in mind
| the secret number is {number}
< okay, {number}. ask me for it when you need it.
| I will remember {number} as long as we talk.
| noted: {number}.

= word to keep; draws secret=word; lacks secret; gives secret
> remember the word {secret}
| the secret word is {secret}
| please keep this word in mind: {secret}
| the password is {secret}
< okay, the word is {secret}.
| I will keep {secret} in mind as long as we talk.
| noted: {secret}.
""")

RECALLED = scenes("""
= my name; late; needs name
> what is my name?
| what's my name?
| do you [know|remember] my name?
| who am I?
| can you tell me my name?
| say my name
| do you still know who I am?
| what do you know about me?
| what have I told you about me?
< your name is {name}.
| you are {name}.
| you told me that your name is {name}.
| of course! you are {name}.

= my town; late; needs town
> where [do I live|am I from|do I come from]?
| what is my home town?
| do you remember where I am from?
< you told me about {town}.
| you said {town}.

= my age; late; needs age
> how old am I?
| do you remember my age?
| what is my age?
< you told me that you are {age}.
| you are {age}.

= my pet; late; needs pet
> what is [my {pet}'s name|the name of my {pet}]?
| what is my {pet} called?
| do you remember the name of my {pet}?
| who is {dog}?
< your {pet} is called {dog}.
| that is {dog}, your {pet}.

= my color; late; needs colour
> what is my favorite color?
| which color do I like?
| do you remember my favorite color?
< your favorite color is {colour}.
| you told me that you like {colour}.

= my food; late; needs food
> what is my favorite food?
| what do I like to eat?
| do you remember my favorite food?
< your favorite food is {food}.
| you said that you like {food}.

= my hobby; late; needs hobby
> what is my hobby?
| what do I like to do?
| do you remember what I do in my free time?
< you told me that you like {hobby}.
| your hobby is {hobby}.

= my job; late; needs job
> what is my job?
| what do I do for work?
| do you remember my job?
< you told me: {job}.
| you said {job}.

= my relative; late; needs who
> what is the name of my {who}?
| what is my {who} called?
| who is {person}?
< that is {person}, your {who}.
| your {who} is called {person}.

= my things; late; needs item
> where [is|did I put|did I leave] my {item}?
| do you remember where my {item} is?
< your {item} is {spot}.
| you said: {spot}.

= my number; late; needs number
> what was the number?
| what is the secret number?
| which number did I tell you?
| tell me the number
< the number is {number}.
| it was {number}.

= my word; late; needs secret
> what was the word?
| what is the secret word?
| which word did I tell you?
| tell me the word
| what is the password?
< the word is {secret}.
| it was {secret}.
""")
