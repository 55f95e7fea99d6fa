"""Those of the stories who have no name of their own: the bird, the old owl, the farmer, the king."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import rows

BEASTS = rows(
    "name kind he food",
    """
    bird; bird; any; seeds
    kitten; kitten; any; milk
    bunny; bunny; any; carrots
    puppy; puppy; any; bones
    mouse; mouse; any; cheese
    frog; frog; any; flies
    squirrel; squirrel; any; nuts
    duck; duck; any; bread
    turtle; turtle; any; leaves
    butterfly; butterfly; any; sweet juice
    bee; bee; any; honey
    snail; snail; any; grass
    ladybug; ladybug; any; tiny bugs
    fox; fox; any; berries
    deer; deer; any; grass
    pig; pig; any; apples
    lamb; lamb; any; hay
    chick; chick; any; corn
    lizard; lizard; any; flies
    hamster; hamster; any; seeds
    crab; crab; any; shrimp
    monkey; monkey; any; bananas
    owl; owl; any; beetles
    caterpillar; caterpillar; any; leaves
    pony; pony; any; carrots
    """,
)
WISE = rows(
    "name kind he food",
    """
    old owl; owl; any; nuts
    big bear; bear; any; honey
    little fox; fox; any; berries
    friendly deer; deer; any; apples
    white bunny; bunny; any; carrots
    gray squirrel; squirrel; any; nuts
    old turtle; turtle; any; leaves
    tiny mouse; mouse; any; cheese
    wise crow; crow; any; bread
    kind wolf; wolf; any; meat
    old man; man; he; soup
    old woman; woman; she; cake
    """,
)
GIANTS = rows(
    "name kind he food",
    """
    lion; lion; he; meat
    bear; bear; he; honey
    wolf; wolf; he; meat
    elephant; elephant; she; leaves
    tiger; tiger; she; meat
    bull; bull; he; grass
    leopard; leopard; she; meat
    moose; moose; he; leaves
    eagle; eagle; she; fish
    """,
)
FOLK = rows(
    "name kind he food",
    """
    old man; man; he; soup
    old lady; woman; she; cake
    farmer; man; he; corn
    mailman; man; he; bread
    baker; man; he; bread
    fisherman; man; he; fish
    tall man; man; he; soup
    poor woman; woman; she; bread
    painter; woman; she; fruit
    gardener; man; he; apples
    neighbor; woman; she; tea
    bus driver; man; he; sandwiches
    shopkeeper; woman; she; tea
    old sailor; man; he; fish
    nurse; woman; she; soup
    """,
)
LONERS = rows(
    "name kind he food",
    """
    old man; man; he; soup
    old lady; woman; she; cake
    king; king; he; cake
    queen; queen; she; cake
    rich man; man; he; cake
    witch; witch; she; soup
    giant; giant; he; bread
    old farmer; man; he; corn
    painter; woman; she; fruit
    wizard; wizard; he; soup
    princess; princess; she; pie
    prince; prince; he; pie
    """,
)
