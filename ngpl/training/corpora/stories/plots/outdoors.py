"""Plots outside: a stray animal, a trip, a seed, a race, a lost young one, something stuck in a tree."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

STRAY = """
    <oneday>, {hero} heard a sound {spot}. Something {stray.sound} very softly.
    | On the way home from {place}, {hero} saw something small by the road. It {stray.sound}.
    | <oneday>, {hero} and {friend} were {place.at}. {friend} pointed at a bush. @friend "Look! Something moved!"
    It was a little {stray} with {stray.mark}. Its leg was hurt.
    | There sat a <small> {stray} with {stray.mark}, wet and cold.
    | A {stray} with {stray.mark} looked at {hero}. It was too weak to [move|run away].
    @hero.kind "Don't be afraid, little {stray}. I will help you."
    | @hero.sad "You poor little {stray}! Are you lost?"
    ? The {stray} {stray.sound} again. It seemed to understand.
    | {hero} knelt down and held out one {hero.hand}. The {stray} sniffed at it.
    ---
    {hero} put it in a {thing.full} and carried it home with care.
    | {hero} wrapped the {stray} in a soft cloth and took it to {elder}.
    @hero "Can it stay with us?" @elder.kind "Until it is well. Then it must be free again."
    | @elder.kind "It needs a warm {stray.home}, some water and a lot of rest."
    They made a [soft|warm|snug] {stray.home} for it and gave it {stray.food}.
    | {hero} made a little {stray.home} next to {hero.his} bed. {elder} brought {stray.food}.
    {hero} gave it a name. @hero "I will call you {petname}."
    | @friend "What is its name?" @hero "{petname}. It looks like a {petname}."
    ---
    Every {time}, {hero} brought fresh {stray.food}. {friend} came to see {petname} too.
    | Day after day, {hero} took care of {petname}. [One day|Once] {petname} ate from {hero.his} {hero.hand}.
    ? At first {petname} only slept. On the third day {petname} stood up. On the [fifth|sixth] day {petname} {stray.sound} so loudly that everyone laughed.
    | {hero} told {petname} stories about {place}.
    Soon {petname} was strong again and looked out of the window all the time.
    | After two weeks, the {stray} was well.
    @elder.kind "{petname} wants to go home, {hero}." @hero.sad "I know. But I will miss {petname} so much."
    | {hero} knew that it was time to say goodbye. It was not easy.
    ---
    They went to {place} together. {hero} opened {hero.his} arms. @hero "Goodbye, {petname}. Be careful!"
    | {hero} carried {petname} to {place} and set the {stray} down in the grass.
    {petname} {stray.sound} one more time and was gone.
    | The {stray} looked back once. Then it was gone between the leaves.
    {hero} was sad and happy at the same time.
    | @friend.kind "You saved {petname}. That is the best thing anyone can do."
    ? Some weeks later, {hero} heard a sound {place.at}. There was a {stray} with {stray.mark}. It was {petname}!
    | And sometimes, on a quiet {time}, something {stray.sound} near the window, and {hero} smiled.
"""

TRIP = """
    <oneday>, {elder} said, "Let's go on a trip to {place}!"
    | {hero} had never seen {place2}. But today {elder} and {hero} would go to {place}, and that was almost as good.
    | <oneday>, {hero}, {friend} and {elder} packed a basket. They wanted to go to {place}.
    @hero.glad "Can {friend} come with us?" @elder "[Of course!|The more, the better.]"
    | {hero} was so happy that {hero.he} put on {hero.his} [shoes|hat] the wrong way.
    They took along {treat}, some water and a {thing.full}.
    | @elder "Do we have everything?" @hero "Yes! {treat}, water and my {thing.full}."
    ---
    The way was long. They [sang|counted birds|played a guessing game], and {friend} asked again and again, "Are we there yet?"
    | They walked past {place2}. There they saw {place2.sight} and {place2.sight2}.
    | First they went up a hill, and then down again. <sky>
    At one corner they passed {mark} with a {colour} ribbon on it. {hero} [wondered who had put it there|liked the color|looked at it for a while].
    | @hero "Look, {friend}! Somebody has tied a {colour} ribbon around {mark}."
    At last they were there. {hero} saw {place.sight}.
    | @friend.glad "Look! I can see {place.sight}!"
    ? @hero "I smell [flowers|water|hay|smoke|pine trees]." @friend "And I hear [birds|the wind|a frog|bees]."
    | They took off their shoes. The ground was [cool|soft|warm] under their feet.
    They [ran around|looked at everything|played tag] and then they saw {place.sight2}.
    | {hero} and {friend} explored every corner. They found {place.find}, and {hero} put it in {hero.his} pocket.
    | {elder} sat down near the path, and {hero} and {friend} went to look at {place.sight2}.
    ---
    When they were hungry, they sat down and ate {treat}.
    | It was time to eat. Everyone had some of {elder.s} {treat}.
    But on the way back, they did not know which way to go. @friend.scared "Are we lost?"
    | Then they wanted to go home, but all the paths looked the same. @friend.scared "Which way did we come?"
    | On the way back, the path split in two. @elder "Hmm. Left or right?"
    {hero} thought hard. @hero "I remember {mark} with a {colour} ribbon. We must look for it."
    | {hero} closed {hero.his} eyes. @hero "When we came, there was {mark}. It had a {colour} ribbon on it."
    They looked and looked, and there it was! The {colour} ribbon moved in the wind. Now they all knew the way.
    | @friend.glad "There! I can see something {colour}!" It was the ribbon, and behind it was the path that led home.
    | They went back a little, and then they saw the {colour} ribbon. It was the right way.
    ---
    @elder.glad "You have good eyes, {hero}. You saved the day!"
    | @friend "How did you remember that?" @hero "I always look at colors."
    | @elder.kind "I would have gone the wrong way. Thank you, {hero}."
    On the way home, {hero} was <tired>, and {elder} carried {hero.his} {thing} for {hero.him}.
    | They came home when the stars were out. Their legs were tired, but their hearts were full.
    @hero "Can we go to {place2} next time?" @elder "[We will see.|Why not?|If you carry the basket!]"
    | {hero} put a leaf from {place} in a book, to remember the day.
"""

SEED = """
    <oneday>, {elder} gave {hero} a tiny {colour} seed. @elder "Plant it, and wait."
    | <oneday>, {hero} found a small {colour} seed {place.at}.
    | {friend} had two {colour} seeds and gave one of them to {hero}.
    @hero "What will it be?" @elder "[That is a surprise.|You will see.|Wait until summer.]"
    | @friend "I think it will be {plant}." @hero "I hope it will be {plant}."
    {hero} dug a hole {garden}, put the seed in and covered it with soft earth.
    | {hero} found a good place {garden}. There {hero.he} put the seed into the ground.
    ---
    The next day, {hero} <ran> out to look. There was nothing but earth.
    | {hero} watered it every {time}. But nothing happened.
    @hero.sad "It doesn't work. Maybe it is a bad seed."
    | {hero} wanted to dig it up to see if it was growing. @elder.kind "No, don't! It is working in the dark."
    | @friend "Mine does not grow either." @hero.sad "Did we do something wrong?"
    @elder.kind "Seeds are slow. They need water, sun and someone who can wait."
    | @elder "You need three things, {hero}. You need water, you need sun and you need time."
    ? So {hero} waited. {hero.he} sang to the seed and told it about {hobby}.
    | {hero} put a {thing.full} next to it, so that the birds would stay away.
    | Waiting was hard. {hero} counted the days: one, two, three, up to ten.
    ---
    Then, one {time}, there was a tiny green tip! @hero.glad "It's growing! It's growing!"
    | After [eleven|twelve|fourteen] days, {hero} saw something green.
    First came two leaves, then four, then so many that {hero} lost count.
    | Every week it was taller. First it was as high as {hero.his} foot, then it was as high as {hero.his} knee.
    ? One windy night, {hero} went out and tied it to a stick.
    | When it was very dry, {hero} and {friend} carried water from far away.
    At the end of the summer, they all knew what it was. It was {plant}!
    | And one day, there it stood: {plant}. {hero} could hardly believe it.
    ---
    @friend.glad "And all that came from one {colour} seed!"
    | @elder.glad "You see? You waited, and it was worth it."
    {hero} kept some new seeds in a jar and gave one to {friend} for the next year.
    | {hero} gave {elder} the first part of it as a gift, because {elder} had told {hero.him} to wait.
    | {hero} learned that [good things need time|small things can become big|waiting is a kind of work].
"""

RACE = """
    <oneday>, there was a big race {place.at}. The prize was a {thing.whole}.
    | Every year, there was a race {place.at}. This year {hero} wanted to win the prize, a {thing.full}.
    @rival "I am the fastest. Nobody can beat me!" That was {rival}, who had won the year before.
    | {rival} was there too, and {rival.he} laughed at {hero}. @rival "You are too slow! You will be last."
    | @hero "I have practiced every {time}." @rival "That will not help you!"
    ? {hero} felt <scared>, but {friend} was there. @friend.kind "I will run too. Just do your best."
    | {hero} ate some {treat}, so that {hero.he} would be strong.
    They all stood in a line. "Ready, set, go!"
    | Then {elder} blew a whistle, and the race began.
    ---
    {rival} was far ahead at once. {hero} was in the middle.
    | {hero} ran as fast as {hero.he} could. The wind was in {hero.his} face.
    They ran past {place.sight} and around the big stone. {hero} got faster and faster.
    | Soon only two were in front, {rival} and {hero}.
    Then it happened. {rival} [tripped over a root|slipped in the mud|stepped on a sharp stone] and fell. @rival.sad "Ouch! My foot!"
    | Suddenly, {rival} cried out and fell. {rival.his} foot was stuck between two roots.
    {hero} could see the end of the race. {hero.he} could win now! But {rival} was hurt.
    | {hero} was first! But {hero.he} looked back and saw that nobody was helping {rival}.
    ---
    {hero} stopped. {hero.he} went back and held out one {hero.hand}. @hero.kind "Come, hold on to me."
    | @hero.kind "Are you hurt, {rival}? Let me help you up."
    @rival "But you could win!" @hero "You are more important than a {thing}."
    | @rival "Why do you help me? I was so mean to you." @hero "[Because you need help.|It is no fun to win like that.]"
    Side by side they went on, one step after the other. All the others ran past them.
    | {rival} put one arm around {hero}, and they walked the rest of the way.
    They came in last, but everyone [cheered|clapped|shouted their names].
    | When they got to the end, {friend} was the first to clap. Then they all clapped.
    ---
    Of all the others, {friend} was the first, and so {friend} had won the {thing.full}. But {friend} came over and gave it to {hero}. @friend "You should have it."
    | @elder.glad "The prize for the fastest goes to {friend}. But the prize for the kindest goes to {hero}!"
    @rival "I am sorry for what I said to you. Will you be my friend?" @hero.glad "Yes!"
    | After that, {rival} was never mean again, and the three of them ran together every {time}.
    ? {hero} learned that [being kind is better than being first|you can lose a race and win a friend].
"""

STUCK = """
    <oneday>, {hero} and {friend} played with a {thing.full} {place.at}. <sky>
    | {hero} had a new {thing.full}. <oneday>, {hero.he} took it to {place} and showed it to {friend}.
    {friend} threw it up high, higher than ever before. Then a gust of wind came.
    | @friend.glad "See how high I can throw it!" And {friend} threw it into the air.
    The {thing} did not come down again. It was stuck in a tall tree!
    | It landed in the top of the tallest tree, and there it stayed.
    @friend.sad "I am so sorry! I did not mean to do that."
    | @hero.sad "My {thing}! How will we get it down?"
    ---
    First {hero} jumped as high as {hero.he} could. It was too high.
    | First they shook the tree. Two leaves and {fruit} came down, but no {thing}.
    Then {friend} threw a stick at it. Now the stick was stuck too.
    | Then {friend} climbed on {hero.s} back. They wobbled, and they both fell into the grass.
    ? @hero.glad "Now we have a tree that grows {thing}s and sticks!" They had to laugh.
    | They tried a long branch, but it was too short. They tried to blow, but that was silly.
    A {helper.kind} [came by|sat nearby|had watched them]. @helper.kind "My name is {helper}. Do you need help?"
    | Along came {helper}, a small {helper.kind}. @helper "Why are you looking up?"
    @friend "You are so small. How could you help us?" @helper "I am small, but I can climb."
    | @hero "Our {thing.full} is up there." @helper "Climbing is what I do best!"
    ---
    {helper} went up and up, from branch to branch. {hero} and {friend} held their breath.
    | Quick as the wind, {helper} was in the top of the tree.
    {helper} gave the {thing} a little push. Down it came, right into the arms of {friend}.
    | The branch shook, and the {thing.full} fell down. {hero} caught it.
    @hero.glad "Thank you, {helper}! You are a great climber!"
    | @friend "I was wrong. Small ones can do big things." @helper.glad "That's what I always say!"
    ---
    From that day on, the three of them played together, but not so close to the trees.
    | They gave {helper} the first turn with the {thing.full}. <play>
    | {hero} learned that [you should never laugh at someone small|help can come from anyone|it takes all kinds of friends].
"""

PLOTS = {
    "stray": Plot("stray=stray petname=petname spot=spot thing=bag", STRAY, "child"),
    "trip": Plot("place2=place thing=toy colour=colour mark=mark", TRIP),
    "seed": Plot("plant=plant garden=bed colour=colour thing=toy", SEED),
    "race": Plot("rival=person thing=toy", RACE),
    "stuck": Plot("helper=climber thing=toss fruit=fallen", STUCK, "animal"),
}
