"""The words that users of the built-in conversations fill in: names, towns, things they like, words without a meaning."""

from __future__ import annotations

from ngpl.training.corpora.stories.words import items

NAMES = (
    "Aaron Abby Ada Adam Adele Agnes Ahmed Aiko Akira Alan Albert Alex Alexa Ali Alice Alina Amara Amelia Amir Amy "
    "Andre Andrea Andrew Angela Anita Anna Anne Anton Antonia Aria Arlo Arthur Asha Astrid Aurora Ava Axel Barbara "
    "Beatrice Bella Ben Benjamin Bianca Billy Bjorn Bob Boris Brian Bridget Bruce Bruno Bryan Caleb Camila Carl Carla "
    "Carlos Carmen Caroline Cecilia Cedric Celia Charles Charlie Charlotte Chen Chloe Chris Christina Cindy Claire "
    "Clara Claudia Colin Connor Craig Cynthia Daisy Dan Dana Daniel Daria David Deborah Dennis Derek Diana Diego Dina "
    "Dora Doris Dorothy Duncan Dylan Ed Eddie Edith Edward Eileen Elena Eli Elias Elijah Elisa Elizabeth Ella Ellen "
    "Elsa Emil Emma Eric Erica Erin Esther Ethan Eva Evan Evelyn Farah Fatima Felix Fern Finn Fiona Flora Frances "
    "Francis Frank Fred Frida Gabriel Gary Gemma George Gerald Gina Gloria Gordon Grace Graham Grant Greta Gus Hamid "
    "Hanna Hannah Harold Harriet Harry Harvey Hassan Heather Hector Heidi Helen Helena Henry Herbert Hiro Holly "
    "Howard Hugo Ian Ibrahim Ida Igor Ingrid Irene Iris Isaac Isabel Isla Ivan Ivy Jack Jacob Jade Jaime Jake James "
    "Jamie Jan Jane Janet Jasmine Jason Jay Jeff Jenna Jenny Jerry Jessica Jill Jim Jin Joan Joanna Joe John Johnny "
    "Jonah Jonas Jordan Jose Josh Joyce Juan Judy Julia Julian Juliet June Justin Karen Karim Karl Kate Katya Keith "
    "Kelly Ken Kenji Kevin Kim Kira Kirsten Kofi Kurt Kyle Lara Larry Laura Lea Lee Leila Lena Leo Leon Leonard Lewis "
    "Liam Lily Lin Linda Lisa Liz Logan Lola Lorenzo Louis Louise Lucas Lucy Luis Luke Lydia Magnus Malik Marco "
    "Margaret Maria Marie Mario Mark Marta Martin Mary Mateo Matt Maurice Max Maya Megan Mei Melanie Mia Michael "
    "Michelle Miguel Mike Mila Milan Miles Milo Mina Miriam Mohammed Molly Monica Nadia Nancy Naomi Natalie Nathan "
    "Neil Nelson Nico Nicole Nigel Nikolai Nina Noah Noor Nora Norman Olaf Olga Oliver Olivia Omar Oscar Otto Owen "
    "Pablo Pamela Pat Patricia Patrick Paul Paula Pedro Penny Peter Petra Phil Philip Phoebe Pia Poppy Priya Quentin "
    "Quinn Rachel Rafael Raj Ralph Ramona Raquel Rashid Ravi Raymond Rebecca Renata Rene Ricardo Richard Rita Robert "
    "Robin Roger Roland Ron Rosa Rosalie Roy Ruby Rudolf Rupert Ruth Ryan Sabrina Sadie Sally Sam Samir Samuel Sandra "
    "Sanjay Sara Sasha Scott Sean Sebastian Selma Serena Sharon Sheila Shirley Sid Sidney Silvia Simon Sofia Sonia "
    "Sophie Stan Stella Stephen Steve Sue Susan Sven Sylvia Tamara Tania Tara Tariq Ted Teresa Terry Theo Thomas Tim "
    "Tina Tobias Toby Todd Tom Tony Tracy Travis Trevor Tyler Uma Ursula Valentina Vera Victor Victoria Vijay Vince "
    "Viola Violet Vivian Walter Wanda Warren Wei Wendy Wesley Will William Winston Wyatt Xavier Yara Yasmin Yolanda "
    "Yuki Yusuf Yvonne Zach Zara Zeno Zoe"
).split()
NAME_STARTS = "Ba Be Bri Ca Cor Da Del Do Fa Fen Ga Gre Ha Hel Il Ja Jo Ka Kel Li Lo Ma Mor Na Nel Or Pa Quin Ra Ri Sa Sol Ta Tre Ul Va Ver Wil Xa Yo Za Zor".split()
NAME_MIDDLES = "ba bi da do la le li lo ma mi na ni no ra ri ro sa si ta ti va vi wy za ze".split()
NAME_ENDS = (
    "bel bert da dan dor fin ka la len lia lin lo mar na nor ra ran ric rin sha ta the ton va vin wen xa".split()
)

CITIES = items(
    "London, Paris, Berlin, Rome, Madrid, Vienna, Lisbon, Dublin, Oslo, Stockholm, Copenhagen, Helsinki, Warsaw, Prague, "
    "Budapest, Athens, Amsterdam, Brussels, Zurich, Geneva, Munich, Hamburg, Milan, Venice, Florence, Naples, Barcelona, "
    "Seville, Porto, Edinburgh, Glasgow, Manchester, Liverpool, Oxford, Cambridge, New York, Boston, Chicago, Seattle, "
    "San Francisco, San Diego, San Jose, Los Angeles, Las Vegas, Miami, Dallas, Houston, Austin, Denver, Phoenix, "
    "Portland, Philadelphia, Washington, Atlanta, Detroit, New Orleans, Toronto, Montreal, Vancouver, Ottawa, Mexico City, "
    "Havana, Lima, Bogota, Santiago, Buenos Aires, Rio, Sydney, Melbourne, Perth, Auckland, Wellington, Tokyo, Osaka, "
    "Kyoto, Seoul, Beijing, Shanghai, Hong Kong, Singapore, Bangkok, Manila, Jakarta, Delhi, Mumbai, Dubai, Cairo, "
    "Nairobi, Lagos, Cape Town, Casablanca, Istanbul, Oakland, Berkeley, Palo Alto, Sacramento, Fresno, Santa Rosa"
)
TOWN_STARTS = (
    "Ash Birch Black Bren Bright Clear Clover Cold Corn Dun East Elm Fair Fern Green Grim Hazel High Kings Lark Little Long "
    "Maple Marl Mill New North Oak Old Pine Raven Red River Rose Silver South Spring Stone Summer Swan Thorn West White "
    "Wind Winter"
).split()
TOWN_ENDS = "bridge brook bury dale field ford gate ham haven hill lake land moor mouth port stead ton view ville well wick wood".split()

FOODS = items(
    "pizza, pasta, soup, rice, bread, cheese, sushi, curry, noodles, pancakes, chocolate, ice cream, tacos, salad, fish, "
    "apples, strawberries, potatoes, cookies, cake, sandwiches, burgers, dumplings, lasagna, popcorn, bananas, waffles, "
    "mangoes, grapes, tomato soup, apple pie, roast chicken, fried rice, mushrooms, lentils, olives, french fries, honey, "
    "yogurt, cereal, spaghetti, blueberries, falafel, burritos, omelettes, pumpkin pie, watermelon, spicy food, hot soup"
)
HOBBIES = items(
    "reading, swimming, cooking, painting, dancing, singing, hiking, chess, football, gardening, fishing, knitting, "
    "photography, basketball, tennis, running, cycling, climbing, sailing, drawing, baking, camping, yoga, skating, "
    "skiing, surfing, video games, board games, playing the guitar, playing the piano, playing the drums, writing stories, "
    "learning languages, watching films, collecting stamps, collecting stones, watching birds, building robots, "
    "playing cards, solving puzzles, programming, sewing, riding horses, model trains, volleyball, archery, karate, poetry"
)
COLOURS = "red blue green yellow purple orange pink white brown black gray silver golden turquoise violet beige".split()
JOBS = items(
    "teacher, nurse, doctor, baker, cook, farmer, student, driver, engineer, gardener, painter, writer, lawyer, pilot, "
    "programmer, carpenter, plumber, musician, actor, dentist, scientist, librarian, firefighter, waiter, mechanic, "
    "shop assistant, bus driver, hairdresser, journalist, architect, fisherman, photographer, tailor, designer"
)
PETS = items(
    "dog, cat, rabbit, hamster, parrot, goldfish, horse, pony, turtle, mouse, kitten, puppy, canary, lizard, snake, goat, duck"
)
PET_NAMES = (
    "Rex Bella Max Luna Charlie Lucy Rocky Daisy Buddy Molly Toby Sadie Jack Bailey Coco Milo Pepper Oscar Ginger Shadow "
    "Felix Tiger Simba Nala Smokey Misty Oreo Pumpkin Snowball Whiskers Biscuit Cookie Peanut Muffin Socks Bandit Scout "
    "Hazel Willow Rusty Sparky Ziggy Bubbles Nemo Flash Storm Thunder Clover Honey Mocha Pip Dot Button Fudge Noodle"
).split()
RELATIVES = items(
    "brother, sister, mother, father, son, daughter, uncle, aunt, cousin, grandmother, grandfather, best friend"
)
THINGS = items(
    "key, phone, wallet, notebook, umbrella, book, hat, bag, ticket, passport, watch, ring, scarf, jacket, camera, charger"
)
PLACES = items(
    "on the kitchen table, under the bed, in the car, in the top drawer, behind the sofa, in the garden, on the shelf, "
    "in the blue box, next to the lamp, on the window sill, under the chair, in the bathroom, by the door, in the red bag"
)
WORDS = items(
    "apple, river, window, yellow, music, table, mountain, pencil, rain, garden, coffee, bridge, dragon, button, winter, "
    "spoon, island, rocket, candle, forest, mirror, silver, basket, thunder, blanket, pepper, castle, feather, ladder, "
    "ocean, paper, rabbit, shadow, ticket, violin, whistle, zebra, cloud, hammer, kitchen, lemon, moon, nest, orange, "
    "pillow, queen, sand, tiger, umbrella, valley, water, ball, clock, door, engine, flower, guitar, honey, ice, jacket"
)
PHRASES = items(
    "the cat is on the roof, good morning world, I like big red apples, one two three, my hat is green, hello hello hello, "
    "we are going home now, the moon is round, cheese and bread, never give up, blue birds sing, the train is late, "
    "two small dogs, open the door please, rain rain go away, this is a test, I am a robot, la la la, the end is near, "
    "green tea with honey, the sky is falling, she sells sea shells, red blue yellow, all is well, hocus pocus, knock knock"
)
SYLLABLES = (
    "ba bo bri cla cro dap dri fe flo ga gle gri ho jun ka kle lo mip mo na nop o pla plo qui ra ru sno spi ta tri u vo wa "
    "wim xo yi za zo"
).split()
KEYBOARD = "asdf qwer hjkl zxcv jkjk fghj sdfg wert uiop bnm lkjh poiu dfgh xcvb".split()
MARKS = ["???", "?", ".", "...", "!", "!!!", "..", ",", "??", "-", "/", "#", ":", "~", "*", "?!", "#?!"]
TOPICS = items(
    "photosynthesis, quantum physics, the French Revolution, the stock market, black holes, the Roman Empire, world history, "
    "the big bang, gravity, chemistry, the human brain, vitamins, climate change, the pyramids, Napoleon, Shakespeare, "
    "Einstein, electricity, volcanoes, dinosaurs, philosophy, democracy, taxes, bitcoin, car engines, football rules, "
    "the solar system, DNA, algebra, geometry, Mozart, the Vikings, the Olympic Games, computers, the internet, satellites, "
    "economics, psychology, religion, politics, evolution, atoms, mushrooms, sailing ships, medieval castles, earthquakes, "
    "Greek myths, the ocean, jazz, opera, modern art, mortgages, insurance, contract law, tax returns, organic chemistry, "
    "statistics, the moon landing, the Cold War, ancient China, rockets, nuclear power, bees, wine, coffee growing"
)
NATIONS = items(
    "French, Spanish, German, Italian, Chinese, Japanese, Russian, Arabic, Portuguese, Hindi, Latin, Dutch, Greek"
)
HEROES = items(
    "dragon, cat, dog, mouse, robot, fox, bear, rabbit, fish, bird, owl, turtle, snail, frog, "
    "horse, elephant, lion, tiger, penguin, duck, bee, spider, hedgehog, monkey, giraffe, unicorn, ghost, "
    "cloud, star, tree, flower, snowman, train, boat, shoe, teapot, balloon, pumpkin, cookie, button, clock, pencil, "
    "dinosaur, whale, octopus, wolf, goat, sheep, pig, hen, squirrel, kitten, puppy, pony, crow, ant, banana, potato"
)
SUBJECTS = items(
    "cooking, gardening, trains, music, football, cats, dogs, books, films, the weather, cheese, flowers, travel, birds, "
    "cars, bread, tea, swimming, bicycles, ships, history, fashion"
)
