"""Plots about growing: a fear overcome, a skill learned, something built, the truth told."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

FEAR = """
    But {hero} was afraid of one thing, and that was {fear}.
    | There was only one thing that {hero} did not like. It was {fear}.
    | {hero} was brave most of the time, but not when it came to {fear}.
    ? Nobody knew about it but {elder}.
    | @hero "{fear.because}." That is what {hero} told {elder}.
    <oneday>, {hero} and {friend} [were playing together|were on their way home|were talking about {hobby}]. All at once, {fear.sign}.
    | <oneday>, {friend} came to play. All went well until {fear.sign}.
    | <oneday>, it happened: {fear.sign}.
    ---
    {hero} [froze|began to shake|closed {hero.his} eyes|wanted to run away]. {hero.he} was <scared>.
    | {hero.s} knees felt like jelly. {hero.his} heart went [boom, boom, boom|very fast].
    @friend.kind "Are you all right, {hero}?" @hero.scared "I am scared. I don't like {fear}."
    | @hero.scared "I want to go home!" @friend "What is wrong?"
    | @friend "You look pale. What is it?" @hero "It is {fear}. Please don't laugh."
    @friend.kind "I won't laugh. I am afraid of [bees|loud dogs|big cows|clowns] myself."
    | {friend} did not laugh at all. @friend.kind "Everyone is afraid of something."
    | @friend.kind "Take my hand. We can be brave together."
    ? @friend "{elder} once told me that {fear.fix}." @hero "Is that true?"
    | {friend} thought hard. @friend "Why don't we go and look?"
    | {hero} remembered what {elder} always said: being brave means to be scared and do it anyway.
    ---
    {hero} took a deep breath and counted to [three|five|ten]. Then {hero.he} [took one small step|opened {hero.his} eyes].
    | Step by step, the two of them went on. {hero} held {friend.s} {friend.hand} very tight.
    | @hero "One, two, three. I can do this." And {hero} looked.
    And what did {hero} see? {fear.fix}.
    | <then> {hero} saw that {fear.fix}.
    | It was quite different from what {hero} had thought. {fear.fix}.
    @hero "Oh! Is that all?"
    | @hero.glad "It's not so bad!" {hero} even laughed a little.
    | @friend.glad "You did it, {hero}! You are very brave."
    ? @elder.kind "I saw you. I am so proud of you, {hero}."
    | They celebrated with {treat}.
    ---
    After that day, {hero} was not so afraid of {fear} any more.
    | The next time, {hero} remembered that {fear.fix}. {hero.he} [smiled|only blinked].
    | {hero} learned that [fear gets smaller when you look at it|a friend's hand makes you brave|it is fine to be scared sometimes].
"""

SKILL = """
    There was one thing that {hero} wanted to learn. {hero.he} wanted to {skill}.
    | All the others could {skill}, but {hero} could not.
    | More than anything, {hero} wanted to {skill}.
    | <oneday>, {hero} watched {friend} and said, "I want to {skill} too."
    ? {elder} could do it, and {friend} could do it. It looked so easy.
    | {hero} dreamed about it at night.
    <oneday>, {hero} tried it for the first time. {hero.he} {skill.tried} and {skill.failed}.
    | So {hero} {skill.tried}. But {hero.he} {skill.failed}.
    | {hero.he} tried at once. {hero} {skill.tried}, and then {hero.he} {skill.failed}.
    ---
    @hero.sad "I can't do it! It is too hard."
    | {hero} felt <sad>. @hero.sad "I will never learn to {skill}."
    | {hero} tried again, and again {hero.he} {skill.failed}. @hero.cross "This is not fair!"
    ? A [bird|crow|boy] [nearby|on the fence] [seemed to laugh|looked on]. That made {hero} <cross>.
    | {hero} kicked a stone and sat down.
    {friend} came and sat down next to {hero.him}. @friend "It took me a whole [week|month|summer] to learn it."
    | @elder "Do you know how many times I fell when I was small?" @hero "How many?" @elder "[A hundred!|More than I can count.]"
    | @friend.kind "Don't give up. Do you want a tip?" @hero.glad "Yes, please."
    @friend "The trick is this: {skill.tip}."
    | {friend} showed it slowly. @friend "You have to {skill.tip}."
    | @friend "Remember one thing. You must {skill.tip}."
    ---
    {hero} [nodded|wiped {hero.his} nose] and tried once more. {hero.he} said to {hero.himself}, "{skill.tip}."
    | {hero} practiced every {time}. On [Monday|the first day] it went badly. On [Tuesday|the second day] it went a little better.
    | {hero} remembered the words of {friend}: {skill.tip}. {hero.he} tried it that way.
    ? It was still not right, but it was [better|closer]. {hero} did not stop.
    | {friend} [cheered|clapped|counted] every time.
    Then, on the [third|fourth|fifth|last|next] try, it worked! {hero} {skill.did}.
    | And suddenly {hero} could do it. {hero.he} {skill.did}!
    | At the end of the week, {hero} {skill.did}.
    @hero.glad "Look at me! I can {skill}!"
    | @friend.glad "You did it! I knew you could {skill}!"
    | {elder} came out to see. @elder "Was that really you, {hero}?" @hero "Yes! I can {skill} now!"
    ---
    {hero} was <happy>. {hero.he} thanked {friend} for the tip.
    | A few days later, {hero} met a small {little.kind} named {little} who wanted to learn it too. @hero "{skill.tip}. That is the trick."
    | {hero} learned that [you have to try many times|nobody is good at the start|hard things get easy when you practice].
    ? <yum>
"""

BUILDING = """
    <oneday>, {hero} had a [big|great|wonderful] idea. @hero.glad "Let's build {work}!"
    | <oneday>, {hero} and {friend} were bored. @friend "What can we do?" @hero "We can build {work}!"
    | {hero} and {friend} had a plan. They wanted to build {work}.
    @friend.glad "<gladly> What do we need?" @hero "We need {work.part}."
    | @friend "That sounds hard. Do you think we can do it?" @hero "If we work together, we can."
    | {friend} liked the idea. They told {elder}, and {elder} [gave them some {work.part}|helped them find {work.part}].
    ---
    First, they {work.first}. <sky>
    | They went to work at once. {hero} and {friend} {work.first}.
    | {hero} was the boss of the plan, and {friend} was the boss of the {work.part}. They {work.first}.
    ? It took all {time}. Their feet were [dirty|sore|sticky], but they did not mind.
    | {friend} [sang|hummed], and {hero} kept time with a stick.
    But then something went wrong: {work.trouble}.
    | Everything went well until {work.trouble}.
    | Suddenly, {work.trouble}. @hero.sad "<ohno>"
    {hero} wanted to give up. @hero.sad "It will never work."
    | @friend.sad "All that work for nothing!" {friend} felt <sad>.
    | They both looked at it and said nothing for a while.
    ---
    @friend "Wait. What if we try it a different way?"
    | {elder} came by and looked. @elder.kind "Every builder has bad days. Start with the part that still stands."
    | Then {hero} remembered something that {elder} had said: go slowly, and do it twice if you must.
    So they tried again. {hero} held it still, and {friend} [pushed|tied|fixed|pressed] with care.
    | This time {friend} worked on one side and {hero} on the other, and neither of them was in a hurry.
    | They talked, they drew a little picture in the dirt, and they started over.
    ? @hero "A little to the left. Now hold it!" @friend.glad "I've got it!"
    <later>, it was done. There stood {work.final}!
    | When the sun was low, they stepped back. They had made {work.final}.
    ---
    @elder "What is this?" @hero "It is {work}. We made it ourselves!"
    | @friend.glad "It is the best one in the world!" @hero "And we built it together."
    | {hero} put a {flag.whole} on top, so that everyone could see it.
    <yum>
    | <play>
    | {hero} and {friend} gave it a [name|secret name|door sign] and shook hands.
    ? {hero} learned that [a thing that breaks can be made better|two heads are better than one|good things take time].
"""

TRUTH = """
    In the {room} stood {elder.s} {thing.whole}. {elder} was very fond of it. @elder "Please be careful with it, {hero}."
    | {elder} had a {thing.whole} in the {room}. Nobody was allowed to play near it.
    | On a shelf in the {room}, {elder} kept a {thing.whole}.
    <oneday>, {hero} was [running|dancing|playing ball|jumping] in the {room}. {hero.he} bumped into the shelf.
    | <oneday>, {hero} and {friend} played in the {room}, even though it was not allowed. {hero} slipped.
    [Crash!|Bang!|Bump!] The {thing} [fell down|hit the floor], and a piece broke off.
    | The {thing} [fell|slid] off the shelf and broke in two.
    ---
    {hero} was <scared>. @hero.scared "What will {elder} say?"
    | {hero} looked at the pieces. {hero.his} tummy felt [cold|funny|heavy as a stone].
    | @hero.sad "<ohno> What have I done?"
    {hero.he} hid the pieces {spot} and [went outside|said nothing].
    | Quickly, {hero} put the broken {thing} {spot}, where nobody would look.
    ? But {hero} could not enjoy {hobby} any more. All {hero.he} could think about was the {thing}.
    | At supper there was {treat}, but {hero} was not hungry.
    @elder "Has anyone seen my {thing.full}?"
    | <later>, {elder} came into the {room}. @elder "That's strange. Where is my {thing.full}?"
    ? {hero} could say that [the wind|the cat|a thief] did it. But that would be a lie.
    | {hero} looked at {hero.his} feet. {hero.his} face was hot.
    ---
    Then {hero} took a deep breath. @hero.sad "It was me. I broke it, and I hid it {spot}. I am sorry."
    | @hero.sad "I have to tell you something. I broke the {thing}." {hero} began to cry.
    | {hero} <ran> {spot} and came back with the pieces. @hero.sad "I did it. I'm so sorry, {elder}."
    {elder} was quiet for a moment. @elder.kind "I am sad about the {thing}. But I am glad that you told me the truth."
    | {elder} knelt down. @elder.kind "That was brave. A {thing} can be fixed, but a lie is hard to fix."
    | @elder "Thank you for telling me. I was young once too, and I broke more than one {thing}."
    ? @hero "Are you angry?" @elder "[A little. But I love you all the same.|Not any more.]"
    They got some glue and put the {thing} back together. There was a thin line, but it held.
    | {hero} saved {hero.his} coins and helped {elder} [mend|fix] the {thing.full}.
    ---
    {hero} felt light again. The truth was out, and {hero.he} could [sleep|smile|eat {treat}] again.
    | Each time {hero} saw the line in the {thing.full}, {hero.he} remembered to [tell the truth|be careful and be honest].
    | From that day on, {hero} only ran outside, and {hero.he} always told the truth.
"""

PLOTS = {
    "fear": Plot("fear=fear", FEAR, "child"),
    "skill": Plot("skill=skill little=person", SKILL, "child"),
    "building": Plot("work=work flag=flag", BUILDING),
    "truth": Plot("thing=keepsake spot=indoors room=room", TRUTH, "child"),
}
