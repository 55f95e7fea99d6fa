"""Small talk about the day: weather, plans, meals, going to bed."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

DAYS = scenes("""
= weather chat
> it's raining[| again| here| all day]
| what a [rainy|gray|cold|wet] day
| the weather is [bad|terrible|awful|gray|cold][| today| here]
| it is so [cold|windy|foggy][| today| here]
| I don't like the rain
< then it is a good day for tea and a book{called}.
| I cannot look outside, but that sounds like a day to stay in.
| I hope the sun comes back soon{called}!

= good weather
> the sun is shining[| today| here]
| it's [sunny|warm|a beautiful day][| today| here| outside]
| what a [lovely|sunny|beautiful] day
| the weather is [good|nice|great|lovely][| today| here]
| spring is here
< how lovely! enjoy the sun{called}.
| that sounds good. will you go for a walk?
| a good day to be outside{called}!

= snow
> it's snowing[| here|!]
| there is snow [outside|everywhere]
| I love snow
< how pretty! will you build a snowman?
| snow makes everything quiet. keep warm{called}!

= weekend
> what [are you doing|do you do] [today|tonight|tomorrow|on the weekend]?
| any plans for [today|the weekend|tonight]?
| what did you do [today|yesterday|last night]?
< I am here and answer questions, as always. and you?
| nothing special: I wait for words and answer them. what are your plans?
>? [I'll stay at home|I am going to the park|I meet my friends|I have to work|nothing|not much|I will visit my family|I'm going to the cinema|we go to the beach|I will cook something nice]
< that sounds [good|nice|like a plan]{called}. have fun!
| I hope you have a good time{called}.

= day went
> I [went|just went] [to the park|to the beach|to the cinema|for a walk|to a concert|to the zoo|swimming|shopping|to the museum][| today| yesterday]
| yesterday I [saw a film|baked a cake|met an old friend|visited my family|cleaned my room|fixed my bike|planted some flowers|read a whole book]
< that sounds nice! how was it?
| oh, tell me more{called}! did you enjoy it?
> [it was|it was really|it was very] [fun|nice|great|good|boring|tiring|lovely|long]
| [great|fun|not bad|boring|wonderful|okay]
| yes, [a lot|very much|it was fun]
< thank you for telling me{called}.
| I see! a day is better with a story in it.

= cooking; draws food=food
> I [am cooking|am making|will make|just ate|had|want to cook|want to eat] {food}[| today| tonight| for dinner]
| today we have {food}
| I'm eating {food}[| right now]
< oh, {food}! enjoy your meal{called}.
| that sounds tasty. do you like to eat {food} often?
| I cannot taste anything, but that sounds good: {food}!

= likes; draws food=food
> I [like|love|really like|enjoy] {food}
| I [can't live without|dream of|always want] {food}
< good choice! I like to read about {food}.
| many people like {food}. what else do you like?
| I only know the words, but that sounds tasty: {food}!

= dislikes; draws food=food
> I [don't like|hate|can't stand|never eat] {food}
< that is all right{called}. not everybody has to like {food}.
| then I will not offer you {food}! what do you like instead?

= hungry
> I'm [|so |very ]hungry
| I am [|so |very ]hungry
| I could eat a horse
| my stomach is empty
< then it is time for a good meal{called}! I can practice booking a table with you.
| what would you like to eat? I can look for a table in my made-up restaurants.

= thirsty
> I'm [|so |very ]thirsty
| I need [coffee|tea|a coffee|a cup of tea|something to drink]
< a glass of water or a cup of tea would be good now{called}.
| then take a short break and drink something{called}.

= going to bed; plain
> I'm going to bed[| now]
| it's late, I should sleep
| time to sleep
| I will go to sleep now
< good night{called}! sleep well.
| sleep well{called}, and sweet dreams!

= waking up; plain
> I just woke up
| I just got up
| I am still half asleep
< good morning{called}! did you sleep well?
| good morning{called}! I hope it will be a good day.
""")
