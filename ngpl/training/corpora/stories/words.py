"""The word lists of the built-in stories. A row is one thing of the story's world, its columns in the order named."""

from __future__ import annotations

from types import SimpleNamespace


class Row(SimpleNamespace):
    """One row of a table; as text it is its ``name``."""

    def __str__(self) -> str:
        return str(self.name)


def rows(columns: str, table: str) -> list[Row]:
    """Lines of ``;``-parted cells -> rows with those columns."""
    lines = filter(None, (line.strip() for line in table.splitlines()))
    return [Row(**dict(zip(columns.split(), (c.strip() for c in line.split(";")), strict=True))) for line in lines]


def items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",")]


# as often as they stand here
USUAL_GIRLS = "Lily Lily Lily Lily Anna Mia Sara Lucy Molly Sarah Jane Daisy Jill Lila Sue Sally Amy Emma".split()
USUAL_BOYS = "Ben Ben Ben Timmy Timmy Tom Tom Jack Sam Tim Max John Bob Joe Tommy Billy Andy Jimmy".split()

GIRLS = (
    sorted(set(USUAL_GIRLS))
    + (
        "Mary Jenny Jen Grace Ella Sandy June Isabel Rachel Denise Polly Emily Kate Alice Sophie Mae Becky Mimi Lola Emmy "
        "Cindy Susie Claire Gina Ann Millie Tilly Nora Rita Kari Rosie Annie Chloe Bella Abigail Zoe Maisy Suzy Linda Ruby "
        "Betty Rosa Clara Maya Ivy Holly Tina Poppy Leila Hana Nina Olga Penny Greta Wendy Ada Elsa Fern Kira Mina Priya "
        "Yuki Amelia Ava Beth Carla Carol Celia Cora Dana Della Diana Dora Edith Elena Eliza Ellen Erin Esther Eva Evie "
        "Fiona Flora Freya Gemma Gloria Hannah Harriet Heidi Helen Hilda Ida Ines Iris Isla Jasmine Jess Joan Judy Julia "
        "Karen Katie Kelly Kim Lana Laura Leah Lena Lexi Libby Linn Lisa Liz Lottie Louise Lydia Mabel Maria Marta Matilda "
        "Megan Melody Meg Minnie Nadia Nancy Naomi Nell Nelly Nicole Paula Peggy Phoebe Rebecca Robin Rose Sadie Selma "
        "Sofia Stella Susan Tara Tessa Thea Trudy Vera Victoria Violet Wanda Winnie Yasmin"
    ).split()
)
BOYS = (
    sorted(set(USUAL_BOYS))
    + (
        "Frank Benny Gary Jake Leo Jim Ted Danny Peter Charlie Pete Lee Jacky Oliver Bill Mike Mel Alfie Dave Stan Russel "
        "George Wilbur Paul Henry Ralph Bruce Freddy Percy Tony Josh Jerry Rex Todd Joey Fred Finn Adam Noah Omar Luke "
        "Oscar Hugo Theo Dan Ravi Ken Felix Ali Nico Toby Martin Eli Walter Arlo Bruno Colin Emil Gus Ivan Jonah Kofi Milo "
        "Aaron Abe Al Alan Albert Alec Alex Anton Archie Arthur Barry Basil Bert Bobby Boris Brad Brian Calvin Carl "
        "Cody Conrad Daniel Darren David Dean Derek Dexter Don Doug Dylan Eddie Edgar Edwin Elliot Eric Ethan Evan Ezra "
        "Gabe Gavin Glen Graham Grant Greg Harold Harry Harvey Herbert Howard Hugh Ian Isaac Jamal Jason Jay Jeff Jeremy "
        "Johnny Jordan Joseph Juan Karl Keith Kevin Kit Kurt Kyle Larry Lenny Leon Liam Logan Lou Marco Marvin Matt "
        "Mick Miguel Mitch Morris Nate Neil Ned Neville Nick Norman Olaf Otto Owen Pablo Patrick Phil Quinn Ray Richard "
        "Rick Rob Robbie Roger Ron Roy Ryan Samuel Scott Sean Sid Simon Steve Stuart Tariq Terry Tyler Victor Vince Wade "
        "Warren Wesley Willy Zack"
    ).split()
)

PET_GIRLS = (
    "Dot Honey Biscuit Pepper Willow Peach Ginger Coco Olive Pearl Bonnie Tulip Maple Hazel Luna Fluffy Elly "
    "Mittens Snowy Lulu Pixie Bloom Cookie Buttercup Misty Velvet Clover Candy Bubbles Sunny Rosebud Cleo Dolly Flopsy "
    "Pansy Petal Sprinkle Tabby Whiskers Twinkle"
).split()
PET_BOYS = (
    "Pip Rusty Bobo Nibble Button Patch Muffin Socks Chip Barnaby Moss Fuzzy Hopper Teddy Bramble Spot Binky Brownie "
    "Buddy Fin Zigzag Rocky Duke Fido Scruffy Shadow Bouncy Nutty Pudding Rascal Skipper Snuggles Squeaky "
    "Tiger Waffles Wiggles Ziggy Buster Thumper"
).split()
WHEELS = (
    "Beep Zoom Red Speedy Honk Chuggy Rolly Bolt Dash Toot Turbo Whizz Flash Rumble Vroom Clanky Puff Scoot".split()
)

SPECIES = rows(
    "name home food sound",
    """
    rabbit; burrow; carrots; squeaked
    squirrel; nest; nuts; chattered
    mouse; hole; cheese; squeaked
    fox; den; berries; yipped
    bear; cave; honey; growled
    hedgehog; nest; apples; snuffled
    duck; nest; seeds; quacked
    frog; pond; flies; croaked
    badger; den; roots; grunted
    otter; den; fish; whistled
    beaver; lodge; leaves; hummed
    raccoon; tree; corn; chirped
    deer; thicket; grass; bleated
    owl; tree; beetles; hooted
    turtle; pond; leaves; hummed
    mole; tunnel; worms; sniffed
    kitten; basket; milk; meowed
    puppy; kennel; bones; barked
    """,
)
STRAYS = rows(
    "name sound food home mark",
    """
    kitten; meowed; milk; basket; a white spot on its nose
    puppy; barked; biscuits; box; one brown ear
    duckling; peeped; seeds; nest; bright yellow feathers
    bird; chirped; crumbs; nest; a blue wing
    rabbit; squeaked; carrots; hutch; long soft ears
    hedgehog; snuffled; apples; box; tiny black eyes
    lamb; bleated; grass; barn; curly white wool
    squirrel; chattered; nuts; nest; a bushy red tail
    chick; cheeped; grain; nest; one black feather
    mouse; squeaked; cheese; box; a very long tail
    owl; hooted; meat; tree; big round eyes
    goat; bleated; hay; barn; a short gray beard
    """,
)
COLOURS = "red blue green yellow purple orange pink white brown black golden silver".split()
SIZES = "little big small tiny huge big big".split()
LOOKS = (
    "shiny shiny old new pretty bright fancy nice funny special beautiful strange soft fluffy cute sparkly colorful "
    "lovely smooth wooden round cool amazing"
).split()
TOYS = items(
    "ball, kite, doll, teddy bear, toy car, toy boat, drum, hat, scarf, wagon, whistle, toy train, blanket, cup, "
    "bucket, balloon, bell, marble, yo-yo, puppet, toy robot, toy plane, backpack, ring, button, crayon box, "
    "umbrella, toy truck, music box, necklace, spinning top, toy dragon, flashlight, jump rope, picture book, key, "
    "ball, doll, car, truck, toy bear, robot, toy dinosaur, toy horse, toy helicopter, toy lion, rattle, puzzle, "
    "magnet, crown, cape, mask, dress, vest, cap, toy ship, trumpet, flute, guitar, piggy bank, hoop, scooter, sled, "
    "skateboard, toy rocket, tea set, rocking horse, magic wand, paintbrush, notebook, camera, pillow, lunch box, "
    "toy castle, toy duck, toy bunny, toy monkey, snow globe, watch, bracelet"
)
SPOTS = items(
    "under the bed, behind the door, under a pile of leaves, in the tall grass, behind a big rock, under the old bench, "
    "inside a boot, next to the fence, under the kitchen table, in the laundry basket, behind the couch, "
    "in the flower pot, beside the stairs, at the bottom of a box, under the apple tree, between two cushions, "
    "behind the shed, in an empty basket, under a blue towel, near the garden gate"
)
PLACES = rows(
    "name at sight sight2 find",
    """
    the park; at the park; tall trees; a pond with ducks; a long slide
    the beach; at the beach; white waves; sea birds; a pink shell
    the forest; in the forest; green ferns; a busy woodpecker; a smooth acorn
    the meadow; in the meadow; wild flowers; yellow butterflies; a four-leaf clover
    the lake; at the lake; silver fish; a small boat; a flat stone
    the hill; on the hill; soft clouds; the roofs of the town; a round pebble
    the farm; at the farm; muddy pigs; a sleepy cow; a brown feather
    the garden; in the garden; busy bees; rows of beans; a snail shell
    the river; by the river; little waves; a green dragonfly; a piece of driftwood
    the orchard; in the orchard; heavy branches; a nest of robins; a sweet plum
    the valley; in the valley; gentle sheep; a wooden bridge; a blue flower
    the old mill; at the old mill; swallows in the air; a turning wheel; a rusty nail
    """,
)
HOBBIES = items(
    "climbing trees, painting pictures, singing songs, looking at clouds, jumping in puddles, collecting stones, "
    "reading books, digging holes, dancing, picking flowers, playing with blocks, telling jokes, watching birds, "
    "running races, making mud pies, playing hide-and-seek, drawing animals, counting stars, rolling down hills, "
    "chasing butterflies, skipping, whistling, baking with the family, listening to stories, flying kites"
)
FRUITS = rows(
    "one many",
    """
    apple; apples
    pear; pears
    cookie; cookies
    orange; oranges
    plum; plums
    muffin; muffins
    strawberry; strawberries
    egg; eggs
    peach; peaches
    cherry; cherries
    nut; nuts
    banana; bananas
    sandwich; sandwiches
    pancake; pancakes
    bun; buns
    """,
)
TREATS = items(
    "warm soup, apple pie, pancakes with honey, hot chocolate, cookies and milk, fresh bread with jam, noodles, "
    "a bowl of berries, cheese sandwiches, carrot cake, corn on the cob, rice pudding, roasted nuts, peach cake"
)
NUMBERS = "zero one two three four five six seven eight nine ten".split()
INDOORS = items(
    "under the bed, behind the door, in the closet, under the kitchen table, in the laundry basket, behind the couch, "
    "between two cushions, inside a boot, on top of the shelf, behind the curtain, in a big pot, under the rug, "
    "beside the stove, in the bottom drawer, behind the books, inside an old hat"
)
KEEPSAKES = "vase plate bowl clock lamp teapot mug statue candlestick globe jug picture pitcher".split()
BAGS = "basket bag box bucket backpack sack".split()
TOSSED = "ball hat kite scarf ring cap glove balloon disc shoe".split()
GOODS = items(
    "bread, milk, butter, carrots, apples, soap, cheese, rice, honey, potatoes, a broom, lemons, tea, salt, string, "
    "candles, flour, onions, a new cup, tomatoes, nails, beans, fish, sugar, pepper, a sponge"
)
FLAVOURS = items("lemon, honey, nut, carrot, vanilla, apple, plum, chocolate, cherry, ginger, banana, coconut")
PLANTS = items(
    "a tall sunflower, a fat pumpkin, a rose bush, a bean plant, a melon, a little apple tree, a row of peas, "
    "a tomato plant, a blue flower, an oak tree, a strawberry plant, a patch of mint, a corn plant, a lemon tree"
)
BEDS = items(
    "behind the house, near the fence, next to the path, by the well, under the window, beside a round stone, "
    "close to the gate, on the sunny side of the hill"
)
FALLEN = items("one apple, an acorn, one pear, a pine cone, an old nest, a walnut")
BREAKABLE = items(
    "toy car, toy boat, drum, wagon, toy train, kite, doll, toy robot, toy plane, toy truck, music box, puppet, toy dragon, "
    "toy horse, toy bridge, dollhouse, toy crane, marble run, bucket, toy tractor"
)
BAKED = "apple pear orange plum strawberry egg peach cherry nut banana".split()
CLIMBERS = "squirrel mouse raccoon kitten bear".split()
MARKS = items(
    "a crooked tree, a wooden post, a tall stone, an old gate, a thin birch, a broken fence, a small bush, a signpost"
)
OWNERS = "owl turtle toad badger raven goat cat".split()
GIFTS = items("leaf, feather, ribbon, stone, flower, paper star, button, shell, pebble, berry, bead, butterfly wing")
NOUNS = items(
    "razor, desk, hanger, veil, cane, passport, suitcase, birdcage, cube, jacket, skirt, vest, blanket, computer, phone, radio, "
    "trunk, chest, spade, bulb, fan, wheel, mask, helmet, collar, leash, trophy, medal, diary, letter, package, camera, photo, "
    "record, trumpet, violin, guitar, flute, fork, jug, bowl, pot, pan, sponge, towel, brush, comb, mirror, belt, button, "
    "needle, pin, bow, ribbon, crown, necklace, bracelet, ring, jewel, gem, diamond, crystal, pearl, rock, shell, feather, "
    "twig, nest, map, globe, sled, hammer, shovel, hook, net, rope, chain, lock, key, bell, clock, candle, lamp, coin, purse, "
    "wallet, basket, bucket, jar, bottle, cup, spoon, plate, stool, chair, cushion, pillow, rug, painting, puzzle, model ship, "
    "music box, robot, puppet, kite, balloon, ornament, cactus, pine cone, acorn, mixer, card, toy jet, toy train, marble"
)
SIGHTS = items(
    "yacht, kayak, jet, statue, fountain, helicopter, tank, barrel, pole, log, anchor, mailbox, piano, "
    "rocket, tent, swing, seesaw, fence, gate, tower, castle, cottage, hut, bridge, well, lighthouse, train, subway train, bus, "
    "bicycle, cart, wagon, tractor, motorcycle, engine, ladder, couch, scarecrow, sunflower, oak tree, cherry tree, pumpkin, "
    "beehive, windmill, sailboat, truck, jeep, fire engine, merry-go-round, slide, birdhouse, flag pole, wooden horse, road sign"
)
TRAITS = (
    "ancient mysterious fragile rare unique delicate modern expensive fancy strange unusual huge enormous tiny colorful shiny "
    "sparkly dull dusty dirty broken ugly beautiful lovely elegant valuable famous regular simple special magical amazing "
    "interesting funny useful old new weird perfect wonderful heavy pretty reliable mighty normal nice cool bright big small"
).split()
FEELS = "hard cold warm smooth rough dusty cool".split()
STROLLS = items(
    "in the park, down the street, near the lake, in the woods, on the beach, through the town, in the backyard, "
    "past the playground, at the market, near the harbor, by the hospital, around the village, at the airport, "
    "through a field, along the shore, near the factory, behind the school, at the museum, at the store"
)

MOTHERS = "mom mom mom mom mommy mommy mum mummy mama mother".split()
FATHERS = "dad dad dad dad daddy daddy papa father".split()
VEHICLES = "car car truck tractor van jeep".split()
PLAYS = items(
    "play outside, play outside, play in the park, play with {hero.his} toys, play with {hero.his} friends, run and jump, "
    "sing and dance, draw pictures, read books, explore, climb trees, look at the sky, play hide and seek, build things, "
    "make new friends, tell jokes, watch the birds, splash in the water, play games, go on adventures, go for walks, swim, "
    "collect shiny rocks, dress up, play in the garden, play in the sun, laugh, help others, dance, sing, run, jump, "
    "play in the mud, look for bugs, watch the clouds, roll down the hill, learn new things, pretend, smell the flowers, "
    "play in the yard, play with a big ball, eat yummy food, make funny faces, ask questions, look at the stars"
)
SWEETS = rows(
    "one many",
    """
    cookie; cookies
    cupcake; cupcakes
    lollipop; lollipops
    muffin; muffins
    pancake; pancakes
    brownie; brownies
    donut; donuts
    candy bar; candy bars
    cherry tart; cherry tarts
    gummy bear; gummy bears
    jelly bean; jelly beans
    strawberry; strawberries
    ice pop; ice pops
    chocolate egg; chocolate eggs
    """,
)
DISHES = items(
    "broccoli, spinach, fish, soup, pasta, spaghetti, carrots, peas, rice, squash, salad, cabbage, tuna, shrimp, beans, "
    "turkey, prunes, mushrooms, a boiled egg, corn, chicken, pumpkin soup, green beans, tomatoes"
)
ACHES = "tummy head throat ear tooth nose chest foot".split()
SNOWMEN = "Frosty Icy Chilly Flake Snowball Coldy Winter Whitey".split()
WONDERS = items(
    "a castle made of candy, trees with blue leaves, a dancing elephant, a river of juice, a dragon with a hat, "
    "houses made of clouds, flying fish, a parade of mice, a mountain of pillows, a train that went to the stars, "
    "talking flowers, a garden full of lollipops, a whale in the sky, a rainbow that sang, a hundred fairies, "
    "a city under the sea, a horse with wings, a friendly giant, a lion with a crown, a ship on wheels"
)
DREAMT = items(
    "on the moon, in a magic forest, at the bottom of the sea, on a pirate ship, in a land of toys, on a soft cloud, "
    "in a castle, on a tiny island, in the jungle, inside a big book, on a snowy mountain, in space"
)
CLUES = items(
    "Under the biggest tree, Behind the old mill, Where the river turns, Next to the red rock, Below the tall tower, "
    "Near the broken bridge, Ten steps from the well, Where the roses grow"
)
