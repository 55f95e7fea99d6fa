"""What the assistant of the built-in conversations plays with: jokes, riddles, comparisons, sentences for a word."""

from __future__ import annotations

from ngpl.training.corpora.stories.situations import TABLES as SITUATIONS
from ngpl.training.corpora.stories.words import Row, rows

TABLES: dict[str, list[Row]] = {"riddle": SITUATIONS["riddle"]}

TABLES["bigger"] = rows(
    "big small",
    """
    an elephant; a mouse
    a horse; a dog
    a whale; a fish
    a house; a chair
    a bus; a bicycle
    the sun; the moon
    the sea; a lake
    a mountain; a hill
    a tree; a flower
    a city; a village
    a melon; a cherry
    a lion; a cat
    an eagle; a sparrow
    a ship; a boat
    a river; a puddle
    the earth; the moon
    """,
)
TABLES["tool"] = rows(
    "name use",
    """
    a spoon; eat soup
    a knife; cut bread
    a hammer; hit nails
    a pen; write
    a broom; sweep the floor
    an umbrella; stay dry in the rain
    a key; open a lock
    a clock; see what time it is
    a ladder; climb up high
    a towel; dry your hands
    a pillow; rest your head
    a lamp; have light in the dark
    a bucket; carry water
    a comb; tidy your hair
    a map; find the way
    a needle; sew
    a saw; cut wood
    a ruler; measure things
    scissors; cut paper
    a telescope; look at the stars
    a fridge; keep food cold
    an oven; bake bread
    a boat; cross the water
    a camera; take pictures
    glasses; see better
    """,
)
TABLES["joke"] = rows(
    "ask answer",
    """
    Why did the clock go to the doctor?; It felt a bit run down.
    Why was the calendar so tired?; It had a very long week.
    What did the left shoe say to the right shoe?; Without you I would only go in circles.
    Why do fish never play cards by the pond?; The frogs always jump in.
    What did the snowman eat for breakfast?; Cold cereal, of course.
    Why did the pencil stop the argument?; It could see the point.
    What did one candle say to the other?; Don't get burned out!
    Why did the teapot blush?; It let off some steam in front of the cups.
    What is the favorite day of a chicken?; Fry-day? No, any day but that one!
    Why was the math book so sad?; It had too many problems.
    What do you call a bear in the rain?; A drizzly bear.
    Why did the broom come late to work?; It swept in.
    What did the big chimney say to the small one?; You are too young to smoke.
    Why can a bicycle not stand alone?; It is two tired.
    What do clouds wear under their coats?; Thunderwear.
    Why did the robot go on holiday?; It needed to recharge.
    Why did the token feel small?; It was only a piece of a word.
    What is a model's favorite game?; Guess the next word.
    Why did the neural network bring a ladder?; It wanted to add one more layer.
    Why are attention heads never lonely?; They always look at somebody.
    What did the sea say to the beach?; Nothing, it just waved.
    Why did the tomato turn red?; It saw the salad dressing.
    What has four wheels and flies?; A garbage truck.
    Why did the student eat the homework?; The teacher said it was a piece of cake.
    What kind of room has no walls?; A mushroom.
    Why did the moon skip dinner?; It was already full.
    What do you get if you cross a cat with a lemon?; A sour puss.
    Why did the chicken cross the road?; To ask the duck for the way.
    What did the wall say to the other wall?; I will meet you at the corner.
    Why was the computer cold?; It left its windows open.
    """,
)
TABLES["sentence"] = rows(
    "name text",
    """
    dog; The dog runs through the park.
    cat; The cat sleeps on the warm sofa.
    house; Our house has a red door.
    sun; The sun shines on the garden.
    water; Please give me a glass of water.
    tree; A tall tree stands by the river.
    book; She reads a book every evening.
    happy; The children are happy today.
    rain; The rain falls on the roof.
    blue; He wears a blue shirt.
    school; We walk to school together.
    bread; I buy fresh bread in the morning.
    run; They run faster than the wind.
    music; The music is loud and cheerful.
    friend; My friend lives near the sea.
    moon; The moon is bright tonight.
    river; The river flows under the bridge.
    apple; He gave me a sweet apple.
    night; The night was quiet and dark.
    train; The train leaves at seven.
    snow; Snow covers the hills in winter.
    cold; The wind is cold this morning.
    garden; Roses grow in the garden.
    bird; A small bird sings in the tree.
    horse; The horse eats hay in the stable.
    slow; The old bus is very slow.
    tea; My aunt drinks tea with honey.
    dream; Last night I had a strange dream.
    window; Please open the window.
    song; They sing a song about the sea.
    red; The red car stops at the corner.
    mother; My mother bakes a cake.
    green; The frog is small and green.
    time; We have time for one more game.
    key; The key opens the old box.
    """,
)
TABLES["choice"] = rows(
    "a b",
    """
    tea; coffee
    cats; dogs
    summer; winter
    the sea; the mountains
    pizza; pasta
    books; films
    sweet; salty
    morning; evening
    red; blue
    the city; the country
    chocolate; vanilla
    apples; oranges
    rain; snow
    trains; planes
    rice; potatoes
    chess; cards
    spring; autumn
    milk; juice
    football; tennis
    singing; dancing
    """,
)
