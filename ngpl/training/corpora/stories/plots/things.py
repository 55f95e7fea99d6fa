"""Plots about a thing or a word: one that is seen, one that is lonely, one that is new."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

SIGHT = """
    One day, {hero} and {mom} were walking {stroll}. {hero} saw a {trait} {sight}.
    | One day, {hero} noticed a {trait} {sight} {stroll}. {hero.he} stopped and looked at it.
    | {hero} was on the way to {friend.s} {friend.home} when {hero.he} spotted a {trait} {sight}.
    @hero "{mom.call}, what is that?" @mom.kind "That is a {sight}. [Isn't it {trait}?|It is very {trait}.|Somebody must have left it here.]"
    | @hero.glad "Wow! Look at that {sight}, {mom.call}!" @mom "Yes, it is [very|really|so] {trait}."
    | {hero} pointed at the {sight}. @hero "Why is it so {trait}?" @mom.kind "[I don't know. Maybe we can find out.|That is how it was made.]"
    ? {hero} had never seen such a {trait} {sight} before.
    | {hero} [wanted to touch it|looked at it for a long time|walked around it three times]. {hero.he} was so curious.
    ? @mom "Do you like it?" @hero.glad "[Yes! I like it very much.|I love it! It is so {trait}.]"
    ---
    @hero "Can I touch it?" @mom "[Yes, but be careful.|Yes, but be gentle.]" {hero} touched the {sight}. It felt {feel}.
    | @hero "Can we take it home?" @mom "No, it belongs here." {hero} was a little sad, but {hero.he} understood.
    | {hero} went closer. The {sight} was {feel} and {trait}. {hero.he} liked it a lot.
    Just then, {folk.a} came along. @folk.kind "[Do you like the {sight}?|I come to see this {sight} every day.|Hello, little one. It is {trait}, is it not?]" @hero.glad "Yes, [I like it so much|I think it is great]!"
    | Then {hero.his} friend {friend} came by. @friend "What are you looking at?" @hero "I found a {trait} {sight}. Come and see!"
    ? {hero} smiled and waved. It was exciting to meet someone new.
    | They talked about the {sight} for many minutes.
    ---
    At home, {hero} drew a picture of the {trait} {sight}. {hero.he} used all {hero.his} crayons and gave it to {dad}. @dad.glad "What a great picture! Is that a {sight}?" @hero.glad "Yes! I saw it today."
    | At dinner, {hero} told {dad} about the {sight}. @dad "[That sounds exciting!|I would like to see it too.|Maybe we can go there again tomorrow.]"
    | That night, {hero} dreamed of a {trait} {sight} that could talk. It was so funny that {hero.he} laughed in {hero.his} sleep.
    ? @dad "You always find such {trait} things, {hero}." {hero} felt very proud.
    ? {hero} hoped to see the {sight} again.
    | {hero} learned that there are many interesting things in the world, if you look closely.
    | It was a special day, and {hero} never forgot the {trait} {sight}.
"""

OBJECT = """
    Once upon a time, there was a {noun}. It was {trait} and {feel}. It [lived in a small house|stood in a dark corner|lay in a big box|was in an old store].
    | Once there was a {trait} {noun}. It belonged to an old man who never used it.
    | In a [small|quiet|dark] room, there was a {trait} {noun}. Nobody had looked at it for many years.
    The {noun} was [sad|lonely], because nobody [used it|looked at it|needed it]. It [waited and waited|wanted a friend|wished for somebody to play with].
    | Every day, the {noun} [watched the people|looked at the sky|listened to the birds]. It wanted to [go on an adventure|see the world|be useful].
    ? The other things laughed and said, "You are too {trait}! Nobody wants you!"
    | At night, the moon shone through the window, and the {noun} felt less alone.
    ---
    One day, a little {hero.kind} named {hero} came in. {hero.he} saw the {noun} and [smiled|picked it up|stopped]. @hero.glad "[What a {trait} {noun}!|I like this {noun}!|Look, {mom.call}! Can I have it?]"
    | One morning, {hero} came with {hero.his} friend {friend}. @friend "What is that?" @hero "It is a {noun}. We can play with it!"
    {hero} [cleaned it|took it outside|put it in the sun|painted it {colour}]. The {noun} was so happy that it [sparkled|almost danced].
    | {hero} carried the {noun} home very carefully. {hero.he} gave it a special place next to {hero.his} bed.
    ? "Thank you," said the {noun} in a tiny voice. {hero} was amazed. {hero.he} did not know that it could talk!
    | {mom} said, "Take good care of it, {hero}." And {hero.he} did.
    ---
    But one day, the {noun} [fell down|got lost|was left in the rain|rolled under the couch]. {hero} [looked everywhere|was so worried]. Then {friend} found it, and everything was good again.
    | Soon, all the children wanted to see it. They came from all over the [town|village], and the {noun} was very proud.
    | {hero} and the {noun} did everything together. They [went to the park|sat under a tree|looked at the stars].
    From that day on, the {noun} was never [lonely|sad] again.
    | The {noun} was happy, because now it had a home.
    ? And {hero} learned that even {trait} things can be special.
    | The {noun} and {hero} stayed together for many, many years.
    ? The end.
"""

WORD = """
    One day, {hero} heard a new word[ at school| on TV| from {dad}]. The word was "{word}". {hero} did not know what it meant.
    | @mom "You are very {word} today, {hero}." {hero} was confused. {hero.he} did not know that word.
    | {hero} was reading a book with {dad}. In the book, there was a little bear who was {word}.
    @hero "{mom.call}, what does that mean?" @mom.kind "It means that {word.means}."
    | @hero "What is it like to be {word}?" @dad.kind "It means that {word.means}. Do you understand?"
    {hero} [thought about it|nodded slowly|said the word again and again]. @hero "Then I want to [be {word} too|try it]."
    | @hero "I see! I think I can be like that."
    ? {hero} told {friend} about the new word. {friend} liked it too.
    ---
    Later that day, {word.chance}. {hero} remembered the word. So {hero.he} {word.did}.
    | The next day, {word.chance}. At first, {hero} did not know what to do. Then {hero.he} {word.did}.
    ? It was not easy, but {hero} tried [very hard|{hero.his} best].
    | {friend} saw it and was surprised. @friend "Why did you do that?" @hero "Because I want to be {word}."
    @friend "[You are so {word}, {hero}!|That was very {word} of you.]" {hero} smiled from ear to ear.
    | {mom} saw it from the window. @mom.glad "I am so proud of you, {hero}. That was {word}!"
    ---
    ? @hero "{mom.call}, it feels good!" @mom.kind "I know. It makes everyone happy."
    That night, {hero} said the word once more before {hero.he} fell asleep. "{word}," {hero.he} whispered.
    | At dinner, {hero} told everyone how {word} {hero.he} had been. They all clapped.
    | From that day on, {hero} tried to be {word} every day.
    {hero} learned that it feels good to be {word}.
    | It was a good word, and {hero} never forgot it.
    | The moral of the story is that it is good to be {word}.
"""

PLOTS = {
    "sight": Plot("sight=sight trait=trait feel=feel stroll=stroll folk=folk", SIGHT, "child", night=False),
    "object": Plot("noun=noun trait=trait feel=feel colour=colour", OBJECT, "child", night=False, opening=False),
    "word": Plot("word=word", WORD, "child", night=False),
}
