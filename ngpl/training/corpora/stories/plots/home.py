"""Plots at home: a rainy day, a birthday, baking, shopping from memory, a noise at night, a guest."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

RAIN = """
    <oneday>, it rained and rained. {hero} stood at the window and watched the drops.
    | Rain fell on the roof all {time}. {hero} could not go out for {hobby}.
    | <oneday>, {hero} and {friend} wanted to go to {place}, but big gray clouds came, and it began to rain.
    | Drip, drop, drip, drop. {hero} woke up and heard the rain.
    @hero.sad "Rain again. There is nothing to do."
    | @hero.sad "Now we can't go to {place}."
    | {hero} felt <sad>. The puddles grew, and the {time} grew longer.
    ---
    @elder.kind "A rainy day is a good day for ideas. What do you have?" {hero} looked around and found {craft.stuff}.
    | {elder} opened a cupboard and took out {craft.stuff}. @elder "What could this be?"
    | {friend} was visiting. @friend "Look, I found {craft.stuff} {spot}!"
    @hero.glad "I know! We can make {craft}!"
    | {hero} thought about it, and then {hero.he} knew. They would make {craft}.
    | @friend "Could we make {craft} out of that?" @hero.glad "Let's try!"
    So they {craft.did}.
    | {friend} came to help. {hero} was quick, {friend} was careful, and together they {craft.did}.
    ? It took a long time, but nobody looked at the clock. The rain [drummed|tapped|played] on the window.
    | {friend} used a {thing.full} as well. It fit just right.
    ---
    <then> the game began. They {craft.play}.
    | When it was ready, they {craft.play}.
    @hero "Do you hear that? The rain sounds like [clapping|little feet|a drum]."
    | @friend.glad "This is better than going outside!"
    | @elder "May I play too?" @hero.glad "Yes! You can be the [captain|king|driver|guest]!"
    ? <yum>
    Hours went by. Then a ray of sun came in. @elder "Look! The rain has stopped."
    | When they looked up, there was a rainbow over {place}. {hero} counted all its colors.
    | By evening the clouds were gone, but {hero} had not even noticed.
    ---
    @elder "Do you want to go out now?" @hero "[In a minute!|Not yet. We are still playing.]" Everyone laughed.
    | They put on their boots and jumped into every puddle.
    | {hero} did not mind the rain any more. The next time it rained, {hero.he} already had a plan.
    | @hero "I hope it rains again tomorrow!"
"""

BIRTHDAY = """
    It was {friend.s} birthday, and {hero} wanted to give {friend.him} a surprise.
    | <oneday>, {hero} looked at the calendar. It was {friend.s} birthday in [two|three|four] days!
    | {friend} would soon have a birthday. @hero "It must be the best one ever."
    {hero} knew that {friend} liked {friendlikes}. {friend.he} had said so {place.at}.
    | But what did {friend} like? {hero} thought hard. Then {hero.he} remembered that {friend} loved {friendlikes}.
    ? {hero} had only [two|three|five] coins in {hero.his} jar. That was not much.
    | @hero "Can you keep a secret, {elder}?" @elder "[Of course I can.|I am very good at secrets.]"
    ---
    @hero "I will give {friend.him} a {thing.full}, and we will eat {friendlikes}."
    | {hero} found a {thing.whole} and wrapped it in [yellow|blue|striped|old] paper.
    | {hero} and {elder} made {friendlikes}, and {hero} wrapped up a {thing.full}.
    Then they hung [paper stars|balloons|flags|lanterns] over the table, and {hero} hid the present {spot}.
    | {hero} put the present {spot}, so that {friend} would not see it.
    ? {friend} came by too early. @friend "What are you doing?" @hero "[Nothing!|Oh, just cleaning up.]" {hero} stood in front of the door.
    | @friend.sad "I think everyone forgot my birthday." {hero} said nothing, but it was hard not to smile.
    ---
    At last, the time had come. {friend} opened the door. It was dark and quiet.
    | On the big day, {hero} went to get {friend}. @hero "Close your eyes and come with me."
    @hero.glad "Surprise! Happy birthday, {friend}!"
    | Then the lights went on, and everyone shouted, "Happy birthday, {friend}!"
    {friend} was so surprised that {friend.he} [sat down|could not speak|jumped]. Then {friend.he} <smiled>.
    | @friend.glad "Is all this for me?" @hero "Yes, all of it!"
    @friend "How did you know that I love {friendlikes}?" @hero "You told me {place.at}, and I remembered."
    | @hero "Now look {spot}." {friend} looked there and found the present.
    {friend} opened the paper. Inside was the {thing.full}. @friend.glad "It is just what I wanted!"
    | The present was the {thing.whole}. {friend} held it up for all to see.
    ---
    They ate {friendlikes} and [sang songs|danced|played games] until it was dark.
    | <play>
    @friend "This was my best birthday ever. Thank you, {hero}."
    | {hero} was as happy as {friend}. Giving a surprise was as much fun as getting one.
    | {hero} learned that [the best gift is to listen|a gift can be small and still be big].
"""

SHOPPING = """
    <oneday>, {elder} asked {hero} to go to the market. @elder "Please bring {buy}, {buy2} and {buy3}."
    | @elder "{hero}, can you go shopping for me? We need {buy}, {buy2} and {buy3}."
    @hero.glad "I don't need a list. I can remember it!"
    | {hero} had never gone alone before. {hero.he} felt very big.
    | @hero "{buy}, {buy2} and {buy3}. That is easy."
    {elder} gave {hero} [some coins|a little purse] and a {thing.full} to carry everything home in.
    | On the way, {hero} said it again and again: {buy}, {buy2}, {buy3}.
    ---
    Near {place} {hero.he} met {friend}. @friend "Look what I found! It is {place.find}."
    | Then {friend} came along and told {hero} a long story about {hobby}.
    | {friend} was on the road too. They raced to the corner, and {friend} won.
    They talked and laughed. When {hero} came to the market, {hero.he} had forgotten what to buy!
    | {hero} got to the market at last. But what was it that {elder} wanted?
    @hero.sad "I know it was three things. First {buy}, then {buy2}. What was the third?"
    | {hero} remembered {buy} and {buy2}. But the third thing was gone from {hero.his} head.
    ? {hero} looked at all the stands. Was it {wrong}? No, that was not it.
    | @friend "Maybe it was {wrong}?" @hero "No, I don't think so."
    ---
    @friend.kind "Close your eyes. What did {elder} say first?" {hero} closed {hero.his} eyes and heard the voice of {elder}.
    | {hero} thought of the kitchen. What was missing on the shelf? First there was room for {buy}, then for {buy2}.
    | A kind old woman at the market smiled. @hero "I forgot one thing." She said, "Go back in your mind to the start."
    @hero.glad "I've got it! {buy3}! It was {buy3}!"
    | Suddenly it was all there again: {buy}, {buy2} and {buy3}.
    So {hero} bought {buy}, {buy2} and {buy3}, and {hero.he} still had one coin left.
    | {hero} paid for {buy}, for {buy2} and, last of all, for {buy3}.
    ---
    At home, {elder} looked into the bag. @elder.glad "{buy}, {buy2} and {buy3}. You did not forget a thing!"
    | {elder} took out {buy}, then {buy2} and then {buy3}. @elder.glad "All three! Well done, {hero}!"
    @hero "I almost forgot {buy3}. Next time I will make a list."
    | {hero} laughed and told {elder} what had happened.
    ? For supper they had {treat}, and {hero} thought it tasted better than ever.
    | @elder "You may keep the coin." {hero} put it in {hero.his} pocket and was <happy>.
"""

NOISE = """
    One night, {hero} could not sleep. There was a noise [at the window|under the floor|outside|in the hall].
    | In the middle of the night, {hero} woke up. Something went {noise.sound}.
    | The moon was up, and {hero} was almost asleep. Then {hero.he} heard a sound.
    {noise.sound}! There it was again.
    | It went {noise.sound}, and then it stopped, and then it went {noise.sound} again.
    @hero.scared "What is that? Is it a monster?"
    | {hero} pulled the blanket up to {hero.his} nose. {hero.he} was <scared>.
    | @hero.scared "Who is there?" But nobody answered.
    ---
    {friend} was staying for the night. @friend.scared "Did you hear that?" @hero "Yes. Let's go and see."
    | {hero} thought about calling {elder}. But then {hero.he} woke {friend}, who was staying for the night. @friend "Let's be brave and look."
    | {hero} woke {friend}, who slept in the other bed. @hero.scared "Something goes {noise.sound}!"
    {hero} took a {thing.full}, just in case, and they crept out of the room.
    | On tiptoe {hero} and {friend} went past the old clock and along the hall.
    ? A board creaked. They both [jumped|held their breath|stood still].
    | First they thought it came from the kitchen. But there they found only {treat} under a cloth.
    They followed the sound. It led them to {noise.where}.
    | The sound got louder and louder. It came from {noise.where}.
    ---
    {hero} counted to three and looked. It was only {noise.cause}!
    | Slowly, slowly, {hero} bent down. And what was there? It was {noise.cause}!
    | {friend} [held up a lamp|turned on the light]. They saw {noise.cause}. That was all!
    @hero.glad "So you are the monster!"
    | @friend.glad "And we were so scared of that!" They laughed until their sides hurt.
    {elder} came in and rubbed {elder.his} eyes. @elder "What is going on here?" @hero "We found out what goes {noise.sound}. It was {noise.cause}."
    | Then they {noise.fix}, and the house was quiet.
    ? {elder} gave them some [warm milk|water|tea] and took them back to bed.
    ---
    After that, {hero} was not afraid of noises any more. {hero.he} always wanted to know what made them.
    | {hero} learned that [most monsters are small when you turn on the light|it is good to look before you are afraid].
    | Before {hero} fell asleep, {hero.he} thought of {noise.cause} and giggled.
"""

BAKING = """
    <oneday>, {hero} and {friend} wanted to make a {cake} cake for {elder}.
    | @friend "Tomorrow {elder} comes back from a trip." @hero "Then let's bake a {cake} cake!"
    They needed flour, butter, sugar and {share.gift}. {hero} found {share.some} in a bowl.
    | {hero} looked in the kitchen. There were {share.some}, and the cake needed {share.given}.
    @friend "We need {share.given}. How many will be left?" @hero "{share.start} take away {share.given} makes {share.left}."
    | They took {share.gift}, and {share.left} stayed in the bowl.
    ---
    {hero} stirred, and {friend} [poured|measured|counted the spoons]. Soon flour was everywhere, even {spot}.
    | First they mixed the flour and the butter. Then {friend} put in the rest, and {hero} stirred until {hero.his} arm was tired.
    ? {friend} had a white nose. @hero "You look like a snowman!"
    | {hero} licked the spoon. @hero.glad "Mmm! It tastes good already."
    The cake went into the oven. They sat down and talked about {hobby}, and they forgot the time.
    | While the cake was in the oven, they played with a {thing.full} and forgot all about it.
    Then {hero} smelled something. @hero.scared "<ohno> The cake!"
    | @friend.scared "Do you smell smoke?" They <ran> to the oven.
    ---
    The top was black. @friend.sad "It is ruined. What should we do?"
    | The cake was as dark as coal on one side. {hero} felt <sad>.
    @hero "There are {share.left} left in the bowl. We can cut off the black part and put them on top."
    | {friend} had an idea. They cut off the dark part and covered the rest with cream and {share.rest}.
    It was a funny cake now, a little flat and a little crooked, but it smelled of {cake}.
    | When they were done, the cake looked like a small hill.
    ---
    {elder} came in and looked at it. @elder.glad "Did you make this {cake} cake for me? It looks wonderful!"
    | They put the cake in front of {elder}. @elder "It is the funniest cake I ever saw." {elder} took a big bite. @elder.glad "And the best!"
    @hero "We burned it a little." @elder.kind "I can taste the love in it, and that never burns."
    | They all ate until there was not one crumb left.
    ? {hero} learned that [a mistake can still taste good|it is wise to watch the oven|you can fix almost anything with a friend].
"""

PLOTS = {
    "rain": Plot("craft=craft thing=toy spot=indoors", RAIN, "child"),
    "birthday": Plot("friendlikes=treat thing=toy spot=indoors", BIRTHDAY),
    "shopping": Plot("buy=goods buy2=goods buy3=goods wrong=goods thing=bag", SHOPPING, "child"),
    "noise": Plot("noise=noise thing=toy", NOISE, "child", night=False),
    "baking": Plot("cake=flavour share=baked thing=toy spot=indoors", BAKING, "child"),
}
