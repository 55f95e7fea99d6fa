"""The phrases that all plots share: openings, moods, weather, small talk and endings."""

from __future__ import annotations

LONE = """
    Once upon a time, there was a <small> {hero.kind} [named|named|called] {hero}.[ {hero.he} [loved|liked] to {play}.|]
    | Once upon a time, there was a <small> {hero.kind} [named|named|called] {hero}. {hero.he} [loved|liked] to {play}[ every day| all day long|].
    | Once upon a time there was a <small> {hero.kind} [named|called] {hero}. {hero.he} was [always happy|very curious|very kind|full of energy|four years old|three years old].
    | Once upon a time, in a <cosy> {hero.home} [near {place}|next to {place}|far away], there lived a <small> {hero.kind} [named|called] {hero}.
    | Once upon a time there was a {hero.kind} [named|called] {hero}. {hero} [loved|liked] to {play}.
    | Once upon a time, there was a <small> {hero.kind}. [{hero.his} name was {hero}|Everyone called {hero.him} {hero}]. {hero} [loved|liked] {hobby}.
    | Once there was a <small> {hero.kind} [named|called] {hero}. {hero.he} lived [near {place}|in a <cosy> {hero.home}] with {hero.his} family.
    | {hero} was a <small> {hero.kind}. {hero.he} [loved|liked] to {play}.
    | {hero} was a <small> {hero.kind} who [loved|liked] {hobby}.
    | There [once was|was once] a <small> {hero.kind} [named|called] {hero}. {hero} loved to {play}.
    | In a <cosy> {hero.home} near {place} lived a <small> {hero.kind} [named|called] {hero}.
    | Not far from {place}, there lived a <small> {hero.kind}. {hero.his} name was {hero}.
"""

OPEN = (
    LONE
    + """
    | {hero} and {friend} were [best friends|good friends|neighbors|friends]. They [loved|liked] to [play|play|play in the park|explore|run and jump|sing|draw|laugh|climb trees] together.
    | Once upon a time, there were two friends, {hero} and {friend}. They [did everything together|played together every day|lived next door to each other].
    ? {hero} [liked|loved] {hobby}[ more than anything| very much| every day| when the sun was out|].
    | {hero} had a [big smile|kind heart|lot of friends|big imagination|loud laugh].
    | What {hero} liked best to eat was {treat}.
    | Everyone [said|knew] that {hero} was [kind|smart|brave|funny|gentle|curious|a good {hero.kind}].
    | {hero} was always full of [questions|new ideas|energy|big plans].
    | {hero} had [lots of|many] toys, but {hero.he} liked to {play} best of all.
"""
)

CLOSE = """
    ? <night>
    | <end>
"""

BANK: dict[str, list[str]] = {
    "small": [
        *["little"] * 8,
        *"young small kind happy curious clever quiet brave nice smart shy cheerful silly lonely sweet".split(),
        *"gentle friendly playful careful polite helpful creative adventurous modest bossy impatient".split(),
    ],
    "cosy": ["small", "small", "little", "big", "cozy", "warm", "pretty", "old", "nice"],
    "fine": ["bright", "sunny", "warm", "fine", "cool", "windy", "lovely", "quiet", "clear", "calm"],
    "happy": [
        "so happy",
        "so happy",
        "very happy",
        "very happy",
        "happy",
        "so excited",
        "excited",
        "glad",
        "pleased",
        "proud",
        "full of joy",
    ],
    "sad": ["sad", "sad", "very sad", "so sad", "upset", "lonely"],
    "scared": ["scared", "very scared", "so scared", "afraid", "a little scared", "nervous", "worried"],
    "cross": ["angry", "angry", "mad", "upset", "grumpy", "very angry"],
    "tired": ["tired", "sleepy", "worn out", "ready to rest"],
    "smiled": ["smiled", "smiled", "laughed", "giggled", "clapped", "cheered", "jumped with joy", "was so happy"],
    "cried": ["began to cry", "felt tears in {hero.his} eyes", "hung {hero.his} head", "sniffed", "sighed deeply"],
    "ran": ["ran", "ran", "ran", "hurried", "rushed", "raced"],
    "went": ["went", "went", "went", "walked", "wandered", "skipped"],
    "looked": ["looked", "searched", "peeked", "checked"],
    "oneday": [
        *["One day"] * 5,
        "One sunny day",
        "One morning",
        "One [day|<fine> day|<fine> {time}|{time}]",
        "One [Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday] {time}",
        "Early one spring day",
        "On a <fine> {time}",
        "One [summer|autumn|spring] {time}",
    ],
    "later": ["Soon", "After a while", "A little later", "Finally", "Suddenly", "Not long after", "At last"],
    "then": ["Then", "Next", "After that", "Just then", "So"],
    "sky": [
        "The sun was [warm|bright|high in the sky|shining].",
        "The sky was [blue|clear|full of small white clouds].",
        "A [soft|cool|gentle|warm] wind [blew|moved] [through the trees|over the grass|past the window].",
        "The birds were [singing|busy|chirping] [in the trees|all around|over their heads].",
        "The air smelled of [flowers|fresh grass|pine|bread|wet leaves|apples].",
        "It was [not too hot and not too cold|a good day to be outside|warm for the time of year].",
    ],
    "hug": ["gave {friend} a [big|warm|tight] hug", "took {friend} by the {friend.hand}", "smiled at {friend}"],
    "yum": [
        "They [shared|ate|enjoyed|had] {treat} [together|at the table|side by side|until they were full].",
        "They had {treat} [for supper|by the fire|after that], and [nothing was left|everyone wanted more].",
        "{elder} [made|brought out|gave them] {treat}, and they ate every bit.",
    ],
    "thanks": [
        "Thank you so much!",
        "Thank you, {friend}!",
        "Thanks for [helping me|your help|being so kind]!",
        "You are [a true friend|so kind|the best], {friend}!",
        "I could not have done it without you.",
    ],
    "gladly": ["Of course!", "Yes, let's go!", "I would love to!", "Good idea!", "Sure, I will help.", "Yes, please!"],
    "ohno": ["Oh no!", "Oh dear!", "Uh-oh!", "What now?", "This is bad."],
    "play": [
        "They played [all {time}|until the sun went down|until it was time for supper].",
        "They [ran and laughed|played tag|played catch|sang funny songs|told each other jokes] [together|all {time}|for a long time].",
        "For the rest of the day, they [played {place.at}|did nothing but play|laughed about it].",
    ],
    "end": [
        "The end.",
        "[And they|They] [all |]lived happily ever after.",
        "It was [the best day ever|a great day|so much fun].",
        "{hero} was <happy>.",
        "{hero} and {friend} were [best friends|happy].",
        "They had [so much|lots of] fun that day.",
        "{hero} could not wait to do it again.",
        "{hero} went home with a big smile on {hero.his} face.",
        "[From that day on|Every day], {hero} was [happy|kind|brave].",
        "And {hero} never forgot that day.",
    ],
    "night": [
        "That night, {hero} [fell asleep|went to bed|closed {hero.his} eyes] with a smile[ on {hero.his} face|].",
        "When the moon came up, {hero} was [fast asleep|already dreaming|warm in bed], dreaming of {hobby}.",
        'At bedtime, {hero} told {elder} [the whole story|everything|all about it]. @elder.kind "I am proud of you."',
        "Later, {hero} [thought about the day|thought about it again] and felt warm inside.",
        "{elder} tucked {hero} into bed and [turned off the light|kissed {hero.him} good night|hummed a soft song].",
        "It had been a [good|long|wonderful|strange but happy] day, and {hero} [slept very well|knew it|would never forget it].",
        "And {hero} went back to {hobby}, just as before, only a little [wiser|happier|braver].",
    ],
}
