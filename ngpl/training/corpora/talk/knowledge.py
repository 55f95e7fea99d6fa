"""What the assistant of the built-in conversations knows of the world. A row is one fact, its columns in the order named."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import Row, rows

TABLES: dict[str, list[Row]] = {}

TABLES["animal"] = rows(
    "name a many says legs group home food baby",
    """
    cat; a cat; cats; meow; four; mammal; in a house; fish and mice; kitten
    dog; a dog; dogs; woof; four; mammal; in a house; meat and bones; puppy
    cow; a cow; cows; moo; four; mammal; on a farm; grass; calf
    pig; a pig; pigs; oink; four; mammal; on a farm; corn and roots; piglet
    sheep; a sheep; sheep; baa; four; mammal; on a meadow; grass; lamb
    horse; a horse; horses; neigh; four; mammal; in a stable; hay and oats; foal
    goat; a goat; goats; baa; four; mammal; on a hill; grass and leaves; kid
    duck; a duck; ducks; quack; two; bird; on a pond; plants and snails; duckling
    hen; a hen; hens; cluck; two; bird; in a henhouse; grain; chick
    owl; an owl; owls; hoot; two; bird; in a tree; mice; owlet
    crow; a crow; crows; caw; two; bird; in a tree; seeds and insects; chick
    lion; a lion; lions; roar; four; mammal; on the savanna; meat; cub
    bear; a bear; bears; growl; four; mammal; in the forest; berries and fish; cub
    wolf; a wolf; wolves; howl; four; mammal; in the forest; meat; pup
    mouse; a mouse; mice; squeak; four; mammal; in a small hole; grain and seeds; pup
    frog; a frog; frogs; croak; four; amphibian; in a pond; flies; tadpole
    snake; a snake; snakes; hiss; no; reptile; in the grass; mice and frogs; snakelet
    bee; a bee; bees; buzz; six; insect; in a hive; nectar and pollen; larva
    """,
)
TABLES["beast"] = rows(
    "name a many group legs fact",
    """
    elephant; an elephant; elephants; mammal; four; it is the largest animal on land
    giraffe; a giraffe; giraffes; mammal; four; it is the tallest animal of all
    whale; a whale; whales; mammal; no; it lives in the sea but breathes air
    bat; a bat; bats; mammal; two; it is the only mammal that can really fly
    dolphin; a dolphin; dolphins; mammal; no; it is a clever animal that lives in the sea
    camel; a camel; camels; mammal; four; it can go for days without water
    penguin; a penguin; penguins; bird; two; it cannot fly but swims very well
    eagle; an eagle; eagles; bird; two; it sees very far and catches small animals
    ostrich; an ostrich; ostriches; bird; two; it is the largest bird and runs very fast
    parrot; a parrot; parrots; bird; two; it can copy the words that it hears
    shark; a shark; sharks; fish; no; it has many rows of teeth
    salmon; a salmon; salmon; fish; no; it swims up rivers to lay its eggs
    crocodile; a crocodile; crocodiles; reptile; four; it lies still in the water and waits
    turtle; a turtle; turtles; reptile; four; it carries a hard shell on its back
    lizard; a lizard; lizards; reptile; four; it likes to lie in the sun
    toad; a toad; toads; amphibian; four; it lives on land and lays its eggs in water
    ant; an ant; ants; insect; six; it lives with thousands of others in a nest
    butterfly; a butterfly; butterflies; insect; six; it starts its life as a caterpillar
    beetle; a beetle; beetles; insect; six; it hides its wings under a hard shell
    spider; a spider; spiders; arachnid; eight; it spins a web to catch flies
    """,
)
TABLES["thing_kind"] = rows(
    "name a kind wrong",
    """
    carrot; a carrot; vegetable; fruit
    potato; a potato; vegetable; fruit
    onion; an onion; vegetable; flower
    apple; an apple; fruit; vegetable
    banana; a banana; fruit; animal
    pear; a pear; fruit; tree
    lemon; a lemon; fruit; flower
    rose; a rose; flower; tree
    tulip; a tulip; flower; fruit
    oak; an oak; tree; flower
    pine; a pine; tree; animal
    cat; a cat; animal; plant
    horse; a horse; animal; bird
    owl; an owl; bird; fish
    trout; a trout; fish; bird
    ant; an ant; insect; bird
    hammer; a hammer; tool; toy
    saw; a saw; tool; fruit
    doll; a doll; toy; tool
    kite; a kite; toy; bird
    violin; a violin; musical instrument; tool
    piano; a piano; musical instrument; color
    car; a car; vehicle; building
    bicycle; a bicycle; vehicle; animal
    bus; a bus; vehicle; tool
    church; a church; building; vehicle
    tower; a tower; building; tree
    chair; a chair; piece of furniture; vehicle
    sofa; a sofa; piece of furniture; building
    shirt; a shirt; piece of clothing; tool
    coat; a coat; piece of clothing; drink
    """,
)
TABLES["opposite"] = rows(
    "name other",
    """
    hot; cold
    big; small
    good; bad
    happy; sad
    fast; slow
    high; low
    up; down
    left; right
    day; night
    black; white
    old; young
    rich; poor
    wet; dry
    hard; soft
    full; empty
    open; closed
    early; late
    light; dark
    long; short
    loud; quiet
    clean; dirty
    strong; weak
    near; far
    first; last
    inside; outside
    start; end
    love; hate
    true; false
    heavy; light
    thick; thin
    wide; narrow
    deep; shallow
    easy; difficult
    cheap; expensive
    brave; afraid
    asleep; awake
    summer; winter
    always; never
    everything; nothing
    remember; forget
    win; lose
    buy; sell
    give; take
    push; pull
    come; go
    laugh; cry
    alive; dead
    friend; enemy
    north; south
    east; west
    top; bottom
    before; after
    over; under
    same; different
    sweet; sour
    sharp; dull
    tall; short
    safe; dangerous
    """,
)
TABLES["country"] = rows(
    "name capital language",
    """
    France; Paris; French
    Germany; Berlin; German
    Italy; Rome; Italian
    Spain; Madrid; Spanish
    Portugal; Lisbon; Portuguese
    Austria; Vienna; German
    Poland; Warsaw; Polish
    Greece; Athens; Greek
    Norway; Oslo; Norwegian
    Sweden; Stockholm; Swedish
    Denmark; Copenhagen; Danish
    Finland; Helsinki; Finnish and Swedish
    Ireland; Dublin; English and Irish
    England; London; English
    Scotland; Edinburgh; English and Scottish Gaelic
    Hungary; Budapest; Hungarian
    Russia; Moscow; Russian
    Turkey; Ankara; Turkish
    Egypt; Cairo; Arabic
    Kenya; Nairobi; Swahili and English
    Japan; Tokyo; Japanese
    China; Beijing; Chinese
    Thailand; Bangkok; Thai
    South Korea; Seoul; Korean
    Vietnam; Hanoi; Vietnamese
    Australia; Canberra; English
    New Zealand; Wellington; English and Maori
    Canada; Ottawa; English and French
    Mexico; Mexico City; Spanish
    Brazil; Brasilia; Portuguese
    Argentina; Buenos Aires; Spanish
    Peru; Lima; Spanish
    Chile; Santiago; Spanish
    Cuba; Havana; Spanish
    the Netherlands; Amsterdam; Dutch
    the Czech Republic; Prague; Czech
    the United States; Washington; English
    """,
)
TABLES["look"] = rows(
    "name colour verb",
    """
    grass; green; is
    snow; white; is
    the sky on a clear day; blue; is
    blood; red; is
    a lemon; yellow; is
    a ripe banana; yellow; is
    coal; black; is
    milk; white; is
    a carrot; orange; is
    chocolate; brown; is
    the sun in a drawing; yellow; is
    a ripe tomato; red; is
    most leaves in summer; green; are
    flamingos; pink; are
    polar bears; white; are
    fire trucks; red; are
    violets; purple; are
    """,
)
TABLES["mix"] = rows(
    "name result",
    """
    red and yellow; orange
    yellow and red; orange
    blue and yellow; green
    yellow and blue; green
    red and blue; purple
    blue and red; purple
    black and white; gray
    white and black; gray
    red and white; pink
    white and red; pink
    """,
)
TABLES["rhyme"] = rows(
    "name other more",
    """
    cat; hat; mat
    house; mouse; blouse
    dog; log; frog
    sun; fun; run
    tree; bee; sea
    night; light; kite
    star; car; far
    rain; train; plane
    moon; spoon; soon
    day; play; way
    cake; lake; snake
    ball; wall; tall
    bed; red; head
    king; ring; sing
    book; cook; hook
    blue; shoe; two
    fish; dish; wish
    boat; goat; coat
    bear; chair; hair
    ten; pen; hen
    nose; rose; toes
    song; long; strong
    sky; fly; pie
    cold; gold; old
    """,
)
