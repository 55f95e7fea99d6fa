"""Plots with a secret: a promise, a riddle, a wish, a young one that looks for its mother."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

PROMISE = """
    <oneday>, {friend} was ill and had to stay in bed. @friend.sad "I wanted to see {place.sight} {place.at} today."
    | <oneday>, {hero} went to see {friend}, who was ill. @friend.sad "I am so bored. I can't even go to {place}."
    @hero.kind "I promise to bring you something {colour} from {place}."
    | {hero} took {friend.his} {friend.hand}. @hero.kind "I promise to bring you something {colour} before the sun goes down."
    @friend "Will you really not forget?" @hero "A promise is a promise."
    | @friend.glad "You promise? Then I will wait at the window."
    ---
    So {hero} <ran> to {place}. There were {place.sight}, but nothing {colour}.
    | {hero} put on {hero.his} shoes and set off for {place}. <sky>
    On the way, {hero} met {other}. @other "Come and play with me! I have a new {thing.full}."
    | {other} called from the gate. @other "We are playing with my {thing.full}. We need one more!"
    @hero "I would love to, but I can't. I made a promise."
    | {hero} looked at the {thing.full}. It was hard to say no. @hero "Not today. {friend} is waiting for me."
    ? @other "You can do that tomorrow." @hero "No, I said today."
    | {other} shrugged. @other "Then I will come along and help you look."
    ---
    {hero} looked here and there and {spot}. There was something at last. It was a {gift}, and it was as {colour} as could be!
    | Just before the sun went down, {hero} found a {gift} {spot}. It was {colour} all over.
    {hero} <ran> all the way back. {friend} was still at the window.
    | It was almost dark when {hero} knocked at {friend.s} door.
    @hero.glad "Here it is! I promised you something {colour}." And {hero} put the {gift} on the bed.
    | {hero} held out the {gift}. @hero "It is {colour}, just as I said."
    @friend.glad "You kept your promise!" {friend} looked better already.
    | {friend} <smiled>. @friend.glad "I knew that you would come."
    ---
    {hero} sat down next to the bed and told {friend} about {place.sight2}, until {friend} fell asleep.
    | A week later, {friend} was well. The first thing they did was to go to {place} together.
    ? {hero} learned that [a promise is worth more than a game|friends are people who keep their word].
"""

RIDDLE = """
    <oneday>, {hero} met an old {owner} {place.at}. The {owner} sat in front of a small door. @hero "May I come in?"
    | Somewhere {place.at} there was a little door that nobody could open. Next to it sat an old {owner}. <oneday>, {hero} and {friend} went there.
    "Only those who can solve my riddle may come in," said the {owner}.
    | "First you must answer a riddle," said the {owner}. "Everyone who wants to come in must do that."
    @hero.glad "I like riddles! What is it?"
    | {friend} was afraid that it would be too hard, but {hero} nodded. @hero "We will try."
    ---
    The {owner} said, "{riddle.ask} What am I?"
    | "Listen well," said the {owner}. "{riddle.ask} What am I?"
    {hero} thought and thought. @hero "Is it {wrong}?" The {owner} shook its head. "No, it is not {wrong}."
    | @friend "It could be {wrong}." The {owner} laughed. "No, no! It is not {wrong}. Try again."
    ? {hero} said the words over and over. They made {hero.his} head spin.
    | They sat down and ate some {treat}, because it is hard to think when you are hungry.
    "You may ask for help," said the {owner}. So {hero} went to {elder}. @elder "Think about it at home. {riddle.hint}."
    | Then {hero} remembered something that {elder} had once said: {riddle.hint}.
    ---
    All at once, {hero} knew it. @hero.glad "It is {riddle}! The answer is {riddle}!"
    | {hero} jumped up. @hero.glad "I know! You are {riddle}!"
    The {owner} clapped and opened the door. "Yes, it is {riddle}. You are very clever."
    | "That is right!" said the {owner}. "It is {riddle}. Nobody has found that out for a hundred years."
    Behind the door lay a {thing.whole}. "It is yours," said the {owner}.
    | They went in. The room was full of candles, and in the middle there was a {thing.full}. The {owner} gave it to {hero}.
    ---
    At home, {hero} showed the {thing} to {elder}. @elder "And what was the answer?" @hero "It was {riddle}. You helped me!"
    | On the way home, {hero} and {friend} made up new riddles, and they took turns with the {thing.full}.
    ? From then on, {hero} asked everyone {hero.he} met, "{riddle.ask} What am I?" And hardly anyone knew that it was {riddle}.
    | {hero} learned that [it is good to listen to old words|an answer is often close by|you must think twice].
"""

WISH = """
    One night, a small {colour} star fell from the sky. It landed {bed}, and {hero} ran out to see it.
    | <oneday>, {hero} found a {colour} stone {place.at}. It was warm, and it could speak!
    "I can give you one wish," it said in a thin voice. "But only one. Think well!"
    | "Do not be afraid," it said. "You found me, so you have one wish."
    @hero.glad "One wish! I could have a {thing.full}!"
    | {hero} thought of {treat}, of a {thing.full} and of a house made of glass.
    ---
    {hero} asked {friend} what to wish for. @friend "I would wish for a {thing2.full}."
    | {hero} told {friend} about it. @friend "You could wish for a mountain of {treat}!"
    Then {hero} asked {elder}. @elder "I have all I need. But old {neighbor} has been ill for so long."
    | @elder.kind "I would wish that {neighbor} could walk again. {neighbor.he} used to tell you stories, do you remember?"
    {hero} grew quiet. {hero} remembered how {neighbor} had always been kind to everyone.
    | {hero} went to see {neighbor}. {neighbor} lay in bed and looked very small. @neighbor.kind "How nice of you to come, {hero}."
    ? It was not easy. The {thing.full} would be so nice to have.
    | All night {hero} thought about it and could not sleep.
    ---
    The next day, {hero} said to the {colour} thing, "I know my wish. I wish that {neighbor} is well again."
    | @hero "I wish for {neighbor} to be well again. That is my only wish."
    It began to shine, brighter and brighter, and then it was gone.
    | There was a flash of {colour} light, and then all was still.
    {hero} <ran> to see {neighbor}. {neighbor} was up and about and was making {treat}!
    | The door opened, and {neighbor} came out. @neighbor.glad "Look at me! I can dance!"
    ---
    @friend "But now you have no {thing.full}." @hero.glad "No, but I have a friend who can dance."
    | Some days later, there was a box at the door. Inside lay a {thing.full}. {hero} never found out who had sent it.
    {hero} was <happy> and never felt sorry about the wish.
    | {hero} learned that [the best wish is one for someone else|you can be happy with empty hands].
"""

YOUNG = """
    <oneday>, {hero} met a baby {stray} {place.at}. It was all alone, and it {stray.sound} and {stray.sound}.
    | <oneday>, {hero} and {friend} heard something {place.at}. A baby {stray} sat there and {stray.sound}.
    @hero.kind "Where is your mother, little one?"
    | @friend.kind "Poor thing! It has lost its mother."
    It had {stray.mark}. @hero "Its mother must have that too. Let's look for her."
    | {hero} saw that it had {stray.mark}. That would help them to find its family.
    ---
    First they met {other}. @hero "Have you seen a {stray} with {stray.mark}?" @other "No, I have only seen {place.sight}."
    | They asked {other}, who was busy with {hobby}. @other "I have not seen any. But I heard something behind the hill."
    The baby {stray} was hungry. {friend} gave it some {stray.food}, and it ate it all up.
    | @friend "Do you think it is hungry?" @hero "Yes. A {stray} likes {stray.food}." They found some, and the little one ate.
    ? They went on, past {place.sight2} and over a small bridge. <sky>
    | The little one grew tired, so {hero} carried it.
    @hero "Let's be very quiet and listen." They stood still. Far away, something {stray.sound}!
    | Then {hero} had an idea. {hero.he} [put one {hero.hand} to {hero.his} ear|climbed up on a rock] and listened. Something {stray.sound} down by the water!
    ---
    They followed the sound, and there it was: a big {stray} with {stray.mark}.
    | Behind a bush stood a big {stray}. It had {stray.mark}, just like the baby.
    The baby {stray} jumped up and ran to its mother. They rubbed noses for a long time.
    | @hero.glad "That is its mother!" The little one ran as fast as it could.
    ? The mother looked at {hero}. It was as if she wanted to say thank you.
    | @friend.sad "I will miss the little one." @hero.kind "Me too. But now it is where it belongs."
    ---
    When {hero} came home, {elder} was waiting. {hero} ran up and gave {elder} a big hug. @elder "What is that for?" @hero "Just because."
    | At supper, {hero} told {elder} about it. @elder.kind "You did the right thing."
    ? {hero} learned that [everyone needs a home|good ears can be as useful as good eyes].
"""

PLOTS = {
    "promise": Plot("other=person thing=toy colour=colour gift=gift spot=bed", PROMISE, "child"),
    "riddle": Plot("riddle=riddle wrong=riddle owner=owner thing=toy", RIDDLE),
    "wish": Plot("colour=colour thing=toy thing2=toy bed=bed neighbor=neighbor", WISH, "child", night=False),
    "young": Plot("stray=stray other=person", YOUNG, "child"),
}
