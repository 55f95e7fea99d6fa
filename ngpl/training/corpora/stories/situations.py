"""Tables of situations: what belongs together in a plot stands in one row."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import Row, rows

TABLES: dict[str, list[Row]] = {
    "fear": rows(
        "name sign because fix",
        """
        the dark; everything looked black; dark rooms are full of strange shapes; the shapes were only clothes on a chair
        thunder; a loud boom came from the sky; the noise is so big; thunder was only a noise and could not come inside
        the deep water; the pond looked very deep; the water is cold and wide; the water held up anyone who lay still
        the high slide; the ladder went up and up; the ground looks so far away; the way down was quick and soft
        the big dog next door; a deep bark came from the gate; the dog has large teeth; the dog only wanted to play
        loud trains; the ground began to shake; trains are fast and noisy; trains always stayed on their tracks
        spiders; something moved in the corner; spiders have too many legs; spiders were shy and ran from noise
        the tall bridge; the boards made a creak; the river is far below; the rails were strong and safe
        the cellar; the stairs went down into the gloom; it smells of old things down there; there were only jars of jam below
        the wind at night; something tapped on the window; it sounds like a ghost; it was only a branch on the glass
        """,
    ),
    "skill": rows(
        "name tried failed tip did",
        """
        ride a bike; got on the bike; fell on the grass; look ahead and not at the wheel; rode all the way down the path
        swim; jumped into the water; swallowed some water; kick slowly and breathe; swam across the pond
        whistle; blew very hard; made only a puff of air; make the lips small and round; whistled a whole song
        catch a ball; held out both hands; dropped the ball; watch the ball all the way; caught it ten times
        skate; stepped onto the ice; slipped and sat down hard; bend the knees a little; skated in a big circle
        tie a bow; crossed the strings; made a big knot; make two loops like rabbit ears; tied a perfect bow
        play the drum; hit the drum; lost the beat; count to four again and again; played for the whole family
        draw a horse; took a pencil; made something that looked like a table; start with a big round shape; drew a fine horse
        jump rope; swung the rope; got tangled up; listen to the sound of the rope; jumped twenty times
        bake bread; mixed the flour; made a loaf as hard as a rock; let the dough rest; baked a soft round loaf
        climb the rope; pulled with both arms; slid down again; hold on with the feet too; touched the top of the rope
        read; opened a book; mixed up the letters; say each sound slowly; read a whole page aloud
        """,
    ),
    "chore": rows(
        "name tool problem end",
        """
        sweep the floor; a broom; dust was everywhere; the floor was clean and bright
        wash the dishes; a sponge; the plates stood in a tall pile; every plate was shiny
        carry the wood; a basket; the pieces were heavy; all the wood lay in a neat stack
        water the plants; a watering can; the leaves hung down; the plants stood tall again
        pick the beans; a bowl; there were so many rows; the bowl was full to the top
        paint the fence; a brush; the fence was long and gray; the fence looked like new
        rake the leaves; a rake; the wind kept moving the leaves; the grass was green again
        hang up the wash; a bag of clothespins; the line was very high; the shirts danced in the wind
        feed the hens; a bucket of corn; the hens ran in all directions; every hen was full and quiet
        set the table; a tray; guests were coming soon; each place had a plate and a flower
        fix the roof; a hammer; water dripped on the floor; not one drop came in
        clean the windows; a soft cloth; the glass was full of spots; the sun shone right in
        """,
    ),
    "work": rows(
        "name part first trouble final",
        """
        a sandcastle; sand; dug a deep ring; a wave washed one wall away; a castle with four towers
        a treehouse; boards; dragged boards to the old oak; one board was too short; a treehouse with a round window
        a tower of blocks; blocks; put the biggest blocks at the bottom; the top fell with a crash; a tower as tall as a chair
        a birdhouse; wood; drew a plan on paper; the roof would not stay on; a birdhouse with a tiny door
        a raft; sticks; tied sticks together; the knots came loose; a raft that really floated
        a bridge over the stream; stones; rolled flat stones to the bank; the middle stone slid away; a bridge that did not shake
        a kite; paper; cut the paper into a diamond; the paper tore at one end; a kite with a long tail
        a little cart; wheels; looked for four wheels; one wheel was missing; a cart that could carry two
        a hut of branches; branches; leaned branches against a tree; the wind blew the roof down; a hut with a soft floor of moss
        a puppet stage; boxes; painted the boxes; the curtain got stuck; a stage with a real curtain
        a dam; mud; pushed mud and stones together; the water found a hole; a dam that made a small pool
        a scarecrow; straw; filled an old shirt with straw; the head kept rolling off; a scarecrow with a big smile
        """,
    ),
}

TABLES |= {
    "craft": rows(
        "name stuff did play",
        """
        a ship; two chairs and a sheet; put the chairs side by side and hung up the sheet as a sail; sailed to an island with gold
        a castle; five big boxes; cut windows into the boxes and drew stones on them; guarded the castle against a dragon
        a shop; cans, bags and paper; put everything on a low table and wrote prices on paper; sold soup to a very rich bear
        a train; six chairs; put all the chairs in a row and made tickets; drove to the mountains and back
        a tent; a blanket and a long rope; tied the rope to two doors and hung the blanket over it; told stories with a flashlight
        a band; pots, spoons and a comb; tried out which pot made the best sound; played loud music and marched around
        a small zoo; clay and some buttons; made elephants, lions and snakes of clay; fed the lions with paper meat
        a rocket; an old box and some foil; covered the box with foil and painted buttons inside; flew to the moon and looked for stones
        paper boats; a pile of old newspapers; folded one boat after the other; let the boats race in the bathtub
        a shadow show; a lamp and a white cloth; hung up the cloth and put the lamp behind it; made rabbits and wolves with their hands
        """,
    ),
    "noise": rows(
        "name sound where cause fix",
        """
        tap; tap, tap, tap; the back door; a branch in the wind; tied the branch to the fence
        drip; drip, drip, drip; the bathroom; water that dripped into the tub; turned the tap off
        scratch; scratch, scratch; the cupboard; a mouse with a piece of cheese; let the mouse out into the garden
        bump; bump, bump; the stairs; a ball that rolled from step to step; put the ball away
        rustle; rustle, rustle; the big basket; a kitten in the wash; gave the kitten some milk
        squeak; squeak, squeak; the garden gate; a gate that nobody had closed; closed the gate
        flap; flap, flap, flap; the attic; a bird that had lost its way; opened the window for the bird
        snore; snore, snore; the sofa; the old dog, fast asleep; covered the dog with a blanket
        buzz; buzz, buzz; the lamp; a fat beetle on its back; carried the beetle outside
        clack; clack, clack; the kitchen window; a shutter in the storm; pulled the shutter tight
        """,
    ),
}

TABLES |= {
    "riddle": rows(
        "name ask hint",
        """
        a clock; I have hands, but I cannot clap.; some hands only point
        a river; I run all day, but I have no legs.; not all that runs has feet
        a shadow; I follow you in the sun, but I hide in the dark.; light makes a second you
        an echo; I speak without a mouth and always have the last word.; call into a cave and someone answers
        a hole; The more you take from me, the bigger I get.; digging makes it grow
        a candle; I am tall when I am young and short when I am old.; fire makes some things shrink
        a needle; I have one eye, but I cannot see.; thread goes where no light goes
        an egg; I am a house with no door, and something gold lives inside me.; hens build the smallest houses
        the wind; You cannot see me, but I can push your hat away.; the strongest hand may be one you cannot see
        a book; I have many leaves, but I am not a tree.; some leaves are full of words
        snow; I fall all day, but I am never hurt.; winter falls softly
        a comb; I have many teeth, but I cannot bite.; teeth are good for hair too
        a bell; I have a tongue, but I only sing one word.; some tongues are made of iron
        a mirror; I show you a face, but I have none of my own.; the glass on the wall knows you well
        """,
    )
}
