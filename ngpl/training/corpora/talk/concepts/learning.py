"""Concepts of training: how a model gets its numbers, and how good it is."""

from __future__ import annotations

from ngpl.training.corpora.talk.concepts.concept import concepts

LEARNING = concepts("""
= parameter; a parameter; parameters; a weight
. a parameter is one of the numbers that a model learned in its training.
. parameters are the numbers inside a model. they decide what it writes.
. all that a model knows is stored in its parameters. I have about five million of them.
~ a parameter is like a little knob, and training turns the knobs.
~ parameters are the learned numbers of a model.
* I have about five million parameters. the largest models have more than a hundred billion.
* the embedding of a token is a row of parameters.
? they hold what was learned.
? the more of them, the more a model can learn, and the slower it is.

= training; training; ; learning
. in training, a model guesses the next token of many texts, and its parameters are changed a little after each mistake.
. training means showing a model much text and correcting its guesses, millions of times.
. training is how a model gets its parameters: guess, compare, correct, again and again.
~ it is practice: guess the next word, see the right one, do better.
~ the model reads, guesses and learns from its mistakes.
* the text says good morning. the model guessed evening, so it is corrected a little toward morning.
* my training took many thousand small steps.
? at the start all numbers are random, and the model writes nonsense.
? without training, a model knows nothing at all.

= pre-training; pre-training
. pre-training is the first and longest part of training: the model learns language from plain text.
. in pre-training, a model reads a large corpus and learns to guess the next token.
. pre-training makes a base model, which can continue any text but does not chat yet.
~ first the model learns to read and write. that is pre-training.
~ it is school before the job.
* after pre-training on stories, a model can continue a story.
* big models read more text in pre-training than a person in thousands of lives.
? language is learned once, and many tasks can build on it.
? there is far more plain text than good dialogues.

= fine-tuning; fine-tuning
. fine-tuning means training a model further on special texts, for example on dialogues.
. in fine-tuning, a model that knows language learns a task.
. fine-tuning changes the parameters of a trained model a little so that it fits a new purpose.
~ first school, then a course for the job. fine-tuning is the course.
~ it is a second, shorter training.
* a base model becomes a chat model by fine-tuning on conversations.
* a model can be fine-tuned to write like Shakespeare.
? it is cheaper than training a new model.
? a small set of good examples is often enough.

= base model; a base model; base models
. a base model only continues text. it was not trained to answer or to chat.
. a base model is what comes out of pre-training: it knows language, but it does not know that it should answer.
. base models go on with any text you give them, as if they were its author.
~ it continues what you write, but it does not talk with you.
~ it is a writer, not a chat partner.
* if you ask a base model a question, it may write five more questions.
* the stories model in NanoGPL is a base model: it tells your text further.
? chat models are made from base models.
? it is the right tool if you want a text to be continued.

= chat model; a chat model; chat models
. a chat model was trained on conversations, so it answers instead of only continuing your text.
. a chat model knows the form of a talk: who speaks, when to answer and when to stop.
. I am a chat model: I learned from dialogues how an assistant answers.
~ it is a model that has learned to take turns.
~ a chat model answers you.
* ask a chat model how it is, and it says fine and asks you back.
* I am one: your words come in with a mark that says user, and I answer as assistant.
? most people want answers, not a continued text.
? it stops after its answer and waits for you.

= loss; the loss
. the loss is a number that says how bad the guesses of a model are. training makes it smaller.
. the loss measures surprise: it is high when the right token got a small probability.
. loss is the error of a model. the lower it is, the better the model predicts the text.
~ it counts how wrong the model was.
~ low is good, high is bad.
* if the right token had a probability of 1, the loss is 0. if it had nearly 0, the loss is very high.
* at the start of my training the loss was about 8, and then it fell.
? training needs one number that says if things get better.
? by the loss you can compare two models on the same text.

= perplexity; perplexity
. perplexity says among how many equally likely tokens a model seems to choose. lower is better.
. perplexity is another way to write the loss: e to the power of it.
. the perplexity is low when a model is rarely surprised by a text.
~ it tells how puzzled the model is.
~ a perplexity of ten means: as unsure as with ten equal choices.
* a perplexity of 1 means that the model knew every token before.
* a model that guesses blindly among four thousand tokens has a perplexity of four thousand.
? it is easier to picture than the loss.
? with it you can compare models that share a tokenizer.

= gradient descent; gradient descent
. gradient descent changes each parameter a little in the direction that makes the loss smaller.
. gradient descent is how models learn: find out which way is downhill for the loss, and take a small step.
. in gradient descent, the gradient says how the loss changes with each parameter, and a step goes the other way.
~ it is like walking down a hill in the fog, one small step at a time.
~ feel where it goes down, then take a step.
* if a larger number makes the error bigger, gradient descent makes that number smaller.
* AdamW is a popular way to take these steps.
? nobody could set millions of parameters by hand.
? it works with any number of parameters.

= gradient; a gradient; gradients
. a gradient says for each parameter how the loss would change if the parameter grew a little.
. the gradient is the slope of the loss: it points to where the loss goes up.
. gradients tell a model which of its numbers to change, and in which direction.
~ it tells you which way is uphill.
~ it is the steepness of the ground under your feet.
* a gradient of 3 means: a bit more of this number makes the loss grow fast.
* training goes against the gradient, so the loss goes down.
? without gradients, training would be blind guessing.
? it shows the way to a better model.

= backpropagation; backpropagation; ; backprop
. backpropagation computes the gradients. it goes from the loss back through all layers.
. backpropagation finds out how much each parameter had to do with a mistake.
. with backpropagation, the error is passed back through the network, layer by layer.
~ it goes back through the model and asks every number: was it your fault?
~ it works backward from the mistake.
* if the guess was wrong, backpropagation finds the parameters that caused it.
* one pass forward gives the guess, and one pass back gives the gradients.
? with it, all gradients are found in one pass.
? without it, training large networks would take forever.

= learning rate; the learning rate; learning rates
. the learning rate says how large the steps of training are.
. the learning rate decides how much the parameters change after each batch.
. with a high learning rate a model learns fast but may stumble. with a low one it learns slowly.
~ it is the size of the steps on the way down.
~ big steps are fast but risky. small steps are safe but slow.
* a common learning rate is 0.001.
* many trainings begin with a warmup and then let the learning rate get smaller.
? steps that are too big jump over the goal, and steps that are too small never reach it.
? it is one of the most important settings of a training.

= batch; a batch; batches
. a batch is a handful of texts that the model learns from in one step.
. in training, several pieces of text are worked on together. such a group is a batch.
. a batch is a set of examples for one step of training.
~ it is a stack of pages that are read at the same time.
~ one step, several examples: that is a batch.
* with a batch of 32, the model reads 32 pieces of text before it changes its parameters.
* after each batch, the parameters take one small step.
? the average of many examples gives a steadier direction.
? computers work faster on many texts at once.

= epoch; an epoch; epochs
. an epoch is one pass through all the training text.
. after one epoch, the model has seen every training example once.
. an epoch is over when the whole corpus was read once.
~ reading the whole book once is one epoch.
~ it is one round through the data.
* three epochs mean that each text was seen three times.
* big models often see most of their text for only one epoch.
? one round may not be enough to learn a small corpus.
? it tells how often the model has seen its data.

= overfitting; overfitting
. overfitting means that a model learns its training text by heart and is bad at new text.
. a model overfits when it is good on what it has seen but bad on what it has not.
. in overfitting, a model remembers instead of understanding.
~ it is like learning the answers of a test by heart without knowing why.
~ the model knows its book, but only this book.
* a model that read one poem a thousand times can say only this poem.
* if the loss falls on the training text but rises on held-out text, the model overfits.
? you should know about it, since such a model fails on new text.
? it is the reason why part of the text is kept aside for testing.

= validation; validation
. validation tests a model on text that it did not see in training.
. for validation, a part of the corpus is held out and only used to measure the loss.
. validation shows if a model has really learned something or just remembers.
~ it is the exam with new questions.
~ test with what was not practiced.
* of ten stories, nine are for training and one is for validation.
* if the validation loss no longer falls, it is time to stop.
? only new text shows how good a model really is.
? it warns you of overfitting.

= quantization; quantization
. quantization stores the numbers of a model with fewer bits, so that it gets smaller and faster.
. with quantization, each parameter is rounded, for example to one of 256 levels.
. quantization makes a model smaller by writing its numbers less exactly.
~ it is like rounding 3.14159 to 3.
~ fewer digits, smaller file.
* with int8, each number takes one byte instead of four.
* a model of 40 megabytes can shrink to 10.
? the model needs less memory and often runs faster.
? big models fit on small computers that way, and they lose only a little.

= checkpoint; a checkpoint; checkpoints
. a checkpoint is a file with the parameters of a model at some point of its training.
. a checkpoint stores a model, so that it can be used or trained further.
. saving a model makes a checkpoint. NanoGPL keeps it in one gpl file.
~ it is like saving a game.
~ it is a snapshot of the model.
* after a power cut, training goes on from the last checkpoint.
* I was loaded from a checkpoint.
? without it, a trained model would be lost when the computer is switched off.
? you can share a model by sharing its checkpoint.

= interpretability; interpretability
. interpretability is the study of what goes on inside a model.
. interpretability tries to find out why a model writes what it writes.
. with interpretability, people look at attention, layers and single numbers to understand a model.
~ it means opening the box and looking inside.
~ it asks the model: why did you say that?
* an attention map that shows where a head looks is a tool of interpretability.
* people found induction heads by looking inside small models.
? we should understand the machines that we use.
? if we know why a model is wrong, we can mend it.

= logit lens; the logit lens
. the logit lens shows what a model would predict after each layer.
. with the logit lens, the vector of a token is turned into probabilities in the middle of the model.
. the logit lens reads the residual stream of every layer as if it were the last one.
~ it asks the model after each floor: what do you think by now?
~ it lets you watch a guess grow.
* after layer two the model may guess the, and only after layer five morning.
* in the first layers the guesses look random, later they make sense.
? it shows in which layer a prediction appears.
? it is a simple way to watch a model at work.
""")
