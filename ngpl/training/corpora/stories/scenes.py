"""Tables of small scenes: a danger and its cure, a find and its use, a wish and what comes of it. Cells may hold fields."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import Row, rows

TABLES: dict[str, list[Row]] = {
    "danger": rows(
        "name warn rule wish did pain care never",
        """
        the stove; The stove is very hot.; touch the stove; touch it; touched the stove; {hero.his} finger was burned; put {hero.his} finger in cold water; touched the stove
        the sharp knife; The knife is very sharp.; touch the knife; cut the bread; picked up the knife; there was blood on {hero.his} thumb; put a bandage on the thumb; took the knife
        the deep pond; The water is deep and cold.; go near the pond; play there; went to the pond and looked at the fish; {hero.he} fell into the cold water; pulled {hero.him} out and wrapped {hero.him} in a towel; went to the pond alone
        the busy street; The cars are very fast.; run into the street; play there; ran into the street after {hero.his} ball; a car stopped with a loud noise, and {hero.he} fell down; cleaned {hero.his} knee and held {hero.him} tight; ran into the street
        the bees; The bees can sting you.; go near the bees; catch a bee; tried to catch a bee; a bee stung {hero.him} on the arm; put ice on {hero.his} arm; tried to catch a bee
        the wet floor; The floor is wet and slippery.; run on the floor; slide on it; ran across the wet floor; {hero.he} slipped and hit {hero.his} head; put ice on {hero.his} head; ran on a wet floor
        the big scissors; The scissors are sharp.; play with the scissors; use them; took the scissors and cut some paper; {hero.he} cut {hero.his} finger; put a band-aid on {hero.his} finger; took the big scissors
        the high wall; You can fall down.; climb on the wall; climb up there; climbed up the wall; {hero.he} fell and hurt {hero.his} arm; looked at {hero.his} arm and kissed it; climbed on the wall
        the red berries; Those berries can make you sick.; eat the red berries; try one; ate three red berries; {hero.his} tummy hurt so much; gave {hero.him} water and put {hero.him} to bed; ate strange berries
        the candle; The fire is hot.; play with the candle; hold it; put {hero.his} hand over the candle; {hero.his} hand got very hot and hurt; held {hero.his} hand under cold water; played with fire
        the broken glass; The glass is sharp.; touch the broken glass; pick it up; picked up a piece of glass; there was a cut on {hero.his} hand; washed the cut and put a bandage on it; touched broken glass
        the ladder; The ladder is old and weak.; climb the ladder; go up there; climbed up the old ladder; the ladder shook and {hero.he} fell down; helped {hero.him} up and rubbed {hero.his} back; climbed that ladder
        the ice on the lake; The ice is too thin.; go on the ice; skate there; took one step on the ice; the ice cracked and {hero.his} feet got wet and cold; gave {hero.him} dry socks and warm milk; went on thin ice
        the big dog; The dog can bite.; pet the big dog; pet it; put {hero.his} hand through the fence to pet the dog; the dog barked and tore {hero.his} sleeve; took {hero.him} inside and looked at {hero.his} arm; touched a strange dog
        the oven; The oven is still hot.; open the oven; look inside; opened the oven to see the cake; the hot air hurt {hero.his} face; washed {hero.his} face with cold water; opened the oven
        the thorns; The thorns are sharp.; touch the roses; pick a rose; tried to pick a red rose; a thorn went into {hero.his} finger; pulled the thorn out; picked a rose without asking
        the hammer; The hammer is heavy.; play with the hammer; hit a nail; picked up the heavy hammer; the hammer fell on {hero.his} toe; put a cold cloth on {hero.his} toe; played with the hammer
        """,
    ),
    "made": rows(
        "name stuff did",
        """
        a card; some paper and crayons; drew a big heart and wrote {hero.his} name
        a necklace; beads and a long string; put the beads on the string, one after the other
        a cake; flour, eggs and sugar; mixed it all in a big bowl and baked it with {dad}
        a picture; paper and paint; painted a house, a tree and the whole family
        a paper crown; yellow paper and glue; cut the paper, glued it and put shiny stickers on it
        a bracelet; red and blue string; twisted the strings around each other
        a pillow; a soft cloth and a needle; sewed the sides and filled it with wool
        a little boat; wood and a piece of cloth; made a hull of wood and a sail of cloth
        a bunch of flowers; a pair of scissors and a ribbon; picked the prettiest flowers and tied the ribbon around them
        a clay cup; some wet clay; made a cup out of the clay and painted it purple
        a song; an old guitar; played a few notes and thought of some words
        a puppet; an old sock and two buttons; put the buttons on the sock for eyes
        a picture frame; four sticks and shells; tied the sticks together and glued the shells on them
        a hat; wool and a feather; folded the wool and put the feather on top
        """,
    ),
    "fall": rows(
        "doing fell part",
        """
        riding their bikes; fell off {hero.his} bike; knee
        running around the trees; tripped over a root; knee
        climbing a tree; slipped and fell out of the tree; arm
        playing on the swings; fell off the swing; leg
        jumping over puddles; slipped in the mud; elbow
        racing down the hill; fell over a rock; hand
        playing with a ball; ran into a pole; head
        going down the slide; went too fast and landed on the ground; foot
        jumping on the bed; bounced too high and fell off; head
        playing tag; bumped into a wall; nose
        kicking a ball; kicked a stone; toe
        playing on the monkey bars; let go and fell down; wrist
        skating on the path; lost control and fell; knee
        playing hide and seek; hit a branch; forehead
        """,
    ),
    "picnic": rows(
        "trouble idea",
        """
        ants came and climbed all over the food; Let's give the ants some crumbs far away, so they will leave our food alone.
        it started to rain; Let's eat under the big tree. The leaves will keep us dry.
        a strong wind blew the blanket away; Let's put a stone on each corner of the blanket.
        a goose came and took the bread; Let's share with the goose. We have enough for everyone.
        the juice spilled on the blanket; Let's sit on the grass. The blanket can dry in the sun.
        they saw that the forks were still at home; Let's eat with our hands.
        a fly buzzed around their heads; Let's put some sweet juice over there. Then the fly will go away.
        the basket fell into the water; Let's pick some berries. They are yummy too.
        a dog ran off with the basket; Let's follow the dog. Maybe it wants to play with us.
        it got very cold; Let's dance until we are warm.
        """,
    ),
    "stuck": rows(
        "where try did",
        """
        stuck in a bush; pull the branches; pulled the branches apart
        stuck in a deep hole; reach down into the hole; put a long branch into the hole
        caught in a net; open the net; cut the net with a sharp stone
        stuck under a log; lift the log; lifted the log
        stuck in the fence; push the fence; bent the wire a little
        stuck in the mud; pull hard; put some wood on the mud and pulled hard
        stuck in a box; open the lid; opened the heavy lid
        caught in some string; untie the string; untied the string, knot by knot
        stuck in a tall tree; climb the tree; got a ladder and climbed up
        stuck under a big rock; push the rock; pushed the rock away
        locked in a cage; open the lock; found the key and opened the cage
        stuck in a pipe; reach into the pipe; poured some water into the pipe
        """,
    ),
    "trap": rows(
        "where did",
        """
        caught in a big net; chewed on the net until it broke
        stuck in a deep hole; pushed a long branch into the hole
        stuck under a fallen tree; dug and dug under the tree
        tied up with a rope; bit through the rope
        locked in a cage; stole the key from the hunter and opened the lock
        stuck between two rocks; rubbed the rocks with slippery mud
        hurt by a thorn in one paw; pulled the thorn out very carefully
        lost in a dark cave; went in with a light and found the way out
        """,
    ),
    "odd": rows(
        "name trouble did",
        """
        very long ears; the little ones got lost in the fog; listened with {hero.his} long ears and found the little ones
        a very loud voice; a fire started in the forest; shouted so loud that everyone heard it and ran away from the fire
        a very long tail; {friend} fell into a deep hole; put {hero.his} long tail down into the hole and pulled {friend} out
        big feet; the bridge over the river broke; walked through the deep mud with {hero.his} big feet and carried everyone across
        a very small body; {friend} was locked in a cage; went through a tiny gap and opened the cage
        spots that glow in the dark; it was so dark that nobody could find the way home; lit up the path and showed everyone the way home
        a big, round nose; all the food was gone; smelled some berries far away and led everyone to them
        sharp spikes; a mean wolf came; rolled up into a ball and scared the wolf away
        purple fur; a hunter was looking for the animals; danced on a hill so that the hunter looked only at the purple fur, and the others could hide
        big teeth; {friend} was stuck under a log; bit through the log with {hero.his} big teeth
        slow legs; everyone ran past a tiny egg in the grass and did not see it roll away; saw the egg and brought it back to its mother
        a bald head; the sun was gone behind the clouds and a boat was lost; stood on a rock and let {hero.his} shiny head shine until the boat came back
        """,
    ),
    "drive": rows(
        "trouble did",
        """
        a big truck was stuck in the mud; pulled and pulled until the truck was free
        a little girl was sick and needed a doctor; drove as fast as the wind and brought the doctor to her
        a tree fell on the road; pushed the tree away, little by little
        the fuel was all gone; rolled down the hill to the fuel station and filled up the tank
        there was a big race in the town; went around the track faster than ever
        a family was lost in the storm; turned on the bright lights and showed the family the way home
        the bridge was closed and the store had no food; found another way through the hills and brought bread and milk
        a boy lost his dog; drove up and down every street until the dog was found
        it snowed so much that the children could not get to school; made a path through the deep snow
        one wheel went flat; drove slowly to the mechanic, who fixed the wheel
        """,
    ),
    "yummy": rows(
        "food what where owner did then sorry",
        """
        honey; beehive full of honey; in a tall tree; the bees; put one paw into the hive; the bees came out and stung {hero.his} nose; The bees forgave {hero.him} and gave {hero.him} a little jar of honey
        apples; tree full of red apples; behind a fence; the farmer; jumped over the fence; the farmer's dog barked and ran after {hero.him}; The farmer smiled and gave {hero.him} a basket of apples
        pie; big pie; on a window; the old lady; climbed up to the window; the plate fell down with a loud crash; The old lady baked a new pie and gave {hero.him} a slice
        fish; bucket full of fish; near the lake; the fisherman; put {hero.his} head into the bucket; the bucket got stuck on {hero.his} head; The fisherman laughed and gave {hero.him} one small fish
        carrots; row of carrots; in a garden; the gardener; pulled out the carrots; the gardener came out with a big broom; The gardener let {hero.him} help, and then they shared the carrots
        cheese; big piece of cheese; in a kitchen; the cook; went in through a hole; a big cat jumped out of the corner; The cook chased the cat away and cut the cheese in two
        corn; field of yellow corn; near the farm; the farmer; went into the field; a scarecrow moved in the wind and looked very scary; The farmer forgave {hero.him} and let {hero.him} have some corn
        nuts; pile of nuts; under an oak tree; the old badger; took the nuts from the bottom; the whole pile rolled down and hit {hero.him}; The badger forgave {hero.him}, and they picked up the nuts together
        """,
    ),
    "wish": rows(
        "name came bad",
        """
        for a mountain of candy; there was candy all over the place; {hero.his} tummy hurt, and {hero.he} could not eat any more
        for a house full of toys; there were toys up to the roof; there was no room to play or to sleep
        for no more bedtime; it was day all the time; {hero.he} was so tired that {hero.he} could not stand up
        for the power to fly; {hero.he} had two wings; {hero.he} flew too high and could not come down
        to be as big as a house; {hero.he} grew and grew; {hero.he} could not fit through the door, and nobody wanted to play with a giant
        to be very small; {hero.he} was as small as an ant; the cat wanted to catch {hero.him}
        for everything to be gold; the whole house was gold; even the bread was gold, and {hero.he} was hungry
        for no more rules; nobody told {hero.him} what to do; nobody made dinner or tucked {hero.him} in
        to be a king; there was a crown on {hero.his} head; {hero.he} had to work all day and never had time to play
        for a real lion; a big lion stood in front of {hero.him}; the lion was hungry and looked at {hero.him}
        for ten of {hero.himself}; there were ten children who looked the same; they all wanted the same toy and the same bed
        for snow in the summer; it was snowing; all the flowers were cold and the birds were sad
        to be invisible; nobody could see {hero.him}; even {mom} walked past and did not hear {hero.him}
        """,
    ),
}
