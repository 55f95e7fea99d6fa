"""The phrases that all plots share: openings, moods, weather, small talk and endings."""

from __future__ import annotations

OPEN = """
    Once upon a time, there was a <small> {hero.kind} [named|called] {hero}.
    | {hero} was a <small> {hero.kind} who loved {hobby}.
    | In a <cosy> {hero.home} near {place} lived a <small> {hero.kind} [named|called] {hero}.
    | There once was a <small> {hero.kind} [named|called] {hero}. {hero.he} lived near {place}.
    | A <small> {hero.kind} [named|called] {hero} lived with {hero.his} [family|{elder.role}|{elder.role} and two noisy brothers].
    | {hero} was a <small> {hero.kind} who was <happy> most of the time.
    | {hero} and {friend} were [good friends|neighbors|playmates]. They both liked {hobby}.
    | Not far from {place}, there lived a <small> {hero.kind}. {hero.his} name was {hero}.
    ? {hero} [liked|loved] {hobby}[ more than anything| very much| every day| when the sun was out|].
    | What {hero} liked best to eat was {treat}, and what {hero.he} liked best to do was {hobby}.
    | Everyone said that {hero} was [kind|clever|brave|funny|gentle|curious], and everyone was right.
    | {hero} was always full of [questions|new ideas|songs|big plans].
    | {hero} [was never bored|always found something to do|was always busy with something].
"""

CLOSE = """
    ? <night>
"""

BANK: dict[str, list[str]] = {
    "small": [
        "little",
        "little",
        "young",
        "small",
        "kind",
        "cheerful",
        "curious",
        "clever",
        "quiet",
        "lively",
        "brave",
    ],
    "cosy": ["cozy", "small", "warm", "tidy", "little", "snug", "old"],
    "fine": ["bright", "sunny", "warm", "fine", "cool", "windy", "lovely", "quiet", "clear", "calm"],
    "happy": ["happy", "glad", "cheerful", "very happy", "full of joy", "pleased", "so happy", "merry", "proud"],
    "sad": ["sad", "unhappy", "very sad", "upset", "gloomy", "close to tears"],
    "scared": ["scared", "afraid", "a little scared", "frightened", "very nervous", "worried"],
    "cross": ["angry", "cross", "mad", "upset", "grumpy", "very cross"],
    "tired": ["tired", "sleepy", "worn out", "ready to rest"],
    "smiled": ["smiled", "grinned", "laughed", "giggled", "clapped", "beamed", "cheered", "danced with joy"],
    "cried": ["began to cry", "felt tears in {hero.his} eyes", "hung {hero.his} head", "sniffed", "sighed deeply"],
    "ran": ["ran", "hurried", "rushed", "raced", "dashed"],
    "went": ["went", "walked", "wandered", "strolled", "skipped", "marched"],
    "looked": ["looked", "searched", "peeked", "checked"],
    "oneday": [
        "One [day|<fine> day|<fine> {time}|{time}]",
        "One [Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday] {time}",
        "Early one spring day",
        "On a <fine> {time}",
        "One [summer|autumn|spring] {time}",
    ],
    "later": ["Soon", "After a while", "A little later", "Before long", "Not long after", "In a moment", "At last"],
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
