"""Plots of two children: taking turns, a race, a new school, rude words, a trade, a fall, pretending, a picnic."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

TURNS = """
    {hero} and {friend} [are friends|are best friends|are twins|live in the same house]. They like to play [together|in the park|with their toys]. One day, they see a {thing.full} [in the box|on the floor|in the garden|under a tree].
    | {hero} and {friend} like to play [in the park|outside|in the yard]. They have [a ball|a red bike|many toys]. Today they find a {thing.whole}.
    "[Look|Wow], a {thing}!" {hero} says. "[It is so {thing.colour}|I like it|It is pretty]."
    | {friend} says, "Look, {hero}! A {thing}! [Can we play with it?|Do you see it?]"
    {hero} [takes|grabs] the {thing}. {hero.he} [says|shouts], "[It is mine!|I saw it first!|I want to play with it first!]"
    | {hero} wants the {thing}. {friend} wants the {thing} too. They both [pull|grab it].
    "[No|Hey|Stop], [I saw it first|it is my turn|give it to me|it is mine]!" {friend} [says|shouts].
    | {friend} is not happy. {friend.he} says, "[That is not fair!|I want it too!]"
    ? They [pull and pull|push and shout]. They are very [angry|mad].
    ---
    {mom} [hears them|sees them|comes]. She says, "[Stop, stop!|What is wrong?|Why are you fighting?] [Friends do not fight.|You can share.|You have to be nice.]"
    | Then the {thing} falls down. It [gets dirty|makes a loud noise]. {hero} and {friend} are [sad|scared]. They look at {mom}.
    | {mom} comes and takes the {thing}. She says, "[If you fight, nobody can play.|Do not fight. You can take turns.]"
    "[We both want the {thing}|{hero} took the {thing}|We are fighting for the {thing}]," {friend} says.
    | "We want to play with the {thing}, but there is only one," {hero} says.
    "Why don't you [take turns|play together]?" {mom.call} says. "[First {hero}, then {friend}.|It is more fun.|That way you can both be happy.]"
    | {mom.call} says, "[You can share it.|You have to share.] {hero} can play now, and {friend} can play next."
    {hero} and {friend} [look at each other|think about it]. They [nod|say yes|feel sorry].
    | {hero} looks at {friend}. "I am sorry, {friend}," {hero.he} says. "I am sorry too," says {friend}.
    ---
    They play with the {thing} together. They [laugh and run|have fun|smile]. They are not [angry|mad] anymore.
    | {hero} plays with the {thing} first. Then {hero.he} gives it to {friend}. "Thank you, {hero}," {friend} says.
    "[This is fun|You are my best friend|I like to share with you]," {hero} says. "[Me too|Yes, it is|I like it too]," {friend} says.
    | {mom.call} smiles and says, "[Good job!|I am proud of you.|You are good friends.]"
    They are happy. They [hug|share all their toys|are good friends].
    | {hero} and {friend} learn to [share|take turns]. It is [good|nice] to share.
"""

PRETEND = """
    {hero} and {friend} like to [pretend|play pretend|dress up]. [They have a big box with old clothes.|They have a lot of ideas.|They play in the yard every day.]
    | {hero} and {friend} are friends. They like to play [in the yard|at home|in the big room].
    "Let's [play|pretend] that we are {role.many}," {hero} says. "[Good idea|Yes, that is fun|Okay]," says {friend}.
    | One day, {hero} has an idea. {hero.he} says, "Today we are {role.many}!" {friend} [claps|likes the idea].
    {hero} puts on {role.wear}. {friend} [finds one too|makes {role.tool}].
    | They [look in the box|look around the house]. They find {role.wear} and {role.tool}.
    ? "I am the [king|queen|captain|boss] of all the {role.many}," says {friend}. "[Then I am your helper|Me too]," says {hero}.
    ---
    They {role.act}. They [make loud noises|run and shout|laugh a lot].
    | "Come with me!" {hero} shouts. They {role.act}. "[Look at me|Watch out|Hooray]!" {friend} shouts.
    Then they see [something move|something big|a shadow]. "[Oh no|Look|Help], it is a [monster|dragon|giant]!" says {friend}. "We must [run|hide|be brave]!"
    | Then they hear a [noise|sound] [behind the tree|in the grass|at the door]. "[What is that?|Who is there?|Did you hear that?]" {friend} asks.
    They [run|hide] behind the [tree|couch|fence]. They are a little scared, but it is fun.
    | {hero} is brave. {hero.he} [holds {role.tool}|takes one step]. "Go away!" {hero} says.
    ? It [comes closer|makes a sound|looks at them].
    ---
    A: "[Hello|Hi], {role.many}!" {dad.call} says. "[Are you hungry?|Do you want some juice?|It is time for lunch.]"
    | B: But it is only [{mom}|{dad}|their cat]. {hero} and {friend} laugh and laugh.
    A: "Yes, please!" say {hero} and {friend}. They [go inside|sit on the grass] and eat [cookies|apples|sandwiches|cake] and drink [milk|juice|water].
    | B: They go home and have a snack. They have [cookies and milk|apples and cheese|bread and jam].
    "What did you do today?" {mom.call} asks. "We were {role.many}," says {hero}. "[It was fun|We were very brave]!"
    | "[Can we play again tomorrow?|What can we be tomorrow?]" {friend} asks. "[Yes, of course|We can be anything]," {hero} says.
    They are [happy and tired|happy]. They had a [great|fun|good] day.
    | {mom.call} smiles. She [hugs|kisses] them. They love to pretend.
"""

CONTEST = """
    One day, there was a big race [in the park|in the forest|in the village|at the school]. {hero} wanted to [win|be in it|join].
    | {hero} was very fast. {hero.he} always said, "I am the fastest of all!" One day, {friend} said, "Let's have a race!"
    | One [sunny day|morning], {hero} and {friend} decided to have a race[ to the big tree| around the pond| to the top of the hill|].
    ? {friend} was [slow|small|not so fast], but {friend.he} [never gave up|wanted to try].
    | Everyone came to watch. They were very excited.
    @hero "I will win!" @friend.kind "[Maybe. Let's see.|I will do my best.|It does not matter who wins.]"
    | @friend "Are you ready, {hero}?" @hero.glad "I am ready! You can't catch me!"
    ---
    "[Ready, set, go!|One, two, three, go!]" They started to run. {hero} ran [as fast as {hero.he} could|very fast]. {friend} was far behind.
    | The race [started|began]. {hero} was first and {friend} was second. {hero} could feel the wind [on {hero.his} face|in {hero.his} ears].
    A: Then {hero} [looked back and laughed|stopped to rest under a tree|stopped to eat some berries|saw a butterfly and ran after it].
    | B: But {hero} did not look where {hero.he} was going. {hero.he} [fell over a rock|fell into the mud|ran into a bush].
    A: {friend} [ran on|kept going], step by step. Soon {friend.he} was [close|in front|almost there].
    | B: @hero.sad "Ouch! [My leg!|My foot!]" {friend} heard {hero} and stopped. @friend.kind "Are you okay?"
    A: {hero} [jumped up and ran|tried to catch up|wanted to be first], but it was too late.
    | B: {friend} took {hero.s} {hero.hand}. @friend.kind "Come, we can finish together."
    ---
    A: In the end, {friend} won the race! Everyone [clapped|cheered]. {hero} was [sad|surprised|a little angry].
    | B: They came to the end [at the same time|together]. Everyone [clapped|cheered] for both of them.
    A: @hero.sad "I thought I was the fastest." @friend.kind "You are fast. But you must not stop."
    | A: @hero "Good job, {friend}. [You ran very well.|You did not give up.]" @friend.glad "Thank you, {hero}!"
    | B: @hero "Thank you for helping me." @friend.kind "[Friends help each other.|You are my friend, and that is more important than winning.]"
    | A: @hero.sad "I should not have stopped." @friend.kind "That's okay. [You are still my friend.|We can race again tomorrow.]"
    They [hugged|went to drink some water|shared the prize, a big {sweet.one}].
    | The prize was a [gold medal|big cake|blue ribbon]. They shared it.
    A: {hero} learned that [it is not nice to boast|slow and steady can win|you should never give up].
    | B: {hero} learned that [having fun is more important than winning|a good friend is better than a prize].
    | A: The moral of the story is: [do not be too proud|never give up].
    | B: The moral of the story is: be a good friend.
"""

SCHOOL = """
    It was {hero.s} first day [at school|at a new school]. {hero} was [nervous|shy|scared]. {hero.he} held {mom.s} hand [tight|very tight].
    | {hero} had to go to a new school. {hero.he} did not know anyone there. {hero.he} felt [nervous|scared|shy].
    @hero.scared "{mom.call}, I don't want to go." @mom.kind "It will be fun. You will make new friends."
    | @mom.kind "Have a good day, {hero}! I will come back [after lunch|soon]." {hero} [waved|wanted to cry].
    The teacher was [a nice lady|kind|friendly]. @teacher.kind "Hello, {hero}! Welcome to our class."
    | In the classroom, there were [many kids|lots of children|little chairs] and [colorful pictures|a big map|a fish tank]. {hero} sat down in the [corner|last row].
    ? The other kids [were loud|knew each other|were playing with blocks]. {hero} [did not say a word|looked at {hero.his} shoes].
    ---
    Then a {friend.kind} named {friend} [came over|sat down next to {hero.him}|smiled at {hero.him}]. @friend "Hi, I am {friend}. What is your name?" @hero "My name is {hero}."
    | A {friend.kind} named {friend} had no [crayon|pencil|paper]. {hero} gave {friend.him} one. @friend.glad "Thank you! I am {friend}. Do you want to sit with me?"
    | At lunch, {hero} sat alone. A {friend.kind} named {friend} came over. @friend "Can I sit here?" @hero "Yes, please."
    @friend "Do you like to {play}?" @hero.glad "Yes, I love it!" @friend "[Me too!|Then let's do it together!]"
    | {friend} showed {hero} [the toys|the books|the big slide] and {hero} showed {friend} {hero.his} {thing.full}.
    | They [drew pictures|built a tower|shared a sandwich] together. {hero} drew a [house|cat|rainbow], and {friend} drew a [tree|dog|rocket].
    ? The teacher [read a story|sang a song|taught them the letters|gave them stars]. Everyone [listened|sang along|clapped].
    | @teacher "What did you bring today, {hero}?" {hero} [was brave and stood up|held up {hero.his} {thing.full}]. @hero "This is my {thing}." Everyone liked it.
    ---
    After school, {mom} [came|was waiting]. @mom "How was your day?" @hero.glad "It was great! I have a new friend!"
    | When it was time to go home, {hero} [did not want to leave|was sad to go]. @hero "Can I come again tomorrow?" @mom.glad "Of course!"
    @hero "{friend} is so nice. [We played all day.|We like the same things.]"
    | {mom} [was happy|smiled and hugged {hero.him}]. @mom.kind "I am so proud of you."
    From that day on, {hero} [loved to go to school|was not shy anymore|and {friend} were best friends].
    | {hero} learned that new things can be [fun|good], even if they are scary at first.
"""

RUDE = """
    Once upon a time, there was a {hero.kind} named {hero}. {hero} was [often rude|not very polite]. {hero.he} never said please, and {hero.he} never said thank you.
    | Once there was a {hero.kind} [named|called] {hero} who was always in a bad mood. {hero.he} was not nice to anyone.
    | {hero} was a {hero.kind} who [often said mean things|did not care about other people]. {mom} was sad about it.
    One day, {hero} met {folk.a} [in the street|at the park|in the garden|near the school]. @folk.kind "Hello, {hero}. How are you today?" @hero.cross "Go away! I don't want to talk to you!"
    | One day, {hero} saw {folk.a} [in the street|at the park|in the garden|near the school]. {hero} [pointed and laughed|laughed]. @hero "You look funny! [Your hat is ugly!|You are so slow!|Your coat is ugly!]"
    | One day, {folk.a} gave {hero} a {sweet.one}. @hero.cross "It is too small. Give me a bigger one!"
    {folk} [was very sad|looked sad] and [walked away|did not say a word|went home].
    | @folk.sad "That was not a nice thing to say." {hero} did not care. {hero.he} [ran away|laughed again].
    ---
    {friend} saw it. @friend "That was mean, {hero}. [How would you feel?|Why did you say that?]"
    | {mom} heard it. @mom.cross "{hero}, that was rude. [We have to be kind to everyone.|Words can hurt people.]"
    | Later, {hero} wanted to play with {friend}, but {friend} shook {friend.his} head. @friend "I don't want to play with you. You were mean."
    {hero} [thought about it|felt bad|felt ashamed]. {hero.he} [did not want to be mean|remembered the sad face|knew it was wrong].
    | {hero} felt [lonely|sad]. @hero.sad "[I was wrong. What can I do now?|I did not want to make anyone sad. What can I do?]"
    ? {hero.he} knew what to do. {hero.he} had to say sorry.
    ---
    So {hero} went back to {folk}. @hero.sad "I am sorry that I was rude. [I will be nice from now on.|Please forgive me.]"
    | The next day, {hero} [picked some flowers|baked some {sweet.many}] and brought them to {folk}. @hero.sad "This is for you. I am sorry for what I said."
    @folk.kind "[Thank you, {hero}.|That is very kind of you.] I forgive you."
    | {folk} smiled. @folk.kind "It is brave to say sorry. Let's be friends."
    ? {folk} [showed {hero} some old pictures|gave {hero} a {sweet.one}|told {hero} a funny story]. @hero.glad "Thank you so much!"
    {hero} felt [much better|happy]. [Being kind felt good.|{hero.he} was glad that {hero.he} said sorry.]
    | From that day on, {hero} always said please and thank you.
    | {hero} learned that [kind words make people happy|it is important to be polite|saying sorry can make things better].
"""

TRADE = """
    {hero} had a {thing.whole}. {hero.he} [played with it every day|loved it very much|got it for {hero.his} birthday].
    | {hero.s} favorite toy was a {thing.full}. {hero.he} took it [everywhere|to the park every day].
    One day, {hero} saw that {friend} had a new {other.full}. It was so [shiny|nice|big]. {hero} wanted it.
    | One day, {friend} came with a {other.whole}. {hero} had never seen such a [nice|pretty] {other} before.
    @hero "I like your {other}. Do you want to trade? You can have my {thing}." @friend "[Okay!|Sure, let's trade!]"
    | @friend "Your {thing} is nice. Can we trade?" {hero} thought for a moment. @hero "Okay. I will give you my {thing}, and you give me your {other}."
    So {hero} gave {friend} the {thing}, and {friend} gave {hero} the {other}.
    ---
    {hero} played with the {other}. At first, it was fun. But [soon it was boring|then {hero.he} missed {hero.his} {thing}].
    | At home, {hero} looked at the {other.full}. It was nice, but it was not {hero.his} {thing}.
    ? That night, {hero} could not sleep. {hero.he} missed {hero.his} {thing.full}.
    | The {other} [was too loud|broke after one day|was not as soft]. {hero} was sad.
    @hero.sad "{mom.call}, I want my {thing} back." @mom.kind "[Go and ask {friend}.|Did you talk to {friend}?]"
    | {hero} [started to cry|felt very sad]. @mom "What is wrong, {hero}?" @hero.sad "I gave my {thing} away, and now I miss it."
    ---
    The next day, {hero} went to {friend}. {friend} [looked sad too|was sitting on the steps]. @hero "Can we trade back, please?" @friend.glad "[Yes! I missed my {other} too.|Of course. We are friends.]"
    | The next day, {friend} knocked on the door. @friend.sad "I miss my {other}. [Can I have it back?|Do you want to trade back?]" @hero.glad "Yes! I miss my {thing} too!"
    They [laughed|hugged] and traded back. {hero} had {hero.his} {thing} again, and {friend} had the {other}.
    | {friend} gave {hero} the {thing}, and {hero} gave {friend} the {other}. They were both happy again.
    @hero "[We can play with both of them together.|We can share them.]" @friend.glad "That's a great idea!"
    | They played with the {thing} and the {other} together [all day|until dinner].
    {hero} learned that [new things are not always better|the things you love are the best|it is good to love what you have].
    | From that day on, {hero} [took good care of|never gave away] {hero.his} {thing.full}.
"""

FALL = """
    [One day,|One sunny day,|It was a nice day.] {hero} and {hero.his} friend {friend} were playing [outside|in the park|in the yard]. They were {fall.doing}.
    | One day, {hero} went to the park with {hero.his} friend {friend}. They were {fall.doing}.
    @friend "Be careful, {hero}!" @hero "[I am not scared!|Don't worry!|Look how fast I am!]"
    | {hero} was [having so much fun|laughing|going very fast]. {hero.he} did not look [where {hero.he} was going|at the ground].
    [Suddenly|Then|But then], {hero} {fall.fell}. @hero.sad "[Ouch!|Ow!] My {fall.part}!"
    | [Suddenly|All of a sudden], {hero} {fall.fell} and hurt {hero.his} {fall.part}. {hero} started to cry.
    ---
    {friend} ran to {hero}. @friend "Are you okay?" @hero.sad "No. My {fall.part} hurts [a lot|so much]."
    | {friend} saw it and [came to help|ran over]. @friend.kind "Don't cry. I will [help you|get your mom]."
    There was a [small cut|little blood|big bump] on {hero.his} {fall.part}.
    | {hero.his} {fall.part} was red and it hurt.
    {friend} [held {hero.his} hand|helped {hero.him} to stand up|gave {hero.him} a hug] and they walked home [slowly|together].
    | {friend} [ran as fast as {friend.he} could|called for help] and came back with {mom}.
    @mom.kind "Oh, my poor {hero}! Let me see." {mom} washed the {fall.part} and put a [bandage|band-aid] on it.
    | {mom} [cleaned it with water|put some ice on it|kissed it]. @mom.kind "[There, there.|It will get better soon.] You are very brave."
    ? @hero "Can I have a [blue|red|funny] bandage?" @mom.kind "Of course you can."
    ---
    [Soon|After a while], {hero} felt better. @hero.glad "Thank you, {friend}. [You are a good friend.|You helped me so much.]"
    | @hero.glad "It does not hurt anymore! [Can we play again?|Let's go back outside!]" @mom.kind "Yes, but be careful."
    {friend} [smiled|was happy that {hero} was okay]. They [sat down and read a book|ate some {sweet.many}|played a quiet game] together.
    | {mom} gave them some {sweet.many}. {hero} and {friend} [sat on the couch and ate them|were happy].
    {hero} learned to [be more careful|look where {hero.he} was going].
    | From then on, {hero} was more careful when they were {fall.doing}.
    | {hero} was glad to have a friend like {friend}.
"""

PICNIC = """
    It was a [sunny|warm|beautiful] day. {hero} and {hero.his} friend {friend} [wanted to have|decided to have] a picnic {place.at}.
    | One sunny day, {hero} and {hero.his} friend {friend} went to {place} for a picnic.
    They packed [sandwiches|bread and cheese], {sweet.many} and [some juice|apples|a bottle of milk] in a [big|red] basket.
    | {mom} gave them a basket with {sweet.many} and juice. @mom "Have fun, and be careful!"
    They found a nice spot under a tree. {friend} put a [blue|soft] blanket on the grass.
    | There they saw {place.sight} and {place.sight2}. They sat down [on the soft grass|in the shade].
    ---
    But then, {picnic.trouble}. @hero.sad "Oh no! [What can we do now?|Our picnic!]"
    | Just when they wanted to eat, {picnic.trouble}. {friend} was [sad|upset]. @friend.sad "Our picnic is ruined!"
    {friend} [had an idea|thought for a moment]. @friend "{picnic.idea}"
    | {hero} [did not give up|smiled]. @hero "Don't be sad. {picnic.idea}"
    So that is what they did. [It was a good idea.|They worked together.]
    | They both liked the idea, and they started right away.
    ? They [laughed|sang a song|told each other jokes] while they did it.
    ---
    They ate the {sweet.many} and [drank|shared] the juice. Everything tasted so good!
    | In the end, they had a wonderful picnic. They ate until their tummies were full.
    ? A [bird|squirrel|duck] came close. {hero} gave it some crumbs.
    | @friend.glad "This is the best picnic ever!" @hero.glad "I think so too!"
    When the sun went down, they [packed their things|cleaned up] and went home. They were tired but happy.
    | @hero "Can we do this again?" @friend.glad "Yes! Next week!"
    They learned that [a bad thing can turn into a good thing|friends can solve any problem|it is good to stay calm when things go wrong].
    | It was a day that they would always remember.
"""

PLOTS = {
    "turns": Plot("thing=toy", TURNS, "child", night=False, opening=False),
    "pretend": Plot("role=role", PRETEND, "child", night=False, opening=False),
    "contest": Plot("sweet=sweet", CONTEST, night=False),
    "school": Plot("teacher=teacher thing=toy", SCHOOL, "child", night=False, alone=True),
    "rude": Plot("folk=folk sweet=sweet", RUDE, "child", night=False, opening=False),
    "trade": Plot("thing=toy other=toy", TRADE, "child", night=False),
    "fall": Plot("fall=fall sweet=sweet", FALL, "child", night=False),
    "picnic": Plot("sweet=sweet picnic=picnic", PICNIC, night=False),
}
