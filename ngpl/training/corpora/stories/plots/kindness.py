"""Plots about friends: lost and found, meeting, helping, sharing, a quarrel, a promise."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

LOST = """
    {hero} had a {thing.whole}. It was {hero.his} favorite thing in the world.
    | {hero.his} best treasure was a {thing.whole}[ from {elder}|].
    | {elder} had given {hero} a {thing.whole}, and {hero} took it everywhere.
    | For {hero.his} birthday {hero} got a {thing.whole}. {hero} kept it very safe.
    ? Nobody else had a {thing} [like that|so {thing.colour}|as nice].
    | {hero} even [slept next to it|gave it a name|sang to it] [every night|sometimes].
    ---
    <oneday>, {hero} wanted to play with the {thing}, but it was [gone|not there|not in its place].
    | <oneday>, the {thing} was gone. {hero} could not believe it.
    | One <fine> {time}, something [bad|sad] happened. {hero} could not find the {thing}.
    | <oneday>, {hero} came home from {place} and saw that the {thing} was missing.
    @hero.sad "<ohno> Where is my {thing}?"
    | @hero.glad "I had it yesterday. Where did it go?"
    | @hero.sad "My {thing.full} is lost!"
    | {hero} felt <sad>. {hero.he} <cried>.
    {hero} <looked> {wrong}, but there was only [dust|an old sock|a spider|a dry leaf|nothing].
    | First {hero} <looked> {wrong}. It was not there.
    | {hero} asked {elder}, and {elder} <looked> {wrong}. There was nothing.
    ? {hero.he} <looked> {wrong2} too. [Still nothing.|No {thing}.|It was not there either.]
    | Then {hero.he} <looked> {wrong2}, and found [a lost button|one red mitten|a sleepy beetle], but no {thing}.
    ---
    {friend} saw {hero} and came over. @friend.kind "Why are you so sad, {hero}?"
    | {friend} [came by|knocked at the door|heard the noise]. @friend.kind "What is the matter?"
    | {hero} <ran> to {friend}. @hero "Will you help me look?"
    @hero.sad "I lost my {thing}. It is {thing.colour} and {thing.look}."
    | @hero.sad "My {thing} is gone. I looked {wrong}, and it was not there."
    | {hero} told {friend} about the {thing.full}.
    @friend.kind "Don't worry. We will look together."
    | @friend "When did you last have it? Let's think."
    | @friend "Two can look better than one!"
    | {friend} [patted {hero.his} back|held {hero.his} {hero.hand}] and began to help at once.
    ? They looked high and low. <sky>
    | {hero} looked [up|on the left], and {friend} looked [down|on the right].
    <later>, {friend} saw something {thing.colour} {spot}. [It was the {thing}!|There was the {thing}!]
    | <later>, {friend} looked {spot}. There lay the {thing}, as {thing.colour} as ever.
    | <later>, something {thing.colour} caught the eye of {friend}. The {thing} was {spot}!
    @friend.glad "Look, {hero}! Here is your {thing.full}!"
    | @friend.glad "I found it! It was {spot}!"
    | @friend "Is this it?" @hero.glad "Yes, that is my {thing}!"
    ---
    {hero} <smiled> and <hug>. @hero.glad "<thanks>"
    | {hero} held the {thing} tight. @hero.glad "<thanks>"
    | {hero} was <happy>. @hero.glad "You found it! I will never forget that."
    ? @hero "Now I remember. I put it {spot} when I was [tired|in a hurry|playing]."
    | @elder "So it was {spot} all the time. Next time, put it back in its place."
    From then on, {hero} always put the {thing} [in a special box|on the shelf|back in its place].
    | Then {hero} and {friend} played with the {thing.full} together. <play>
    | {hero} let {friend} [hold|play with] the {thing} first, because {friend} had found it.
    | {hero} learned that [a good friend is worth more than a {thing}|it helps to ask for help|friends make a hard day easy].
"""

MEETING = """
    But {hero} had nobody to play with, and [some days felt long|that made {hero.him} feel lonely].
    | {hero} wished for a friend [with all {hero.his} heart|every night|who liked {hobby} too].
    | Most days {hero} played alone {place.at}.
    <oneday>, {hero} <went> to {place}. There were {place.sight} and {place.sight2}.
    | <oneday>, {elder} took {hero} to {place}. {hero} saw {place.sight} there.
    ---
    [Behind a bush|On the way|All alone] {hero} saw a <small> {new.kind} [who was looking at the ground|who was sitting very still|who sat and hummed].
    | A new {new.kind} was there, and {new.he} looked <sad>.
    | There {hero} met a {new.kind} that {hero.he} had never seen before.
    ? {hero} was shy and hid behind a tree for a moment. Then {hero.he} took one small step.
    | {hero} did not know what to say. {hero.his} heart beat fast.
    @hero "Hello! My name is {hero}. What is your name?"
    | @hero "Hi. I am {hero}. Are you new here?"
    | {hero} waved. @hero "Hello there! Who are you?"
    @new "I am {new}. I just moved here, and I don't know anyone."
    | @new "My name is {new}. I came here with my family yesterday."
    | @new.sad "I'm {new}. I have no friends here yet."
    ---
    @hero "Do you like {hobby}?" @new.glad "[Yes, I love it!|I have never tried it. Will you show me?|It is my favorite thing!]"
    | @hero "Would you like to play with me?" @new.glad "[Yes, please!|I would like that.|Can we really?]"
    | {hero} held out a {thing.whole}. @hero "We can play with my {thing}." @new "[What a nice {thing}!|I like {thing.colour} things.]"
    ? {new} [laughed|smiled] for the first time that day.
    | {new} showed {hero} [a funny trick|how to make a grass whistle|how to stand on one leg].
    They [sat down|walked around] and talked about [everything|{hobby}|their families].
    | {hero} showed {new} {place.sight2}, and {new} told {hero} [a funny story|about {new.his} old home|a secret].
    | Together they found {place.find}. They looked at it for a long time.
    ? <yum>
    ---
    When it was time to go, {new} looked <sad>. @hero "I will be here tomorrow."
    | @new "Will you come again?" @hero.glad "[Yes, tomorrow!|Every day!|I promise.]"
    | @elder "It is time to go home now." @hero "Can {new} come too?" @elder.glad "[Of course.|Yes, there is room at our table.|If {new} wants to.]"
    [From that day on|After that|Ever since], {hero} and {new} [met every day {place.at}|were best friends|did everything together].
    | {hero} was not lonely any more. {hero.he} had found a friend, and the friend's name was {new}.
    | {hero} learned that [a friend can begin with one hello|it only takes one kind word to make a friend].
"""

HELPING = """
    <oneday>, {elder} had a lot of work. {elder} had to {chore}.
    | <oneday>, {elder} [sighed|rubbed {elder.his} back]. @elder "I still have to {chore}."
    | <oneday>, {hero} heard {elder} say that it was time to {chore}.
    But there was a problem: {chore.problem}.
    | It was not easy, for {chore.problem}.
    | {hero} saw at once that {chore.problem}.
    ? @elder "I am so tired today. I don't know how to get it all done."
    | {elder} worked and worked, but it was too much for one.
    ---
    @hero "Can I help you, {elder}?"
    | @hero.glad "I am big enough. Let me help!"
    | {hero} wanted to play, but then {hero.he} looked at {elder}. @hero "I will help you first."
    @elder.kind "That would be lovely! You will need {chore.tool}."
    | @elder "Are you sure? It is hard work." @hero "I am sure!"
    | {elder} gave {hero} {chore.tool} and showed {hero.him} [how to use it|what to do|where to start].
    ? At first it went slowly. @hero "This is harder than I thought."
    | {hero} made a mistake, but {elder} only laughed. @elder "[Try again.|That is how we learn.|It happens to me too.]"
    | {hero} began at one end, and {elder} began at the other.
    {friend} came by and saw them. @friend "What are you doing?" @hero "We [want to|have to] {chore}. Do you want to help?"
    | <later>, {friend} looked over. @friend "Are you coming out to play, {hero}?" @hero "Not yet. First we must {chore}."
    @friend.glad "<gladly> With three of us, it will be quick."
    | @friend "Then I will help too. After that we can play!"
    ? They sang a [silly|happy|long|marching] song while they worked, and the work felt like a game.
    | {friend} [told jokes|counted out loud|whistled], and {hero} laughed so much that {hero.he} had to sit down.
    ---
    <later>, the work was done. {chore.end}.
    | When they were finished, {chore.end}.
    @elder.glad "[Look at that!|Well done!|How wonderful!] I could never have done it alone."
    | {elder} <smiled>. @elder.glad "You are the best helpers in the world!"
    ? <yum>
    | To say thank you, {elder} gave them {treat}.
    {hero} felt <happy>. Helping [felt better than playing|had made the day short|was fun after all].
    | {hero} looked at {hero.his} hands. They were dirty, but {hero.he} was proud.
    | @hero "Can we do it again tomorrow?" Everyone laughed.
    | Many hands make the work light, and {hero} never forgot that.
"""

SHARING = """
    <oneday>, {hero} had {share.some}. {elder} had put them in a small basket.
    | <oneday>, {elder} gave {hero} {share.some} to take along.
    | <oneday>, {hero} counted {hero.his} {share}. There were {share.start}.
    @hero.glad "{share.some}, and all of them are mine!" And {hero} took them along to {place}.
    | {hero} <ran> to {place} and sat down. {hero.he} counted again and got to {share.start}.
    | {hero} wanted to keep them all. {hero.he} took the basket to {place}.
    ---
    There {hero} saw {friend}. {friend} [had nothing|looked at the basket|looked hungry|sat with empty hands].
    | Then {friend} came along. @friend "What do you have there?" @hero "I have {share.some}."
    | {friend} was there too, but {friend} had no {share} at all.
    @friend.sad "I lost mine on the way. They fell into the [river|mud|long grass]."
    | @friend.sad "You have so many! I don't have even one."
    | {friend} said nothing, but {friend.he} looked <sad>.
    ? {hero} held the basket tight. They were {hero.his} {share}, after all.
    | {hero} thought about it. It was not easy to give something away.
    | {hero} remembered that {friend} had once shared a {thing.full} with {hero.him}.
    ---
    Then {hero} had an idea. {hero.he} gave {share.gift} to {friend}.
    | @hero "Here, this is for you." And {hero} gave {friend} {share.gift}.
    | {hero} reached into the basket and handed {share.gift} to {friend}.
    @friend "For me? Thank you, {hero}!" @hero "Now we both have some."
    | {friend} <smiled>. @friend.glad "You are so kind! How many do you have now?"
    | {friend} could hardly believe it. @friend "[Are you sure?|Really?]" @hero.glad "Yes, I am sure."
    {hero} counted what was left. There had been {share.start}, and {share.given} went to {friend}, so now {hero} had {share.rest}.
    | @hero "I had {share.start}, and you got {share.given}. That leaves {share.left} for me."
    | {hero} still had {share.rest}. That was enough.
    ? They sat side by side and [looked at {place.sight2}|talked about {hobby}|sang a song].
    | <sky>
    ---
    On the way home, {hero} felt <happy>. The basket was lighter, and so was {hero.his} heart.
    | At home {elder} looked into the basket. @elder "Only {share.left}?" @hero "I gave {share.given} to {friend}." {elder} was very proud.
    | The next day, {friend} [brought {hero} {treat}|gave {hero} {place.find}|made {hero} a card]. @friend "Now I share with you!"
    ? {hero} learned that [things taste better when you share them|sharing makes two people happy|a gift makes the giver glad too].
"""

QUARREL = """
    {hero} and {friend} often played together {place.at}. <oneday>, {friend} brought a {thing.whole}.
    | <oneday>, {hero} and {friend} found a {thing.whole} {place.at}.
    | <oneday>, {hero} came to play at {friend.s} {friend.home}. {friend} had a new {thing.full}.
    @hero.cross "I want to play with the {thing} first!" @friend.cross "No, it is my turn!"
    | Both of them wanted the {thing}. @hero.cross "Give it to me!" @friend.cross "You always go first!"
    | {hero} [pulled at|took] the {thing} without asking. @friend.cross "Hey! Don't do that!"
    They pulled and pulled. Then [there was a crack|something snapped|they heard a bad sound], and the {thing} broke.
    | The {thing} fell down and got a big [crack|hole|dent].
    | {hero} pulled too hard, and the {thing} fell into the mud.
    ---
    {friend} was <cross>. @friend.cross "Look what you did! Go away!"
    | @friend.cross "Now it is ruined! I don't want to play with you any more."
    | {friend} [turned away|stamped {friend.his} foot]. {friend.he} did not say one word.
    {hero} was <cross> too. {hero.he} [went home|marched off|sat down under a tree] and did not look back.
    | {hero} <ran> home and shut the door.
    ? At home, {treat} did not taste good. Even {hobby} was no fun.
    | It was very quiet. {hero} tried {hobby}, but alone it was [boring|not the same].
    {elder} saw {hero.his} face. @elder "What happened, {hero}?" @hero "We had a fight, and the {thing.full} is broken."
    | {hero} told {elder} about the {thing.full}. @elder "And what did you say to {friend}?" @hero "[Nothing.|Only bad things.]"
    @elder.sad "Saying sorry is hard, but it is like [opening a window|glue|the sun after rain]."
    | @elder "Which is more important, the {thing} or {friend}?" {hero} did not have to think long. @hero "{friend} is."
    | @elder.kind "A broken {thing} can be fixed. A friend should not stay broken either."
    ---
    So {hero} went back. @hero.sad "I am sorry, {friend}. I should not have pulled."
    | The next {time}, {hero} knocked at {friend.s} door. @hero.sad "I'm sorry about the {thing}. Can I help fix it?"
    | {hero} went to {friend}. Each step was hard. @hero.sad "It was my fault. I am very sorry."
    @friend.sad "I am sorry too. I shouted at you."
    | {friend} looked at {hero.his} sad eyes. @friend.kind "It's all right. I missed you."
    | @friend "I was mean as well. Let's not fight again."
    They [mended|fixed|cleaned|glued] the {thing} together. [It was not perfect, but they liked it even more.|It looked almost new.]
    | {elder} helped them fix the {thing}, and soon it was as good as new.
    ? This time they took turns. First {friend} played, and then {hero}.
    | <play>
    [From then on|After that], they [always took turns|asked before they took something|shared the {thing}].
    | {hero} learned that [a small word like sorry can fix big things|being friends is better than being first].
"""

PLOTS = {
    "lost": Plot("thing=toy spot=spot wrong=spot wrong2=spot", LOST),
    "meeting": Plot("new=person thing=toy", MEETING, alone=True),
    "helping": Plot("chore=chore", HELPING, "child"),
    "sharing": Plot("share=share thing=toy", SHARING),
    "quarrel": Plot("thing=breakable", QUARREL),
}
