"""More tables: finds, jobs, roles, words to learn and the animals of the zoo."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import Row, rows

TABLES: dict[str, list[Row]] = {
    "find": rows(
        "name look use end",
        """
        needle; thin; sew a button on a shirt; the shirt had all its buttons again
        rope; long; make a swing; there was a swing in the old tree
        hammer; heavy; fix the broken chair; the chair was as good as new
        brush; soft; paint the fence; the fence was white and clean
        spoon; silver; stir the soup; the soup was warm and tasty
        whistle; loud; call the dog; the dog came running from far away
        mirror; round; look at {hero.his} face; {hero.he} made a hundred funny faces
        lamp; old; read in the dark; {hero.he} had read the whole book
        bucket; big; carry water to the flowers; all the flowers were wet and happy
        basket; empty; pick berries; the basket was full of sweet berries
        magnet; strange; pick up nails; every nail was back in the box
        marker; purple; draw on paper; there was a picture of the whole family
        shovel; rusty; dig a hole for a tree; the tree stood in the ground
        scarf; warm; stay warm in the wind; {hero.his} neck was cozy and warm
        net; green; catch butterflies; three butterflies sat in the net, and {hero.he} let them go
        flute; wooden; make music; everyone danced to the music
        kite; colorful; play in the wind; it flew higher than the trees
        umbrella; yellow; stay dry in the rain; they walked home and did not get wet
        telescope; shiny; look at the stars; {hero.he} saw the moon and a bright comet
        map; old; find the way to the lake; they stood at the lake and splashed in the water
        key; tiny; open the old box; the box was open, and there was a doll inside
        tape; sticky; fix the torn book; no page was loose anymore
        drum; loud; make noise; all the kids marched behind {hero.him}
        ball; bouncy; play catch; {hero.he} could catch it with one hand
        seed; brown; grow a plant; a green plant looked out of the ground
        pencil; yellow; write a letter; the letter was in the mail
        bell; golden; make a sound; everyone came when it rang
        jar; clear; watch bugs; three bugs sat in it, and then {hero.he} let them go
        violin; dusty; play a song; {hero.he} knew a whole song
        cushion; soft; sit on the cold floor; {hero.he} sat on it and read to the cat
        fan; fancy; keep cool; nobody was hot anymore
        camera; black; take pictures; there was a picture of everyone
        wheel; wooden; fix the wagon; the wagon rolled again
        fork; shiny; eat pasta; the plate was empty
        belt; long; pull the sled; the sled went up the hill
        sponge; wet; wash the car; the car was so clean that it sparkled
        crayon; red; color a picture; the picture was bright and pretty
        ribbon; pink; tie up a gift; the gift looked beautiful
        helmet; hard; ride a bike safely; {hero.he} rode all around the park
        costume; funny; dress up; everyone laughed and clapped
        chain; strong; hang up the swing; the swing went up to the sky
        coin; gold; buy a balloon; {hero.he} had a big balloon
        """,
    ),
    "role": rows(
        "many wear tool act",
        """
        pirates; a black hat; a sword made of paper; sail over the sea and look for gold
        doctors; a white coat; a toy needle; look at the bears and give them pills
        princesses; a pink dress; a crown made of paper; dance in the castle and drink tea
        knights; a gray pot; a shield made of a box; ride on their horses and fight a dragon
        firemen; a red helmet; a hose made of rope; run up the stairs and put out a fire
        cooks; a tall hat; a big spoon; make soup with leaves and stones
        lions; a yellow scarf; a tail made of string; walk on four legs and roar
        superheroes; a red cape; a mask made of cloth; run around and save the world
        spacemen; a big bowl; a rocket made of boxes; fly to the moon and jump very high
        teachers; big glasses; a piece of chalk; teach the dolls how to read
        sailors; a blue shirt; a boat made of a box; row the boat and catch fish
        farmers; big boots; a wagon with hay; feed the cows and the pigs
        policemen; a blue cap; a star made of tin; stop the cars and look for a thief
        birds; a green blanket; wings made of paper; jump off the step and flap their wings
        monsters; a furry coat; claws made of spoons; stamp their feet and growl
        clowns; big shoes; a red nose; fall down and make everyone laugh
        """,
    ),
    "zoo": rows(
        "one many did",
        """
        lion; lions; were sleeping in the sun
        elephant; elephants; sprayed water with their long noses
        monkey; monkeys; jumped from branch to branch
        giraffe; giraffes; ate leaves from a tall tree
        bear; bears; rolled on the ground
        zebra; zebras; ran around in a circle
        penguin; penguins; slid on the ice and jumped into the water
        tiger; tigers; walked up and down and showed their teeth
        hippo; hippos; opened their big mouths
        snake; snakes; were very still
        parrot; parrots; talked all the time
        kangaroo; kangaroos; hopped very high
        crocodile; crocodiles; lay in the mud like logs
        seal; seals; clapped and caught fish
        leopard; leopards; sat in a tree
        wolf; wolves; howled together
        camel; camels; chewed and chewed
        flamingo; flamingos; stood on one leg
        turtle; turtles; moved very slowly
        rhinoceros; rhinoceroses; rubbed their horns on a tree
        """,
    ),
    "job": rows(
        "a does trouble idea did end",
        """
        a baker; baked bread for the whole town; the oven did not get hot; We can bake the bread on an open fire.; made a fire and baked the bread on hot stones; there was bread for everyone
        a farmer; fed the cows and the chickens; it did not rain and the field was dry; We can bring water from the river.; carried buckets of water to the field; the field was green again
        a fisherman; went out in the boat to catch fish; there was a big hole in the net; We can fix it with string.; tied a hundred knots; the net was full of fish
        a painter; painted beautiful pictures; all the blue paint was gone; We can make paint from berries.; picked berries and mixed them with water; the sky in the picture was bluer than ever
        a sailor; sailed over the ocean; the wind stopped and the ship did not move; We can row the boat.; rowed and rowed; they saw the harbor
        a mailman; brought letters to all the people; the bag broke and the letters flew away; We can run after them. I will take the left side.; ran through the streets and picked up every letter; all the people had their mail
        a mechanic; fixed cars in a big garage; there was a car that nobody could fix; Maybe a small part is missing. Let's look for it.; looked under every seat and in the engine; the engine was running again
        a shopkeeper; sold toys in a little shop; nobody came to the shop; We can make a big, colorful sign.; painted a sign and put balloons on it; the shop was full of children
        a tailor; made clothes for everyone; the queen needed a dress by the next day; We can work all night.; cut the cloth and sewed it; the dress was ready, and the queen loved it
        a clown; made people laugh at the circus; nobody laughed at the jokes; You can slip on a banana. That is always funny.; tried out new tricks; the whole circus was laughing
        a gardener; took care of the flowers in the park; hungry snails came and ate the leaves; We can take the snails to the meadow.; put all the snails in a bucket; the roses were in bloom again
        a cook; cooked for the king; the soup was too salty; Put a potato in it. My granny always did that.; added potatoes and carrots; the king asked for more soup
        a singer; sang in a big hall; {hero.his} voice was gone; You need hot tea with honey.; made a big pot of tea; the voice came back, sweeter than before
        a soldier; guarded the castle gate; a cold wind blew and the gate froze; We can melt the ice with warm water.; poured warm water on the lock; the gate opened
        a pilot; flew a small plane; one wing was broken; We can fix it with wood and glue.; worked with a saw and a hammer; the plane was up in the sky again
        a librarian; gave books to the children; rain came through the roof and the books got wet; We can hang the books on a line to dry.; hung up every book; all the pages were dry
        """,
    ),
    "word": rows(
        "name means chance did",
        """
        generous; you like to give things to others; a boy at the park had no snack; gave half of the snack to the boy
        patient; you can wait and not get angry; there was a long line at the ice cream store; waited and sang a little song
        honest; you tell the truth, even if it is hard; a cup fell down and broke; said, "I broke the cup. I am sorry."
        brave; you do the right thing, even if you are scared; a big dog barked at a little cat; stood in front of the cat and said, "Go home, dog!"
        polite; you say please and thank you; the shopkeeper gave {hero.him} a cookie; said, "Thank you, sir!"
        gentle; you are soft and careful with others; there was a tiny bird on the grass; held the bird in both hands, very softly
        helpful; you do things for others; an old lady carried a heavy bag; carried the bag to the door for her
        grateful; you are happy about what you have and say thank you; grandma sent {hero.him} a pair of socks; wrote her a letter to say thank you
        careful; you look and think before you do something; there was ice on the path; walked slowly and did not fall
        cheerful; you smile and make others happy; it rained and everyone was in a bad mood; sang a funny song until they all laughed
        creative; you can make new things from your own ideas; the toy store was closed; made a toy out of old boxes
        obedient; you do what your mom and dad ask you to do; it was time for bed; put the toys away and went to bed right away
        humble; you do not say that you are better than others; {hero.he} won a prize; said, "The others were very good too."
        reliable; people can trust you to do what you said; the neighbor needed someone to feed the fish; fed the fish every morning
        independent; you can do things by yourself; the shoes were untied; tied both shoes without help
        curious; you want to know more about things; there was a strange sound in the garden; looked behind every bush until {hero.he} found a frog
        wise; you think before you speak; two friends had a fight; listened to both of them and helped them to make peace
        respectful; you are nice to others and listen to them; grandpa told a very long story; listened until the end
        thoughtful; you think about how others feel; a girl sat all alone at lunch; sat down next to her and shared an apple
        flexible; you can change your plan and still be happy; it was too wet to go to the park; played inside and had just as much fun
        responsible; you take care of things; the plant in the kitchen was dry; gave the plant some water every day
        compassionate; you feel sad when others are sad, and you help them; a little boy fell off his bike; ran over and helped the boy to stand up
        """,
    ),
    "magic": rows(
        "name where",
        """
        wand; under a bush
        stone; in the river
        ring; in the sand
        lamp; in an old shop
        shell; on the beach
        feather; on a rock
        crown; in a hollow tree
        necklace; in a box
        mirror; in the attic
        coin; at the bottom of a well
        flower; near a waterfall
        key; in a bird's nest
        hat; on a fence
        crystal; in a cave
        """,
    ),
}
