"""Plots of a child and its parents: warnings, sweets, sickness, new food, presents, sleep."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

WARNING = """
    [One day,|One morning,|] {hero} was playing [at home|with {mom}|near {mom}]. {mom} [told|warned] {hero.him} about {danger}. @mom "{danger.warn} Do not {danger.rule}."
    | {mom} always told {hero.him}, "Do not {danger.rule}. {danger.warn}"
    | One day, {hero} saw {danger}. @hero "Can I {danger.wish}?" @mom "No, {hero}. {danger.warn}"
    @hero "Okay, {mom.call}."
    | {hero} [nodded|said yes], but {hero.he} did not really listen.
    | @hero "But why?" @mom.kind "Because you could get hurt."
    ? {hero.he} [was very curious|thought it looked like fun|was not scared at all].
    ---
    [But then|Later|After lunch], {mom} [went to another room|was busy|was talking on the phone]. {hero} [looked around|was all alone]. {hero.he} {danger.did}.
    | But {hero} was [naughty|stubborn|too curious]. When {mom} was not looking, {hero.he} {danger.did}.
    | {hero} wanted to [know what would happen|try it just once]. So {hero.he} {danger.did}.
    @hero.sad "[Ouch!|Ow! Ow!|Oh no! Help!|Ouch! It hurts!]" {danger.pain}.
    | Suddenly, {danger.pain}! {hero} [started to cry|cried and cried|screamed].
    {mom} [heard {hero.him} and|heard the noise and] [ran|came running] to help.
    | @hero.sad "Mommy, help me!" {mom} came [right away|as fast as she could].
    ---
    @mom "What happened?" @hero.sad "I did not listen. [I am sorry, {mom.call}.|I'm so sorry.]"
    | {mom} {danger.care}. {hero} [said {hero.he} was sorry|told her everything].
    | @mom.kind "Oh, {hero}, [I am here|it will be okay|let me see]." Then she {danger.care}.
    {mom} was [a little angry|worried], but she [hugged {hero.him}|gave {hero.him} a big hug]. @mom.kind "I tell you these things because I love you."
    | @mom.kind "Now you know why I said no." {hero} nodded and hugged her.
    | After a while, it [did not hurt so much anymore|felt better]. {hero} [gave {mom} a kiss|said thank you].
    ---
    From that day on, {hero} [always listened to {mom}|did not {danger.rule}|was very careful].
    | {hero} learned [to listen to {mom}|that {hero.he} should listen|a big lesson that day]. {hero.he} never {danger.never} again.
    | The moral of the story is to [always listen to your mom and dad|be careful with things that can hurt you].
"""

SWEETS = """
    One day, {mom} made {sweet.many}. They [smelled so good|looked very yummy|were for the party].
    | {hero} loved {sweet.many} more than anything. One day, there was a big [plate|bowl|jar|bag] of them on the table.
    | One day, {hero} came home from school and saw a big plate of {sweet.many} in the kitchen.
    @mom "You can have one, {hero}. The others are for later." @hero "Okay."
    | @hero "Can I have all of them?" @mom.kind "No, just one. Too many {sweet.many} are bad for your tummy."
    | @mom "Do not eat the {sweet.many} before dinner."
    ? {hero} [ate one|took a small bite]. It was so [sweet|yummy|good|delicious]! {hero.he} wanted more.
    ---
    But {hero} was [greedy|hungry|impatient]. When nobody was looking, {hero.he} took [another|one more], and then [another|one more].
    | {hero} could not stop thinking about the {sweet.many}. {hero.he} went back to the kitchen on {hero.his} toes.
    | {hero} waited until {mom} went outside. Then {hero.he} grabbed [some more|as many as {hero.he} could].
    {hero.he} ate and ate until the {sweet.many} were all gone.
    | {hero.he} hid under the table and ate [them all|every last one].
    | Soon, [there were none left|only crumbs were left|the plate was empty].
    [Then|After that|A little later], {hero.his} tummy [started to hurt|felt very bad|made funny noises].
    | {hero} did not feel good. {hero.he} felt [sick|so full that {hero.he} could not walk|sick and guilty].
    @hero.sad "{mom.call}, my tummy hurts!" @mom "Did you eat the {sweet.many}?"
    | {mom} came in and saw the empty plate. @mom "{hero}, did you eat all the {sweet.many}?"
    | {mom} found {hero.him} on the floor. @mom "What is wrong, {hero}? Where are the {sweet.many}?"
    ---
    [At first, {hero} wanted to say no. But {hero.he} told the truth.|{hero} looked down.] @hero.sad "Yes. [I ate them all. I am sorry.|I am so sorry. I wanted more and more.]"
    | {hero} [started to cry|nodded]. @hero.sad "I am sorry, {mom.call}. I should have listened."
    {mom} gave {hero.him} [some water|warm tea] and put {hero.him} to bed.
    | @mom.kind "Thank you for telling the truth. Next time, please listen to me."
    | {mom} was sad, because now there was nothing to share with [{friend}|grandma|the family].
    ? The next day, {hero} helped {mom} make new {sweet.many}. This time, {hero.he} [shared them with {friend}|gave the first one to {friend}|only ate one].
    {hero} learned that [too much of a good thing is not good|it is bad to be greedy|it is better to share].
    | From that day on, {hero} never ate too many {sweet.many} again.
    | The moral of the story is: do not be greedy.
"""

SICK = """
    One [day|morning], {hero} [woke up and did not feel good|was not feeling well|did not want to play]. {hero.his} {ache} hurt.
    | One day, {hero} was very quiet. {hero.he} felt [sick|hot and weak|very tired], and {hero.his} {ache} hurt.
    @hero.sad "{mom.call}, my {ache} hurts." @mom.kind "Oh no, you are very [hot|warm|pale]."
    | {mom} touched {hero.his} head. @mom "You are sick, {hero}. We must go to the doctor."
    | @mom "Why are you in bed, {hero}?" @hero.sad "I feel sick. My {ache} hurts."
    {hero} was [scared|afraid|nervous] of the doctor. @hero.scared "I don't want to go. Will it hurt?"
    | {hero} started to cry. @hero.sad "I don't like the doctor!"
    | {hero} did not want to go, but {mom} [held {hero.his} hand|carried {hero.him} to the car|took {hero.his} teddy bear along].
    @mom.kind "The doctor is very nice. [I will stay with you.|She wants to help you.]"
    | @mom.kind "Be brave, {hero}. It will not take long."
    ---
    The doctor was a [tall|kind|nice|friendly] lady with [a big smile|a white coat|round glasses]. @doctor.kind "Hello, {hero}. Where does it hurt?" @hero "Here. It is my {ache}."
    | At the doctor's, [there were lots of toys|everything was white and clean]. @doctor.kind "Hello, {hero}! Open your mouth and say ah." @hero "Ah!"
    The doctor [looked at {hero.his} {ache}|listened to {hero.his} heart|looked into {hero.his} ears]. @doctor "You need some medicine and a lot of rest."
    | @doctor "It is not so bad. Take this medicine, drink lots of [water|tea], and sleep."
    {hero} [looked at|took] the medicine. It was [bitter|green|not very tasty], but {hero.he} [swallowed it all|was brave and drank it].
    | @hero "Is it yummy?" @doctor.kind "[Not very. But it works.|A little. Try it.]" {hero} closed {hero.his} eyes and drank it.
    ? @doctor.glad "You are a very brave {hero.kind}! Here is a [sticker|balloon|lollipop] for you."
    ---
    At home, {mom} [made warm soup|read {hero.him} a story|put {hero.him} to bed]. {hero} slept for a long time.
    | {hero} stayed in bed with {hero.his} [blanket|teddy bear|favorite book]. {hero.his} friend {friend} [came to visit|made a card for {hero.him}|brought a flower].
    [The next day|After two days|In the morning|Soon], {hero} felt [much better|strong again|good again]. {hero.his} {ache} did not hurt anymore.
    @hero.glad "{mom.call}, I am well again!" @mom.glad "I am so happy, {hero}!"
    | {hero} ran outside to play with {friend}. {hero.he} was so happy to be well again.
    ? {hero} learned that [doctors help us|there is no need to be scared of the doctor|medicine can help even if it tastes bad].
"""

FOOD = """
    One [day|evening], {dad} made {dish} for dinner. {hero} [had never seen {dish} before|looked at the plate|did not like the look of it].
    | It was time for dinner. There was {dish} on {hero.his} plate.
    | {hero} did not like to try new food. One day, {dad} put {dish} on the table.
    @hero.cross "Yuck! I don't want that!"
    | @hero "What is this? It looks [weird|funny|strange]."
    | {hero} pushed the plate away. @hero.cross "I don't like it!"
    @dad.kind "But you have not tried it yet." @hero "I know that I will not like it."
    | @dad.kind "It is [good for you|very healthy]. It will make you big and strong."
    | @dad.kind "Just one bite, please." {hero} [shook {hero.his} head|closed {hero.his} mouth|crossed {hero.his} arms].
    ? {hero} gave some of it to the dog under the table. The dog ate it all up and wanted more.
    | {hero.his} brother ate a lot and said, "Mmm, this is so yummy!"
    ---
    {hero} was [very hungry|getting hungry], and it smelled [good|nice]. {hero.he} [looked at it again|thought about it for a while].
    | Then {friend} came over. @friend.glad "Wow, {dish}! That is my favorite! Can I have some?"
    | {dad} had an idea. He [made a funny face out of the food|pretended that the fork was a plane]. {hero} laughed and opened {hero.his} mouth.
    ? @hero "Do I have to try it?" @dad.kind "[Yes, just a little bit.|No, but then you will never know how good it is.]"
    So {hero} took a [tiny|small|very small] bite. {hero.he} [chewed slowly|closed {hero.his} eyes|made a funny face].
    | {hero} took {hero.his} fork and tried it. It was [soft|warm|hot|sweet] and [salty|juicy|a little spicy].
    @hero.glad "[Wow!|Oh!|Mmm!] This is [yummy|delicious|really good]!"
    | {hero} was surprised. It was [not bad at all|the best thing {hero.he} had ever tasted|so tasty]!
    ---
    {hero} ate [it all|everything on {hero.his} plate|two big plates of it]. @hero "Can I have some more, please?" @dad.glad "[Of course you can!|Yes, you can!]"
    | {dad} laughed. @dad "Do you like it now?" @hero.glad "I love it!"
    From that day on, {hero} [was not afraid of new food|always tried new things|asked for {dish} every week].
    | {hero} learned that [you should try new things|you can't know if you like something before you try it].
    | {hero} was full and happy. {dad} was [proud|happy] too.
"""

PRESENT = """
    It was almost {mom.s} birthday. {hero} wanted to give her something [special|nice|pretty].
    | One day, {hero} wanted to make a surprise for {mom}. {hero.he} loved her very much.
    | {mom} was [sad|tired|sick] one day. {hero} wanted to make her happy.
    {hero} [looked in {hero.his} room|thought and thought|opened {hero.his} piggy bank]. {hero.he} had no money[ to buy a gift|].
    | @hero "What can I give her?" {hero.he} [did not know|thought very hard].
    | {hero} asked {dad} for help. @hero "{dad.call}, what does {mom.call} like?" @dad "She likes things that you make by yourself."
    Then {hero.he} had [an idea|a great idea]! {hero.he} would make {made}.
    | {hero.he} decided to make {made} [all by {hero.himself}|with {hero.his} own hands|in secret].
    ---
    {hero} got {made.stuff}. {hero.he} {made.did}.
    | First, {hero} found {made.stuff}. Then {hero.he} {made.did}. It was hard work[, but it was fun|].
    ? {hero} made a mistake and had to start again. {hero.he} did not give up.
    | {hero.his} hands got very [messy|dirty|sticky], but {hero.he} did not care.
    | {friend} came to help. They worked together [all morning|for a long time].
    When it was [done|ready|finished], {hero} [put it in a box|put a big bow on it|hid it under {hero.his} bed|wrapped it in pretty paper].
    | At last, it was done. It was [not perfect|a bit messy], but it was [pretty|colorful|full of love].
    ---
    @hero.glad "{mom.call}, close your eyes! I have a surprise for you." {mom} [closed her eyes|smiled].
    | {hero} ran to {mom}. @hero.glad "This is for you!" @mom "For me? What is it?"
    | {mom} saw it and [was so surprised|could not believe her eyes]. @mom "Did you make this?" @hero "Yes, I made it just for you."
    @mom.glad "[Wow!|Oh, {hero}!] It is [beautiful|so pretty|the best gift ever]! Thank you!"
    | {mom} [hugged {hero.him}|gave {hero.him} a big kiss]. @mom.glad "I love it! I will keep it forever."
    ? {mom} put it [on the wall|on the table|next to her bed], where everyone could see it.
    | @dad "Did {hero} make that?" @mom.glad "Yes, and I love it."
    {hero} felt so [happy|proud]. {hero.he} had made {mom} smile.
    | {mom} was happy, and that made {hero} happy too.
    | {hero} learned that the best gifts come from the heart.
"""

NAP = """
    It was time for {hero} to [take a nap|go to bed]. But {hero} [wanted to play|was not sleepy|did not want to sleep].
    | One [day|evening], {mom} said it was time to sleep. {hero} was playing with {hero.his} {thing.full}.
    | {hero} did not like naps. {hero.he} wanted to play with {hero.his} {thing.full} all day.
    @mom "Time to sleep, {hero}." @hero.cross "[No! I am not tired!|No, I want to play!|I don't want to sleep!]"
    | @hero "Can I play a little more, please?" @mom.kind "No, {hero}. You need to rest."
    | {hero} ran away and hid [under the table|behind the couch|in the closet]. @mom "{hero}, where are you?"
    ? {hero} [jumped on the bed|threw {hero.his} pillow|stamped {hero.his} feet|yawned, but {hero.he} did not want {mom} to see it].
    ---
    {mom} let {hero.him} play. But soon {hero} was so tired that {hero.he} [bumped into the door|dropped the {thing}|started to cry for no reason].
    | {hero} did not sleep. Later, when {friend} came to play, {hero} was [too tired to play|very grumpy]. @friend.sad "You are no fun today."
    | {mom} [sat down next to {hero.him}|had an idea]. @mom.kind "Your {thing} is tired too. Look, it wants to sleep."
    | {hero} tried to stay awake, but {hero.his} eyes [got heavy|kept closing].
    @hero.sad "{mom.call}, I think I am a little tired." @mom.kind "I know, sweetie. Come here."
    | @mom.kind "Come, I will [sing you a song|tell you a story|read you a book]."
    {mom} [tucked {hero.him} in|pulled up the soft blanket] and [turned off the light|sang a soft song|kissed {hero.him} on the head].
    | {hero} got into bed with the {thing.full}. {mom} told {hero.him} a story about [a bunny|a princess|a small boat|a sleepy bear].
    ---
    Soon, {hero} was fast asleep. {hero.he} dreamed about [a big castle|flying in the sky|a friendly dragon|a land full of {sweet.many}].
    | {hero} closed {hero.his} eyes and fell asleep right away.
    When {hero.he} woke up, {hero.he} felt [so much better|happy and full of energy|strong again].
    | In the dream, {hero} could fly. {hero.he} flew over the trees and the houses and [waved to {friend}|touched a soft cloud].
    @hero.glad "{mom.call}, that was a good nap! Now I can play again!"
    | After that, {hero} and {friend} played together, and they had so much fun.
    | @mom "Do you feel better now?" @hero.glad "Yes! I am not tired anymore."
    ? From that day on, {hero} did not say no when it was time to sleep.
    | {hero} learned that [everyone needs to rest|sleep makes you strong].
"""

MESS = """
    {hero} had [a lot of|lots of|so many] toys. They were [all over the floor|everywhere]. {hero.his} room was a big mess.
    | One day, {hero} was playing in {hero.his} room. {hero.he} took out all {hero.his} toys and made a big mess.
    @mom "{hero}, please clean up your room." @hero "[Later!|I don't want to.|I will do it tomorrow.]"
    | {mom} came in. @mom "What a mess! Can you put your toys away, please?" @hero.cross "No! Cleaning is boring!"
    But {hero} did not clean up. {hero.he} went [outside to play|to play with {friend}].
    | {hero.he} did not listen. {hero.he} [kept playing|pushed some toys under the bed].
    ---
    Later, {hero} wanted to play with {hero.his} {thing.full}. {hero.he} looked and looked, but {hero.he} could not find it.
    | That night, {hero} could not find {hero.his} {thing.full}. It was {hero.his} favorite toy.
    | Then {friend} came to visit. @friend "Can we play with your {thing}?" {hero} looked everywhere, but it was gone.
    @hero.sad "{mom.call}, my {thing} is gone! Did you see it?" @mom "No. How can you find it in this mess?"
    | {hero} walked across the room and stepped on a [toy car|block]. @hero.sad "Ouch! My foot!"
    | {hero} [started to cry|was very sad]. {hero.he} wanted {hero.his} {thing} back.
    @mom.kind "Let's clean up together. [Then we will find it.|I will help you.]"
    | {hero} decided to clean {hero.his} room. @hero "[I will put all the toys away.|I will start right now.]"
    ---
    They put the [blocks|books|cars|crayons] in the [box|basket] and the [dolls|bears|puzzles|hats] on the shelf.
    | {hero} picked up the toys one by one. {mom} [sang a song|swept the floor|held the box].
    ? It was not boring at all. It was like a game.
    And there, {spot}, was the {thing.full}!
    | When the room was almost clean, {hero} looked {spot}. There was {hero.his} {thing}!
    @hero.glad "I found it! I found my {thing}!"
    | {hero} was so happy. {hero.he} hugged {hero.his} {thing} and {mom} too.
    @mom.glad "And look how nice your room is now!"
    | {hero.his} room was clean and [pretty|nice], and {hero} felt proud.
    From that day on, {hero} always [cleaned up|put {hero.his} toys away] after playing.
    | {hero} learned that it is [good|important] to keep {hero.his} room clean.
"""

BABY = """
    One day, {mom} and dad came home with a [new|tiny] baby. It was a {baby.kind}, and the baby's name was {baby}.
    | {hero.s} mom and dad had a new baby {baby.kind} named {baby}. {baby} was very small and [cried a lot|slept all day].
    Everyone [looked at|talked about|smiled at] {baby}. Nobody [played with|looked at] {hero}.
    | {mom} was always busy with the baby. She had no time to play with {hero}.
    {hero} felt [sad and jealous|jealous|lonely|left out]. @hero.sad "[Nobody loves me anymore.|I don't like babies.|They only like {baby}.]"
    | @hero "{mom.call}, can you play with me?" @mom "Not now, {hero}. I have to feed {baby}." {hero} felt [sad|jealous].
    ? {hero} [took {hero.his} {thing} and hid in the closet|made a lot of noise|sat alone in the garden].
    ---
    Then {baby} [started to cry|woke up and cried]. {mom} [sang|tried a bottle of milk], but the baby did not stop.
    | One [night|afternoon], {baby} cried and cried. Nobody could make {baby} stop. [{dad.call} tried.|] [{mom.call} tried too.|]
    {hero} had an idea. {hero.he} [made a funny face|showed {baby} {hero.his} {thing.full}|sang a silly song|danced like a bear].
    | {hero} went to the bed and looked at {baby}. {hero.he} took the tiny hand and hummed a song.
    | @hero.kind "Don't cry, {baby}. I am here."
    The baby stopped crying and [smiled|laughed|looked at {hero.him} with big eyes].
    | {baby} looked at {hero} and [giggled|smiled for the first time].
    @mom.glad "[Look!|Wow!] {baby} loves you, {hero}!"
    | @dad.glad "You are the best big [helper|friend] that {baby} could have."
    ---
    {hero} was so proud. {hero.he} was not jealous anymore.
    | @mom.kind "I love you both. [There is enough love for everyone.|You will always be my first baby.]" {hero} hugged her.
    [Every day|From then on], {hero} helped {mom} [with the baby|feed the baby|give {baby} a bath]. They were a happy family.
    | After that, {hero} told {baby} a story every night.
    | {hero} learned that love gets bigger when you share it.
"""

PLOTS = {
    "warning": Plot("danger=danger", WARNING, "child", night=False),
    "sweets": Plot("sweet=sweet", SWEETS, "child", night=False),
    "sick": Plot("ache=ache doctor=doctor", SICK, "child", night=False),
    "food": Plot("dish=dish", FOOD, "child", night=False),
    "present": Plot("made=made", PRESENT, "child"),
    "nap": Plot("thing=toy sweet=sweet", NAP, "child", night=False),
    "mess": Plot("thing=toy spot=indoors", MESS, "child", night=False),
    "baby": Plot("baby=person thing=toy", BABY, "child", night=False),
}
