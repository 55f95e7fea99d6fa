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


GIRLS = (
    "Lily Mia Anna Sara Emma Lucy Rosa Nora Ella Zoe Amy Molly Ruby Clara Jane Kate Maya Ivy Daisy Alice Holly Tina "
    "Poppy Leila Hana Nina Olga Penny Greta Wendy Ada Elsa Fern June Kira Lola Mina Priya Yuki Bella"
).split()
BOYS = (
    "Tom Ben Tim Max Sam Jack Leo Finn Adam Noah Peter Omar Luke Oscar Hugo Theo Dan Billy Ravi Ken Joe Felix Ali "
    "Nico Toby Fred Martin Eli Walter Arlo Bruno Colin Emil Frank Gus Henry Ivan Jonah Kofi Milo"
).split()
PET_GIRLS = "Dot Honey Biscuit Pepper Willow Peach Ginger Coco Olive Pearl Bonnie Tulip Maple Hazel Luna".split()
PET_BOYS = "Pip Rusty Bobo Nibble Button Patch Muffin Socks Chip Barnaby Moss Fuzzy Hopper Teddy Bramble".split()

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
SIZES = "little big small tiny huge large".split()
LOOKS = "shiny old new pretty bright fancy lovely funny special beautiful strange simple".split()
TOYS = items(
    "ball, kite, doll, teddy bear, toy car, toy boat, drum, hat, scarf, wagon, whistle, toy train, blanket, cup, "
    "bucket, balloon, bell, marble, yo-yo, puppet, toy robot, toy plane, backpack, ring, button, crayon box, "
    "umbrella, toy truck, music box, necklace, spinning top, toy dragon, flashlight, jump rope, picture book, key"
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
