"""Plots away from home: a find and its use, the zoo, lost in the woods, the store, rain on a toy, a word, a job."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot

FIND = """
    One day, {hero} found a {find.look} {find} [on the ground|in the garden|under a tree|in the yard|near the road]. [{hero.he} had never seen one before.|{hero.he} picked it up.]
    | One day, {hero} went outside to play. {hero.he} saw something {find.look} in the grass. It was a {find}!
    | One [sunny|rainy|cold] day, {hero} was [walking with {mom}|playing alone|looking for bugs] when {hero.he} saw a {find.look} {find}.
    @hero.glad "[Wow!|Look!] What a {find.look} {find}!"
    | @hero "What is this?" {hero.he} [touched it|turned it around|looked at it] carefully.
    | {hero} was [curious|excited|surprised]. {hero.he} wanted to know [what to do with it|where it came from].
    {hero} [took it home|ran to {mom}|showed it to {mom}]. @hero "{mom.call}, look what I found! [What is it for?|Can I keep it?]" @mom.kind "That is a {find}. You can {find.use} with it."
    | @hero "{mom.call}, can we {find.use} with this {find}?" @mom "[Yes, we can.|That is a good idea.|Let's try it together.]"
    ---
    {hero} [was happy|nodded]. {hero.he} wanted to {find.use}. [First, {hero.he} looked at it for a long time.|{mom} showed {hero.him} how.]
    | So {hero} and {mom} sat down and started to {find.use}. It was [not easy|a lot of fun].
    ? {friend} came to visit. @friend "Can I try too?" @hero "Yes, you can. [We can share the {find}.|But be careful with it.]"
    | {hero} [tried and tried|worked all day]. {hero.he} used the {find} to {find.use}.
    [In the end|At the end of the day], {find.end}. {hero} was so [proud|happy]!
    | Soon, {find.end}. @hero.glad "[We did it!|Look, {mom.call}!]"
    ---
    A: Then {hero} saw {owner.a} [in the street|at the park|outside]. @owner.sad "I lost my {find}. [Did you see it?|Can you help me find it?]"
    | B: {mom} was proud of {hero.him}. @mom.kind "You did a great job, {hero}."
    | B: {hero} put the {find} in a special [box|place], so that it would be safe.
    A: {hero} [looked at the {find}|knew what to do]. @hero "Is it this one? [You can have it back.|I found it in the grass.]" @owner.glad "[Yes! Thank you so much!|That is mine! Thank you!]"
    | B: From that day on, {hero} [used the {find} every day|took the {find} everywhere|always looked for new things].
    ? @friend "You are so lucky, {hero}!" @hero "We can look for something new tomorrow."
    | That night, {hero} told {dad} all about the {find}.
    ? {hero} [went home with a smile|felt happy and proud]. It was a good day.
    | The end.
"""

ZOO = """
    One day, {hero} [went to the zoo|went on a trip to the zoo] with {mom} and {dad}. {hero.he} was so excited!
    | @mom "Today we are going to the zoo!" @hero.glad "Hooray! I want to see the {zoo.many}!"
    | {hero} wanted to see a {zoo.one}. So {dad} took {hero.him} and {hero.his} friend {friend} to the zoo.
    ? They went there by [bus|car|train|subway]. {hero} [looked out of the window|sang a song|asked a hundred questions].
    First, they saw the {zoo.many}. The {zoo.many} {zoo.did}. @hero.glad "Look! [They are so big!|They are so funny!|Can I touch them?]"
    | There were so many animals! {hero} liked the {zoo.many} the most. They {zoo.did}.
    Then they went to see the {zoo2.many}. The {zoo2.many} {zoo2.did}. @dad "[Don't go too close!|Do you like them?|Look at that one!]"
    | Next, they saw the {zoo2.many}. A baby {zoo2.one} looked at {hero}. {hero} waved at it.
    ---
    A: {hero} [wanted to see more|ran ahead|stopped to look at a {zoo2.one}]. But when {hero.he} turned around, {mom} and {dad} were gone!
    | B: Then a [naughty|cheeky] monkey [took|grabbed] {hero.s} hat and ran away with it. @hero.sad "Hey! [That is my hat!|Give it back!]"
    | C: {hero} wanted to give [a cookie|bread|a banana] to the {zoo.one}. @dad "Stop, {hero}. The sign says no feeding." @hero "Why?" @dad.kind "Because it can make the animals sick."
    A: {hero} [was very scared|started to cry]. @hero.scared "[Mommy! Daddy! Where are you?|I am lost!]"
    | B: {hero} [did not know what to do|wanted to cry].
    | C: {hero} put it back. {hero.he} did not want to make the animals sick.
    A: A [nice|friendly|kind] man who worked at the zoo [came to help|saw it]. "[Don't worry|It will be okay], little one," the man said. Then {mom} came running. @mom.glad "There you are, {hero}!"
    | B: A [nice|friendly] lady who worked at the zoo gave the monkey a banana. The monkey took it and dropped the hat.
    | C: The man who worked at the zoo saw it. "Thank you for listening," he said. "You can help me feed the birds." {hero} was so happy!
    ---
    A: {hero} [hugged {mom}|held {mom.s} hand very tight]. {hero.he} was not scared anymore.
    | B: {hero} [put on the hat and laughed|thanked the lady].
    | C: They saw many more animals that day.
    They ate [ice cream|popcorn] and {mom} bought {hero.him} a small toy {zoo.one}.
    | Before they went home, {hero} said goodbye to all the animals. "Goodbye, {zoo.many}! Goodbye, {zoo2.many}!"
    @dad "What did you like best?" @hero.glad "I liked the {zoo.many} best!"
    | On the way home, {hero} fell asleep in the car. {hero.he} dreamed of {zoo.many}.
    ? It was [the best day ever|a great day]. {hero} could not wait to go again.
"""

WOODS = """
    One day, {hero} was playing near the woods. {mom} told {hero.him} not to go too far. But then {hero} saw a [butterfly|bunny|bird] and ran after it.
    | @mom "Stay close to the house, {hero}." @hero "Okay, {mom.call}." But then {hero} saw a [butterfly|bunny|frog] near the woods and followed it.
    | One day, {hero} saw a [beautiful butterfly|white bunny|colorful bird|little frog] and wanted to follow it.
    {hero.he} forgot everything else. {hero.he} went deeper and deeper into the woods.
    | {hero} [walked and walked|ran and ran], and {hero.he} did not look back.
    ---
    Soon, {hero} stopped. [All the trees looked the same.|It was getting dark.|{hero.he} could not see the house anymore.] {hero.he} was lost!
    | When {hero} wanted to go home, {hero.he} did not know the way. {hero} was [lost|alone and scared].
    @hero.scared "[Hello? Is anyone there?|Where am I?|I want to go home!]" But nobody [came|was there].
    | {hero} sat down on a log and [cried|started to cry]. {hero.he} wished {hero.he} had listened to {mom}.
    ? The wind [blew|made strange sounds], and it got cold.
    Then {hero.he} heard a voice. It was {beast.a}. @beast.kind "[Why are you crying, little one?|Are you lost?|What is wrong?]" @hero.sad "I [am lost|can't find my way home]. Can you help me?"
    | Just then, {beast.a} came out of a bush. @beast "Hello. What are you doing here all alone?" @hero.sad "I want to go home, but I don't know the way."
    @beast.kind "[Don't worry. I know the way.|Follow me. I will show you the way.]"
    | {beast} [thought for a moment|was very kind]. @beast "I know every tree in these woods. Come with me."
    ---
    {hero} followed {beast} [past a pond|over a bridge|through the bushes]. [They talked and laughed on the way.|Soon {hero.he} was not scared anymore.]
    | They walked together for a long time. {beast} told {hero} funny stories, so {hero.he} was not afraid.
    [At last|Finally], {hero} saw {hero.his} house. {mom} was standing at the door. She [ran to {hero.him}|hugged {hero.him} so tight].
    | Then {hero} heard {mom} call {hero.his} name. @hero.glad "{mom.call}! I am here!"
    @mom "Where were you? I was so worried!" @hero.sad "I am sorry. [I did not listen.|I got lost.] {beast} showed me the way."
    | @hero.sad "I am sorry, {mom.call}. I will never run away again." @mom.kind "I am just glad that you are safe."
    {hero} [turned around to say|said] thank you to {beast}, and {beast} [waved|smiled] and went back into the woods.
    | They gave {beast} some {beast.food} to say thank you.
    From that day on, {hero} always [stayed close to home|listened to {mom}].
    | {hero} learned [to listen to {mom}|not to go too far from home].
"""

STORE = """
    One day, {hero} and {mom} went to the store. {hero} saw a {thing.whole} [in the window|on a shelf]. {hero.he} wanted it so much.
    | One day, {hero} saw a {thing.whole} in a store. {hero.he} could not stop looking at it.
    @hero "{mom.call}, can I have it, please?" @mom "[It costs too much, {hero}.|Not today, {hero}.|We do not have enough money.]" {hero} was [sad|upset].
    | @hero "Can you buy it for me?" @mom "No, {hero}. But you can [work|save your money] and buy it yourself."
    ? {hero} [cried and stamped {hero.his} feet|was mad]. @hero.cross "But I want it now!" @mom.kind "You have to be patient."
    | At home, {hero} opened {hero.his} piggy bank. There were only [two|three|four] coins in it.
    ---
    So {hero} decided to work. {hero.he} helped [{dad} wash the car|{mom} in the kitchen|the neighbor with the garden]. {hero.he} got [one coin|two coins].
    | {hero} had an idea. {hero.he} made [cookies|cupcakes] and sold them in front of the house. {friend} helped {hero.him}.
    Every [day|week], {hero} put [a coin|more money] in the jar. It took a long time, but {hero} was patient.
    | {hero} worked [hard|very hard]. {hero.he} [picked up leaves|fed the neighbor's cat|carried bags] and saved all the money.
    ? Sometimes {hero} wanted to buy [candy|ice cream], but {hero.he} said no. {hero.he} wanted to save.
    ---
    [Finally|At last], {hero} had enough money. {hero.he} [ran|went] to the store with {mom}. The {thing} was still there!
    | One day, the jar was full. {hero} counted the money. @hero.glad "{mom.call}, I have enough!"
    A: But on the way, {hero} saw {folk.a}. @folk.sad "I am so hungry. I have no food." {hero} [looked at {hero.his} money|thought about it]. Then {hero.he} gave the money to {folk}.
    | B: {hero} gave the money to the man in the store and got the {thing.full}. {hero.he} was so happy and proud!
    A: @mom.glad "I am so proud of you, {hero}. You have a good heart."
    | A: @folk.glad "Thank you, {hero}. You are so kind." {hero} had no {thing}, but {hero.he} felt happy.
    | B: @mom.glad "I am so proud of you, {hero}. [You worked hard.|You were so patient.]"
    | B: {hero} [played with the {thing} all day|showed the {thing} to {friend}]. @friend.glad "Wow! It is so nice!"
    A: {hero} learned that [helping others is better than a new {thing}|it feels good to help].
    | B: {hero} learned that [good things take time|it feels good to work for something|it is good to save].
    | B: The moral of the story is that it is good to be patient.
"""

LEFT = """
    {hero} had a {thing.whole}. It was a gift from {elder}. {hero} played with it every day.
    | {hero} loved {hero.his} {thing.full}. {hero.he} took it [everywhere|to bed every night].
    One day, {hero} was playing outside with the {thing}. {mom} called, "{hero}, dinner is ready!" {hero} [ran inside|ran into the house] and forgot the {thing}.
    | One day, {hero} took the {thing} [to the park|outside]. When it was time to go home, {hero.he} [forgot it on the grass|left it under a tree].
    @mom "Did you bring your {thing} inside?" @hero "[I will get it later.|I will do it tomorrow.]"
    | @mom "Don't forget to put your {thing} away, {hero}." But {hero} was [too tired|lazy] and went to bed.
    ---
    That night, it rained and rained. The wind [was strong|blew all night].
    | At night, there was a big storm. {hero} [slept and did not hear it|heard the rain on the roof].
    In the morning, {hero} ran outside. The {thing} was [wet and dirty|full of mud|broken]. @hero.sad "Oh no! My {thing}!"
    | The next day, {hero} found the {thing}. It was wet, and it was [broken|not {thing.colour} anymore]. {hero} [cried|started to cry].
    {mom} [came outside|hugged {hero.him}]. @mom.kind "I am sorry, {hero}. [It can't be fixed.|We can try to fix it, but it will not be the same.]"
    | {hero} [tried to clean it|put it in the sun], but it did not help. It [did not work anymore|was too late].
    ? @friend.kind "You can play with my toys, {hero}." @hero.sad "Thank you. But I miss my {thing}."
    ---
    {hero} was very sad. {hero.he} wished {hero.he} had [listened to {mom}|put the {thing} away].
    | @hero.sad "It is my fault. I did not take care of it."
    {mom} said, "[We all make mistakes.|Next time, you will remember.]" {hero} nodded.
    | {hero} put the {thing} on a shelf, to remember what had happened.
    From that day on, {hero} [took good care of all {hero.his} toys|always put {hero.his} toys away].
    | {hero} learned to take care of [the things {hero.he} loved|{hero.his} things].
    | The moral of the story is: take care of your things, or you will lose them.
"""

WORKER = """
    Once upon a time, there was {job.a} named {hero}. {hero} {job.does} every day. {hero.he} was very [good at it|proud of it|happy].
    | {hero} was {job.a}. {hero.he} {job.does}. Everyone in the [town|village] [liked|knew] {hero}.
    | Once there was {job.a} called {hero}. {hero.he} lived in a small house [near the sea|in the village|in a big town] and {job.does}.
    {hero.he} had a friend named {friend}. {friend} came to [watch|help] every [morning|day].
    | {hero} always wore a [red|big|funny] [hat|coat] and [whistled|sang] all day.
    ---
    One day, {job.trouble}. {hero} was [worried|upset|sad]. @hero.sad "[What can I do?|How can I fix this?|This is not good.]"
    | One [rainy|cold|windy] morning, {job.trouble}. @hero "Oh no! I have to do something."
    {hero} tried and tried, but {hero.he} could not do it alone.
    | {hero} sat down and thought. {hero.he} did not want to give up.
    @friend.kind "Can I help you? {job.idea}" @hero "[Yes, please.|That would be great.|You are so kind.]"
    | Then {friend} had an idea. @friend "{job.idea}" @hero.glad "That's a great idea!"
    {hero} and {friend} worked [all day|all night|for hours]. They {job.did}.
    | Together, they {job.did}. It was hard, but they [laughed|sang] the whole time.
    ---
    In the end, {job.end}. Everyone [cheered|was happy|came to see it].
    | The next day, {job.end}. {hero} was so [relieved|happy|thankful].
    @hero.glad "Thank you, {friend}. [I could not do it without you.|You are a true friend.]" @friend.glad "[You are welcome!|It was fun!]"
    | The people clapped. "[Hooray for {hero} and {friend}!|Well done, {hero}!]" they shouted.
    {hero} [gave {friend} a big hug|invited {friend} for dinner]. They ate [soup|fish|pie|pasta] and talked until late.
    | From that day on, {hero} and {friend} always worked together.
    ? {hero} learned that [it is okay to ask for help|a friend makes hard work easy].
    | The end.
"""

PLOTS = {
    "find": Plot("find=find owner=folk", FIND, "child", night=False),
    "zoo": Plot("zoo=zoo zoo2=zoo", ZOO, "child", night=False),
    "woods": Plot("beast=wise", WOODS, "child", night=False),
    "store": Plot("thing=toy folk=folk", STORE, "child", night=False),
    "left": Plot("thing=toy", LEFT, "child", night=False),
    "worker": Plot("job=job", WORKER, "child", night=False, opening=False),
}
