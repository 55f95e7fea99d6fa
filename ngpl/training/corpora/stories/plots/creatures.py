"""Plots of animals and little cars: one who is stuck, different, small, selfish, too greedy or too proud."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

RESCUE = """
    One day, {hero} was [playing outside|walking in the park|walking home with {mom}] when {hero.he} heard a [sad|small|soft] sound. {hero.he} [looked around|looked up|went closer].
    | One [sunny day|morning], {hero} went for a walk {place.at}. {hero.he} saw something move.
    It was a little {beast.kind}. [{beast.he}|The little {beast.kind}] was {stuck.where} and could not get out.
    | There was a small {beast.kind}. The {beast.kind} was {stuck.where} and [looked very scared|was crying|could not move].
    @beast.scared "[Help me, please!|Please help! I am stuck!|Can you help me?]"
    | @hero "Hello, little {beast.kind}. [Why are you sad?|Are you okay?|What happened?]" @beast.sad "I am stuck. [I want to go home.|I can't get out.]"
    | {hero} felt sorry for {beast}.
    @hero.kind "Don't [be scared|cry|worry]. I will help you."
    | {hero} wanted to help {beast}. But {hero.he} [did not know how|was too small|could not do it alone].
    ---
    {hero} [pulled and pulled|tried very hard], but it did not work. {hero.he} needed help.
    | First, {hero} tried to {stuck.try}. But {hero.he} [was not strong enough|could not do it].
    So {hero.he} [ran to get|called] {hero.his} friend {friend}. @hero "{friend}, come [quickly|with me]! A {beast.kind} needs our help!" @friend "I am coming!"
    | Then {friend} came by. @friend "What are you doing?" @hero "{beast} is stuck. Can you help me?" @friend "[Yes, of course!|Let's do it together.]"
    | {hero} ran to {dad}. @hero "{dad.call}, please come! A {beast.kind} is stuck!" @dad "Let's go and look."
    They worked together. They {stuck.did}, and the {beast.kind} was free!
    | [Together|Very carefully], they {stuck.did}. At last, {beast} was free!
    | They {stuck.did}. It took a long time, but [it worked|they did it]!
    ---
    {beast} was so happy. @beast.glad "Thank you, {hero}! [You saved me.|You are very kind.|You are my hero!]"
    | @beast.glad "Thank you for [helping me|saving me]! Can we be friends?" @hero.glad "Yes, I would like that!"
    ? {beast} [jumped up and down|danced around|was not afraid anymore].
    | {hero} gave {beast} some {beast.food}. {beast} ate it all up.
    The {beast.kind} [went home to {beast.his} family|said goodbye and went home]. {hero} waved until {hero.he} could not see {beast.him} anymore.
    | From that day on, {hero} and {beast} [were friends|played together every day|were the best of friends].
    {hero} [felt proud|was happy] because {hero.he} had helped someone.
    | {hero} told {mom} about it. @mom.glad "You did a good thing today, {hero}. I am proud of you."
    | {hero} learned that [it feels good to help others|when you work together, you can do anything].
"""

DIFFERENT = """
    Once upon a time, there was a little {hero.kind} named {hero}. {hero} was different from the other animals. {hero.he} had {odd}.
    | In a big forest, there lived a {hero.kind} named {hero}. {hero.he} was sad, because {hero.he} had {odd}.
    | Once there was a {hero.kind} called {hero}. {hero} had {odd}, and {hero.he} did not like it.
    The other animals laughed at {hero.him}. "[Look at {hero}!|You look so silly!|You are so strange!]" they said.
    | When {hero} came to play, the others [laughed|ran away|made fun of {hero.him}]. They said, "You can't play with us. You have {odd}!"
    {hero} was [very sad|so sad that {hero.he} cried]. {hero.he} wished {hero.he} could be like everyone else.
    | {hero} went away and sat alone [by the river|under a tree|behind a rock]. A tear rolled down {hero.his} face.
    ? @friend.kind "Don't be sad, {hero}. I like you the way you are." But {hero} [did not believe it|was still sad].
    | {mom} hugged {hero.him}. @mom.kind "You are special, {hero}. One day you will see."
    ---
    Then, one day, {odd.trouble}. [Everyone was scared.|Nobody knew what to do.]
    | One day, something bad happened. {odd.trouble}! The animals were very [scared|worried].
    "[Who can help us?|What can we do?|Help! Help!]" they cried.
    | The biggest animals tried to help, but they could not do it.
    {hero} heard {friend} cry for help. @hero "I can help! I have {odd}!"
    | @hero "Wait! I have an idea. I can use what I have." Everyone looked at {hero}.
    So {hero} {odd.did}. [Everyone was safe!|It worked!]
    | {hero} was brave. {hero.he} {odd.did}, and soon everyone was safe.
    ---
    The other animals [cheered|clapped and cheered]. "Thank you, {hero}! You saved us!" they said.
    | "[We are sorry that we laughed at you|We were wrong], {hero}," said the other animals. "Will you play with us?"
    | @friend.glad "[You did it, {hero}!|You see, {hero}? You are special!]"
    {hero} smiled. {hero.he} was not sad anymore. {hero.he} was proud of {hero.himself}.
    | From that day on, nobody laughed at {hero}. {hero.he} had many friends.
    And {hero} learned that [being different is a good thing|everyone is special in some way|it is okay to be different].
    | The moral of the story is that it is good to be different.
    ? They all lived happily ever after.
"""

MIGHTY = """
    One day, {hero} was looking for {hero.food} when {hero.he} met a big {giant.kind}. @giant.cross "[This is my forest!|Go away, little one!|You are so small! I could eat you!]"
    | In the same forest, there lived a big, strong {giant.kind}. All the animals were scared of {giant}. One day, {hero} ran into {giant.him}.
    | One day, {hero} was running through the grass and woke up a big {giant.kind}. {giant} was very angry. @giant.cross "[Who woke me up?|Why did you wake me up?]"
    @hero.scared "Please don't hurt me! [One day I will help you.|Let me go, and I will be your friend.]"
    | {hero} was so scared that {hero.he} could not move. @hero.scared "I am sorry! Please let me go."
    @giant.glad "[How can such a small {hero.kind} help me?|You? You are too small to help anyone!]"
    | {giant} laughed and laughed. @giant "You are funny. I will let you go."
    ? {hero} ran home as fast as {hero.he} could. {hero.he} told {friend} about {giant}.
    | {hero} [said thank you|was so glad] and ran away.
    ---
    [A few days later|The next day|One week later], {hero} heard a loud cry. It was {giant}! {giant.he} was {trap.where}.
    | Then, one day, {giant} was {trap.where}. {giant.he} cried for help, but [nobody came|everyone was too scared to come].
    @giant.sad "[Help! I can't get out!|Please help me!]" @hero "[I am coming!|Don't worry. I will help you!]"
    | {hero} heard it and came as fast as {hero.he} could. @hero "[Stay still!|Be calm.] I will help you."
    @giant.sad "But you are so small. What can you do?" @hero "[You will see!|Wait and see.]"
    | {giant} [could not believe it|was surprised]. @giant "You want to help me? I was mean to you." @hero.kind "Everyone needs help sometimes."
    {hero} {trap.did}. [It was hard work.|It took all night.|{hero.he} did not give up.]
    | {hero} and {friend} came together. They {trap.did}.
    [At last|Finally|Soon], {giant} was free!
    ---
    @giant.glad "Thank you, {hero}. [You are small, but you are very brave.|You saved my life!]"
    | @giant.kind "I am sorry that I laughed at you. [Can we be friends?|Will you be my friend?]" @hero.glad "Yes!"
    From that day on, {hero} and {giant} were [good friends|best friends]. {giant} was [never mean again|kind to all the animals].
    | After that, {giant} let {hero} ride on {giant.his} back, and nobody was scared anymore.
    ? {hero} was [happy|proud]. {hero.he} was small, but {hero.he} had a big heart.
    The moral of the story is that [even small friends can be a big help|you should be kind to everyone, big or small].
    | And they lived happily ever after.
"""

SELFISH = """
    Once upon a time, there was a {hero.kind} named {hero}. {hero} had a lot of {hero.food}, but {hero.he} did not like to share. {hero.he} [hid everything in {hero.his} {hero.home}|kept everything for {hero.himself}].
    | {hero} was a [selfish|greedy] {hero.kind} who [lived in a big {hero.home}|lived in the forest|had few friends]. One day, {hero.he} found a big pile of {hero.food}. @hero.glad "All of this is mine!"
    [One day,|Then] {friend} came to {hero.him}. @friend "I am very hungry. Can I have some {hero.food}, please?" @hero.cross "No! [It is all mine.|Go and find your own.]"
    | {friend} was [hungry|cold and hungry]. @friend.sad "I have nothing to eat. Can you share with me, {hero}?" @hero.cross "[No, I can't.|No. I don't want to share.]"
    {friend} [walked away|went home] with an empty tummy. {friend.he} was very sad.
    | @friend.sad "But we are friends." {hero} turned around and did not listen.
    ? {hero} ate a lot that day. But eating alone was not much fun.
    | An old owl in the tree saw it, but the owl did not say a word.
    ---
    The next day, there was a big storm. The [rain|water] [came into {hero.s} {hero.home}|washed all the {hero.food} away]. Now {hero} had [nothing|no food at all].
    | Then winter came, and soon there was [nothing|no food] left. {hero} was [cold|tired] and hungry.
    {hero} [walked and walked|looked everywhere], but {hero.he} found nothing to eat. {hero.he} sat down and cried.
    | @hero.sad "What can I do? I was not nice to anyone. Now nobody will help me."
    Then {friend} came. {friend.he} had [found some food|a small bag with food]. @friend.kind "Are you hungry, {hero}? You can have some of mine."
    | {friend} heard {hero} cry. @friend.kind "Don't cry. I found some food, and we can share it."
    @hero.sad "But I did not share with you. Why are you so kind?" @friend.kind "[Because you are my friend.|Because it is good to share.]"
    | {hero} felt [very bad|ashamed]. @hero.sad "I am sorry that I was selfish. [I will change.|Please forgive me.]"
    ---
    They [sat down|ate] together, and {hero} [thought it was the best meal ever|felt warm inside].
    | {hero} hugged {friend}. @hero "From now on, I will always share with you."
    After that, {hero} [shared {hero.his} food with everyone|was never selfish again]. {hero.he} had many friends.
    | The next time {hero} found something to eat, {hero.he} gave half of it to {friend}.
    {hero} learned that [sharing is better than having everything|it is more fun to share|a friend is worth more than food].
    | The moral of the story is that sharing makes everyone happy.
    ? The end.
"""

WHEELS = """
    Once upon a time, there was a [little|small|big] {colour} {car.kind} named {car}. {car} [loved to go fast|liked to help|lived in a {garage}|had big, shiny wheels].
    | Once there was a {car.kind} called {car}. {car} was {colour} and [shiny|old|strong]. {car.he} worked [every day|very hard].
    | {car} was a little {car.kind}. {car.he} [wanted to be big and strong|loved to drive around the town|was always happy].
    Every [day|morning], {car} would [drive up and down the hill|carry things for the people|drive through the town and say hello to everyone].
    | {car.his} best friend was a [bird|cat|little bus|bike] named {friend}. They [went everywhere together|liked to race].
    ? The other {car.many} were bigger. They said, "You are too small, {car}. You can't do anything!"
    | {car} liked to {beep}. It was a very loud sound.
    ---
    One day, {drive.trouble}. [{car} was sad.|{car} did not know what to do.|Everyone was worried.]
    | One [rainy|sunny|cold] day, {car} was on the road when {drive.trouble}.
    @car "[Oh no! What can I do?|I must help!|I have to try.]"
    | The big {car.many} were afraid. @car "I am small, but I will try."
    It was [dark|cold|not easy], but {car} did not give up. {car} {drive.did}.
    | {car} was very [careful|brave]. {car.he} {drive.did}.
    | @car "I think I can do it. I think I can." And {car} {drive.did}.
    ? {car.his} wheels were [muddy|sore], and {car.he} was so tired.
    ---
    In the end, [everything was fine|it worked]! The people [clapped|cheered]. "[Thank you, {car}!|Good job, {car}!|You did it, {car}!]" they said.
    | "Hooray for {car}!" shouted the children. {car} [beeped|smiled] and felt very proud.
    [{car} got a new coat of paint|The people washed {car} until {car.he} was shiny|They gave {car} a big, red bow].
    | The other {car.many} were sorry. "You are small, but you are strong," they said.
    {car} went home and [slept|rested] in the {garage}. {car.he} was tired, but very happy.
    | From that day on, everyone in the town loved the little {colour} {car.kind}.
    | And {car} [was never sad again|drove happily ever after].
"""

HONEY = """
    One day, {hero} smelled something [sweet|good|yummy]. It was a {yummy.what} {yummy.where}.
    | {hero} loved {yummy.food}. One day, {hero.he} saw a {yummy.what} {yummy.where}. {hero.his} mouth watered.
    @hero.glad "Wow, {yummy.food}! I want all of it!"
    | @hero "I am so hungry. I will eat everything by myself."
    @friend "Be careful, {hero}. It belongs to {yummy.owner}. You have to ask first." @hero "I don't want to ask. I am too hungry."
    | {friend} came along. @friend "What are you doing, {hero}? That is not yours." @hero "Nobody will see it."
    | @friend "You should ask {yummy.owner}." {hero} [laughed|did not listen].
    ---
    So {hero} [climbed up|went closer on {hero.his} toes]. {hero.he} took some {yummy.food} and ate it. Then {hero.he} took more and more.
    | {hero} did not wait. {hero.he} {yummy.did} and ate as much as {hero.he} could.
    Suddenly, {yummy.then}! @hero.scared "[Oh no! Help!|Ouch! Ouch!|Help me, {friend}!]"
    | But then, {yummy.then}. {hero} was so scared that {hero.he} [fell down|ran away|could not move].
    {hero} ran and ran. {hero.he} jumped into the [pond|river|mud] to hide.
    | {hero} ran to {friend} and hid behind {friend.him}.
    ---
    @friend "Are you okay?" @hero.sad "No. I was too greedy. [I should have listened to you.|I should have asked.]"
    | {hero} felt [bad|ashamed|silly]. {hero.he} went back and said sorry to {yummy.owner}.
    {yummy.sorry}.
    | {hero} [waited|stayed away] until everyone was calm. Then {hero.he} brought [some flowers|a gift] and said, "I am sorry that I took your {yummy.food}."
    ? @friend.kind "See? It is better to ask." @hero "You are right. You are a wise friend."
    From that day on, {hero} always asked before {hero.he} took something.
    | {hero} learned not to take things that belong to others.
    | The moral of the story is: do not be greedy, and always ask first.
"""

UNLIKELY = """
    [One day,|One sunny day,|One morning,] {hero} was [sitting|resting|playing] [by the river|near the pond|in the tall grass] when {hero.he} saw a {beast.kind}. {hero} had never met a {beast.kind} before.
    | {hero} was lonely. {hero.he} wanted to find a friend. {hero.he} looked [in the forest|near the pond|everywhere]. Then {hero.he} saw a {beast.kind}.
    @hero "Hello! [Do you want to play with me?|Will you be my friend?]" @beast "But you are a {hero.kind}, and I am a {beast.kind}. [Can we be friends?|How can we be friends?]"
    | @hero "Hello! Who are you?" @beast "I am a {beast.kind}. And who are you?" @hero "I am {hero}, and I want to be your friend."
    | {beast} looked at {hero}. @beast "You look funny. [Why do you look like that?|Where did you come from?]" @hero.glad "I am a {hero.kind}! I live in a {hero.home}."
    @hero "[Why not? We can still play.|We can try!|That does not matter.]"
    | {beast} [was shy|thought for a moment|came closer]. @beast "Okay. What can we play?"
    ? @hero "I like to eat {hero.food}. What do you like?" @beast "I like {beast.food}."
    | {hero} [ran|hopped|hid], and {beast} tried to do it too. They both laughed.
    ---
    They played [hide and seek|tag|in the sun|with a round stone] all day. {hero} showed {beast} {hero.his} {hero.home}, and {beast} showed {hero} [a secret place|a big flower|a hidden path].
    | {hero} taught {beast} how to [dance|sing|hide], and {beast} taught {hero} how to [whistle|listen|jump]. It was so much fun.
    A: But the other animals [laughed|were not happy]. "A {hero.kind} and a {beast.kind} can't be friends," they said.
    | B: Then [dark clouds came|it started to rain|the wind got strong]. @beast.scared "I am scared of storms!" @hero.kind "Come to my {hero.home}. You will be safe there."
    | C: @beast.sad "I have to go home now. Will I see you again?" @hero.kind "Yes, I will be here tomorrow."
    A: @hero "[We don't care. We like each other.|A friend is a friend.]"
    | B: {hero} [took {beast} home|stayed close to {beast}], and they were not afraid.
    | C: The next day, {hero} [came back|waited], and {beast} was there.
    ---
    From that day on, {hero} and {beast} [met every day|were best friends|played together every day].
    | {hero} was not lonely anymore. {hero.he} had a friend.
    A: Soon, all the other animals [wanted to play too|were their friends too].
    | {hero} told {mom} all about {hero.his} new friend.
    | They [shared their food|told each other stories|watched the stars together], and they were very happy.
    They learned that [friends do not have to be the same|you can be friends with anyone|it does not matter how someone looks].
    | And they lived happily ever after.
"""

PLOTS = {
    "rescue": Plot("beast=beast stuck=stuck", RESCUE, "child", night=False),
    "different": Plot("odd=odd", DIFFERENT, "animal", night=False, opening=False),
    "mighty": Plot("giant=giant trap=trap", MIGHTY, "animal", night=False),
    "selfish": Plot("", SELFISH, "animal", night=False, opening=False),
    "wheels": Plot("car=car drive=drive garage=garage beep=beep colour=colour", WHEELS, night=False, opening=False),
    "honey": Plot("yummy=yummy", HONEY, "animal", night=False),
    "unlikely": Plot("beast=beast", UNLIKELY, "animal", night=False, alone=True),
}
