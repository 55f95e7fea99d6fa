"""Plots of wishes and losses: a magic thing, a balloon, a snowman, a lonely king, a dream, a treasure."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

SPELL = """
    One day, {hero} found a magic {magic} {magic.where}. It was [shiny|glowing|very beautiful|sparkly].
    | One day, {hero} was walking in the [woods|garden|forest] when {hero.he} saw a magic {magic}. {hero} picked it up.
    A: [Suddenly|All of a sudden], a tiny fairy [appeared|flew out of it]. @fairy.kind "Hello, {hero}! [You found my {magic}.|My {magic} is magic.] I will give you one wish."
    | B: {hero} rubbed it, and a soft voice said, "This {magic} is magic. You can make a wish."
    {hero} [was amazed|could not believe it|was so excited]. {hero.he} thought very hard about what to wish for.
    | @hero.glad "[Wow! Is it really magic?|A wish! What should I wish for?]"
    ---
    @hero "I wish {wish}!" There was a flash of light, and [the wish came true|it really happened]: {wish.came}!
    | {hero} closed {hero.his} eyes. @hero "I wish {wish}." And [poof|just like that], {wish.came}!
    At first, {hero} was very happy. But soon {wish.bad}.
    | {hero} laughed and danced. It was so much fun! But then {wish.bad}.
    {hero} was not happy anymore. @hero.sad "[This was not a good wish.|I did not want this!]"
    | {hero} started to cry. {hero.he} [missed {mom}|was all alone|did not know what to do].
    ? {friend} came and saw it. @friend "What did you do, {hero}?" @hero.sad "I made a silly wish."
    ---
    {hero} [held|picked up] the {magic} again. @hero.sad "Please, [make everything like it was before|take my wish back]."
    | A: @fairy.kind "What did you learn, {hero}?" @hero.sad "I learned that [I have all I need|more is not always better]."
    There was another flash, and everything was [normal|like before]. {hero} [was so relieved|took a deep breath].
    | Then {hero} opened {hero.his} eyes, and everything was fine again.
    A: {hero} gave the {magic} back. @hero "Thank you, but I don't need it anymore."
    | B: {hero} put the {magic} back where {hero.he} had found it.
    {hero} ran home and hugged {mom}. {hero.he} was happy with [what {hero.he} had|{hero.his} family and {hero.his} friends].
    | {hero} learned to be [careful what {hero.he} wished for|happy with what {hero.he} had].
    | The moral of the story is to be thankful for what you have.
"""

AWAY = """
    One day, {dad} gave {hero} a [big|pretty|bright] {thing.colour} {flyer}. {hero} was so [happy|excited]! {hero.he} held it very tight.
    | {hero} had a {thing.colour} {flyer}. {hero.he} [loved it very much|took it to the park|thought it was the best {flyer} in the world].
    @mom "Hold it tight, {hero}, or the wind will take it." @hero "I will."
    | {hero} ran around with {hero.his} {flyer}. The wind was strong, and the {flyer} danced in the air.
    ? {friend} came to play too. @friend "Can I hold it?" @hero "Okay, but be careful."
    ---
    Then a [strong wind|big gust of wind] came, and {hero} let go. The {flyer} flew up, up into the sky.
    | But then {hero} [tripped over a stone|sneezed|wanted to wave to {friend}], and the {flyer} flew away.
    @hero.sad "[Come back!|Oh no! My {flyer}!|Stop, {flyer}!]" But the {flyer} [went higher and higher|did not come back|did not stop].
    | {hero} jumped and jumped, but {hero.he} could not reach it.
    | {hero} ran after it as fast as {hero.he} could. But the wind was faster.
    Soon, it was only a small dot. Then it was gone. {hero} [started to cry|was very sad].
    | It flew over the houses and over the trees. {hero} sat down on the grass and cried.
    ---
    {mom} hugged {hero.him}. @mom.kind "[Maybe it is going on an adventure.|Maybe another child will find it and be happy.|I know you are sad. It is okay to cry.]"
    | @friend.kind "Don't be sad, {hero}. [You can play with my ball.|We can make a new one.]"
    | A bird saw it, but even the bird could not bring it back.
    {hero} wiped {hero.his} tears. {hero.he} waved at the sky. @hero.sad "[Goodbye, {flyer}.|Bye-bye! Have a good trip!]"
    | @hero.sad "I will miss my {flyer}." @mom.kind "I know, sweetie."
    They went home. {hero} was still sad, but [{mom} made {hero.him} some hot chocolate|{hero.he} drew a picture of the {flyer}].
    | {hero} never saw the {flyer} again. But [sometimes|every night] {hero.he} looked up at the sky and thought of it.
    | The next time {hero} had a {flyer}, {hero.he} tied it to {hero.his} {hero.hand}.
    ? {hero} learned that [some things do not come back|you have to hold on to the things you love].
"""

SNOWMAN = """
    It was winter, and everything was white. {hero} and {hero.his} friend {friend} went outside to play in the snow.
    | One cold morning, {hero} looked out of the window. @hero.glad "{mom.call}, look! It is snowing!"
    | {hero} loved the snow. One day, there was so much snow that {hero.he} could not see the grass.
    {hero} put on {hero.his} [coat|hat], {hero.his} [boots|gloves] and {hero.his} warm scarf. @mom "Have fun, but don't stay out too long!"
    {hero} and {friend} made a big ball of snow, then a [smaller one|second one], and put them together. They made a snowman!
    | @friend "Let's make a snowman!" @hero.glad "Yes! A really big one!" They rolled the snow until it was a big ball.
    They gave the snowman [two black eyes|buttons for eyes], a [carrot nose|long, orange nose] and a {thing.colour} scarf. They called it {snow}.
    | {hero} found a carrot for the nose, and {friend} found some [stones|buttons] for the eyes. They named the snowman {snow}.
    ---
    {hero} [loved|liked] {snow}. {hero.he} [went out to play with the snowman every day|told the snowman all {hero.his} secrets].
    | They danced around {snow} and sang songs. {hero} even gave the snowman a hug. It was very cold!
    ? At night, {hero} looked out of the window. It looked like {snow} was smiling.
    [But one day|Then one morning], the sun came out. It got [warm|warmer and warmer]. {snow} started to melt.
    | A week later, it was warm outside. {hero} ran out, but {snow} was [smaller|very small] now.
    @hero.sad "{mom.call}, {snow} is getting smaller!" @mom.kind "The sun is warm, and snow melts in the sun."
    | @hero.sad "Oh no! Please don't go, {snow}!" {hero} tried to put more snow on it, but it did not help.
    ---
    The next day, there was only a puddle with a carrot in it. {hero} was very sad.
    | Soon, {snow} was gone. {hero} [cried|sat down next to the puddle]. {hero.he} missed the snowman.
    @mom.kind "Don't be sad. [The snow will come back next winter.|The water will help the flowers grow.]"
    | @friend.kind "We can make a new snowman next winter." @hero "Do you promise?" @friend.kind "I promise."
    In the spring, a [yellow|red|little] flower grew in that place. {hero} smiled. It was like a gift from {snow}.
    | {hero} kept the carrot in a box. {hero.he} waited for the next winter.
    ? {hero} learned that [nothing stays forever, but you can always remember|after every winter comes a spring].
"""

LONELY = """
    Once upon a time, there was {folk.a} who lived [in a big house|all alone|on top of a hill|in a big castle]. {folk.he} had [lots of money|many rooms|a big garden], but {folk.he} was very lonely.
    | Once there was {folk.a}. {folk.he} had no friends and no family. Every day, {folk.he} [looked out of the window|sat in a chair|walked alone in the garden].
    {folk} never [smiled|laughed]. {folk.he} thought that nobody liked {folk.him}.
    | The children were [a little scared|afraid] of {folk.him}, because {folk.he} never smiled.
    ---
    One day, a little {hero.kind} named {hero} lost {hero.his} ball in the garden. {folk} [opened the door|came out]. @folk "[Who are you?|What do you want?]" @hero "[I am|My name is] {hero}. Can I have my ball back, please?"
    | One day, a small {hero.kind} called {hero} saw {folk} from the street. {hero} was not afraid. {hero.he} waved. @hero "Hello! Why are you so sad?"
    @folk.sad "I am sad because I am all alone." @hero.kind "[I can be your friend!|Then I will visit you!]"
    | {folk} was surprised. Nobody had talked to {folk.him} for a long time. @folk "Would you like [a {sweet.one}|to come in]?" @hero.glad "[Yes, please!|Oh yes, thank you!]"
    ? {hero} [gave {folk} a flower|showed {folk} a drawing|told {folk} a joke]. {folk} smiled for the first time in [many years|a long time].
    | They sat down and had tea and {sweet.many}. {hero} talked about {hobby}, and {folk} listened.
    ---
    [After that|From that day on], {hero} came to visit every [day|week|Sunday]. They [played games|read books|baked {sweet.many}|planted flowers] together.
    | The next day, {hero} brought {hero.his} friend {friend} along. They all [played games|sang songs|had a picnic] in the garden.
    {hero} told all {hero.his} friends, and they came too. The house was [full of laughter|not quiet anymore].
    | {folk} taught {hero} how to [paint|play the violin|bake bread|fix a clock], and {hero} taught {folk} how to [laugh|play hide and seek|skip].
    | When {hero} was sick, {folk} came to visit and brought {sweet.many}.
    ? {hero} told {mom} about {hero.his} new friend. {mom} was very proud.
    {folk} was not lonely anymore. {folk.he} had [a friend|many friends] now.
    | @folk.glad "Thank you, {hero}. You made me happy again." @hero.glad "I am happy too!"
    | @hero "Why did you never smile before?" @folk "Because I had no friend like you."
    ? The house was full of life now. [Even the cat liked it.|There were flowers in every window.]
    | The moral of the story is that [a kind word can change a life|a smile can make a friend|everyone needs a friend].
    | And they all lived happily ever after.
"""

DREAM = """
    One night, {hero} went to bed[ early|]. {hero.he} [closed {hero.his} eyes|hugged {hero.his} {thing.full}] and soon {hero.he} was fast asleep. {hero} had a dream.
    | {hero} always wanted to [fly|see the moon|go on an adventure]. One night, {hero} had a [strange|magical|wonderful] dream.
    In the dream, {hero} [could fly|was very small|lived in the clouds|was on the moon]. {hero.he} saw {wonder}.
    | {hero} dreamed that {hero.he} was {dreamt}. There {hero.he} saw {wonder}.
    {hero} was [amazed|so excited]. {hero.he} had never seen anything like it!
    | It was [big and colorful|so beautiful] that {hero} could not look away.
    ---
    Then {hero} met a {beast.kind} who could talk. @beast "Welcome, {hero}! [Come with me.|Do you want to see more?|I was waiting for you.]" @hero.glad "[Wow, you can talk!|Yes, please!|Where are we going?]"
    | Then a {beast.kind} with [golden|purple|silver] [shoes|eyes] came to {hero.him}. @beast.glad "Hello, {hero}! Let's have an adventure!"
    {hero} and {beast} [flew over the sea|danced on a rainbow|slid down a long cloud|rode on a star]. They laughed and laughed.
    | They ate {sweet.many} that grew on trees. They drank from a river of [milk|juice|lemonade].
    ? They played with [a friendly giant|the stars|a family of dragons]. Everyone was nice to {hero}.
    But then [the sky got dark|there was a loud noise|a big monster came]. {hero} was scared. @beast.kind "Don't be afraid. [It is only a dream.|You just have to open your eyes.|Think of something happy.]"
    | Then {beast} looked at the sky. @beast.sad "It is time for you to go home, {hero}." @hero.sad "Already? Can I come back?" @beast.kind "Yes, when you dream again."
    ---
    {hero} woke up in {hero.his} bed. The sun was shining. {mom} was there. @mom "Good morning, {hero}! Did you sleep well?" @hero.glad "{mom.call}, I had the best dream!"
    | [Suddenly|Then] {hero} opened {hero.his} eyes. {hero.he} was at home, in {hero.his} own bed. It was only a dream.
    {hero} told {mom} all about it. {mom} [smiled|laughed and kissed {hero.him}].
    | {hero} looked around. There was [a golden feather|a tiny star|a bit of cloud] on {hero.his} pillow. {hero} smiled.
    | {hero} drew a picture of {wonder} so that {hero.he} would never forget it.
    {hero} could not wait to go to sleep again.
    | That night, {hero} went to bed early. {hero.he} hoped that {hero.he} would see {beast} again.
"""

TREASURE = """
    One day, {hero} and {hero.his} friend {friend} found an old [map|note|letter] [in the attic|in a bottle|under a rock|in a book]. It said, "{clue} you will find a treasure."
    | {hero} and {hero.his} friend {friend} wanted to find a treasure. One day, an old sailor told them, "{clue} you will find it."
    @hero.glad "Wow, a treasure! Let's go and find it!" @friend.glad "[Yes! I am so excited!|Let's go!]"
    | @friend "What do you think it is?" @hero "Maybe it is [gold|a crown|a pile of gems]!"
    ---
    They walked [through the woods|over the hill|along the river]. They saw {place.sight} and {place.sight2}, but no treasure.
    | They looked [behind the trees|under the rocks|in every corner]. They looked for a long time.
    ? {friend} was tired. @friend.sad "Can we go home now? [My feet hurt.|I am hungry.]" @hero "Just a little more. I know we can find it."
    | They had to cross a small stream. {hero} held {friend.s} {friend.hand} so that {friend.he} would not fall.
    Then {hero} saw something shiny {place.at}. It was a [small chest|metal box]!
    | [Finally|At last], {friend} pointed to the ground. @friend.glad "Look, {hero}! There is something in the ground!" They dug and dug.
    @hero.glad "We found it! Let's see what is inside!" They [opened it|lifted the lid] together.
    | They were so excited that they were shaking. {hero} opened it.
    ---
    A: Inside, there was no gold. There were only [old toys|pretty shells|some old photos|colorful stones|a lot of buttons]. {friend} was [sad|disappointed]. @friend.sad "This is not a treasure."
    | B: It was full of [gold coins|shiny gems|candy|sparkly rings]! They could not believe their eyes.
    A: @hero.kind "But we had so much fun today. [That is our treasure.|The adventure was the best part.]"
    | B: @hero "We can share it. Half for you and half for me." @friend.glad "That is fair!"
    {friend} [smiled|nodded]. They took it home and showed it to {mom}. @mom.glad "What a great adventure!"
    | A: They put everything back and hid it again, so that other children could find it.
    {hero} and {friend} [hugged|felt very lucky]. They were the best [explorers|treasure hunters] in the [world|town].
    | They learned that [good friends are the real treasure|the best part of a treasure is looking for it].
    ? The end.
"""

PLOTS = {
    "spell": Plot("magic=magic wish=wish fairy=fairy", SPELL, "child", night=False),
    "away": Plot("thing=toy flyer=flyer", AWAY, "child", night=False),
    "snowman": Plot("thing=toy snow=snow", SNOWMAN, "child", night=False),
    "lonely": Plot("folk=loner sweet=sweet", LONELY, "child", night=False, opening=False),
    "dream": Plot("thing=toy beast=beast wonder=wonder dreamt=dreamt sweet=sweet", DREAM, "child", night=False),
    "treasure": Plot("clue=clue", TREASURE, night=False),
}
