"""Simple questions about the world: opposites, animals, kinds of things, capitals, colors."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

WORLD = scenes("""
= opposite; draws word=opposite
> what is the opposite of {word}?
| opposite of {word}
| what's the opposite of {word}?
| the opposite of {word} is?
| give me the opposite of {word}
| tell me the opposite of {word}
< the opposite of {word} is {word.other}.
| {word.other}.
| it is {word.other}.

= two opposites; draws word=opposite more=opposite
> what is the opposite of {word}?
| opposite of {word}?
< the opposite of {word} is {word.other}.
| {word.other}.
> and of {more}?
| and {more}?
| what about {more}?
< {more.other}.
| the opposite of {more} is {more.other}.

= sound; draws animal=animal
> what does {animal.a} say?
| what sound does {animal.a} make?
| how does {animal.a} go?
< {animal.a} says {animal.says}.
| {animal.says}!

= legs; draws animal=animal
> how many legs does {animal.a} have?
| how many legs do {animal.many} have?
< {animal.a} has {animal.legs} legs.
| {animal.legs} legs.

= beast legs; draws animal=beast
> how many legs does {animal.a} have?
| how many legs do {animal.many} have?
< {animal.a} has {animal.legs} legs.

= habitat; draws animal=animal
> where does {animal.a} live?
| where do {animal.many} live?
< {animal.a} often lives {animal.home}.

= diet; draws animal=animal
> what does {animal.a} eat?
| what do {animal.many} eat?
< {animal.a} likes to eat {animal.food}.
| mostly {animal.food}.

= baby; draws animal=animal
> what is a baby {animal} called?
| what do you call a young {animal}?
< a young {animal} is called a {animal.baby}.
| it is called a {animal.baby}.

= about an animal; draws animal=beast
> what is {animal.a}?
| tell me about {animal.many}
| what do you know about {animal.many}?
| what kind of animal is {animal.a}?
< {animal.a} is a {animal.group}, and {animal.fact}.

= is it that; draws thing=thing_kind
> is {thing.a} a {thing.kind}?
| {thing.a} is a {thing.kind}, right?
< yes, {thing.a} is a {thing.kind}.
| yes, it is.

= is it not; draws thing=thing_kind
> is {thing.a} a {thing.wrong}?
| {thing.a} is a {thing.wrong}, right?
< no, {thing.a} is a {thing.kind}.
| no, it is a {thing.kind}.

= what kind; draws thing=thing_kind
> what is {thing.a}?
| what kind of thing is {thing.a}?
| do you know what {thing.a} is?
< {thing.a} is a {thing.kind}.
| it is a {thing.kind}.

= is an animal; draws animal=animal
> is {animal.a} an animal?
| {animal.a} is an animal, right?
| are {animal.many} animals?
< yes, {animal.a} is an animal.
| yes, it is a {animal.group}.

= which group; draws animal=beast
> is {animal.a} a [bird|fish|mammal|insect|reptile]?
< {animal.a} is a {animal.group}.

= capital; draws land=country other=country
> what is the capital of {land}?
| what's the capital of {land}?
| capital of {land}
| tell me the capital of {land}
| which city is the capital of {land}?
| do you know the capital of {land}?
< the capital of {land} is {land.capital}.
| {land.capital}.
| it is {land.capital}.
>? and of {other}?
| and {other}?
< the capital of {other} is {other.capital}.

= where is; draws land=country
> where is {land.capital}?
| in which country is {land.capital}?
| {land.capital} is the capital of which country?
< {land.capital} is the capital of {land}.
| {land.capital} is in {land}.

= language; draws land=country
> what language do they speak in {land}?
| which language is spoken in {land}?
< in {land}, people speak {land.language}.
| {land.language}.

= look; draws thing=look
> what color {thing.verb} {thing}?
| which color {thing.verb} {thing}?
| tell me the color of {thing}
< {thing} {thing.verb} {thing.colour}.
| {thing.colour}.

= mix; draws mix=mix
> what do you get when you mix {mix}?
| what color do {mix} make?
| mix {mix}
< {mix} make {mix.result}.
| {mix.result}.

= bigger; draws pair=bigger
> what is bigger, {pair.big} or {pair.small}?
| which is bigger, {pair.small} or {pair.big}?
| is {pair.big} bigger than {pair.small}?
< {pair.big} is bigger than {pair.small}.

= not bigger; draws pair=bigger
> is {pair.small} bigger than {pair.big}?
< no, {pair.big} is bigger than {pair.small}.

= use; draws tool=tool
> what do you do with {tool}?
| what can I do with {tool}?
| why do people have {tool}?
< you use {tool} to {tool.use}.
| with {tool} you can {tool.use}.
""")
