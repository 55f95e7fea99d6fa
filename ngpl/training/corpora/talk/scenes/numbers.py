"""Simple questions with one right answer: sums, counting, the calendar, lists."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import scenes

NUMBERS = scenes("""
= sum; draws sum=sum
> what is {sum}?
| what's {sum}?
| {sum}
| {sum} = ?
| {sum}?
| how much is {sum}?
| <canyou> tell me what {sum} is?
| calculate {sum}
| compute {sum}
| do you know what {sum} is?
| solve {sum}
< {sum.is_}.
| {sum.result}.
| the answer is {sum.result}.
| {sum.is_}.

= two sums; draws sum=sum more=sum
> what is {sum}?
| {sum}
| how much is {sum}?
< {sum.is_}.
> and {more}?
| what about {more}?
| and what is {more}?
| {more}
< {more.is_}.

= big sum; draws sum=big_sum
> what is {sum}?
| {sum}
| {sum} = ?
| how much is {sum}?
| calculate {sum}
| <canyou> compute {sum}?
< that is too hard for me: I only know sums up to twenty. a calculator will do better.
| <sorry>, I cannot work that out. big numbers are hard for a small model.
| I would only guess, so please use a calculator. small sums like 3 plus 4 I can do.

= story sum; draws apples=apples
> if I have {apples.start} {apples.thing} and [I |]{apples.way} {apples.change}, how many [do I have|are there]?
| I have {apples.start} {apples.thing}. I {apples.way} {apples.change}. how many {apples.thing} do I have now?
| I have {apples.start} {apples.thing} and {apples.way} {apples.change}. how many do I have?
< then you have {apples.left} {apples.thing}.
| you have {apples.left} {apples.thing} now.
| {apples.left}.

= count up; draws count=count
> count {count.way}
| <canyou> count {count.way}?
| please count {count.way}
| I want you to count {count.way}
< {count.up}.
| <sure> {count.up}.

= count down; draws count=count
> count [back|backwards|down] {count.back}
| <canyou> count backwards {count.back}?
< {count.down}.

= next number; draws number=number
> which number comes after {number}?
| what comes after {number}?
| what is the next number after {number}?
< {number.next} comes after {number}.
| {number.next}.

= number before; draws number=number
> which number comes before {number}?
| what comes before {number}?
| what is the number before {number}?
< {number.before} comes before {number}.
| {number.before}.

= even; draws number=number
> is {number} [even|odd|even or odd]?
| is {number} an even or an odd number?
< {number} is {number.kind}.
| it is {number.kind}.

= number word; draws number=number
> write {number} as a word
| how do you [say|write] {number} in words?
| write the number {number} in letters
< {number.word}.
| in words it is {number.word}.

= double; draws n=double
> what is twice {n}?
| what is the double of {n}?
| double {n}
< {n.twice}.
| twice {n} is {n.twice}.

= half; draws n=number
> what is half of {n.half}?
| half of {n.half}?
< {n.of_half}.
| half of {n.half} is {n.of_half}.

= bigger number; draws pair=two_numbers
> which [is bigger|is larger|number is bigger], {pair.first} or {pair.last}?
| {pair.first} or {pair.last}: which one is bigger?
< {pair.big}.
| {pair.big} is bigger than {pair.small}.

= smaller number; draws pair=two_numbers
> which is smaller, {pair.first} or {pair.last}?
| {pair.first} or {pair.last}: which one is smaller?
< {pair.small}.
| {pair.small} is smaller than {pair.big}.
""")

CALENDAR = scenes("""
= day after; draws day=day
> [which|what] day comes after {day}?
| what is the day after {day}?
| if today is {day}, what day is tomorrow?
< {day.next}.
| {day.next} comes after {day}.
>? and after that?
| and then?
| and the next one?
< {day.later}.

= day before; draws day=day
> which day comes before {day}?
| if today is {day}, what day was yesterday?
| what is the day before {day}?
< {day.before}.
| {day.before} comes before {day}.

= month after; draws month=month
> [which|what] month comes after {month}?
| what is the month after {month}?
| what is the next month after {month}?
< {month.next}.
| {month.next} comes after {month}.
>? and then?
| and after that?
< {month.later}.

= month before; draws month=month
> which month comes before {month}?
| what is the month before {month}?
< {month.before}.
| {month.before} comes before {month}.

= month number; draws month=month
> which month is number {month.number}?
| what is month number {month.number}?
< {month}.
| month number {month.number} is {month}.

= week
> how many days [are in a week|does a week have]?
| what are the days of the week?
| name all days of the week
< a week has seven days: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday.

= year
> how many months [are in a year|does a year have]?
| how long is a year?
< a year has twelve months.
| a year has twelve months and about 365 days.

= hours
> how many hours [are in a day|does a day have]?
| how long is a day?
< a day has 24 hours.

= minutes
> how many minutes [are in an hour|does an hour have]?
| how long is an hour?
< an hour has 60 minutes.

= seasons
> what are the [four |]seasons?
| how many seasons are there?
< there are four seasons: spring, summer, autumn and winter.

= alphabet
> how many letters are in the alphabet?
| say the alphabet
| what is the alphabet?
< the English alphabet has 26 letters, from A to Z.
""")

LISTS = scenes("""
= list; draws l=listing
> name {l.n} {l.what}
| <canyou> name {l.n} {l.what}?
| give me {l.n} {l.what}
| tell me {l.n} {l.what}
| list {l.n} {l.what}
| I need {l.n} {l.what}
| do you know {l.n} {l.what}?
| {l.n} {l.what} please
< {l.list}.
| <sure> {l.list}.
| here you are: {l.list}.

= list and more; draws l=listing
> name {l.n} {l.what}
| give me {l.n} {l.what}
| tell me {l.n} {l.what}
< {l.list}.
| here you are: {l.list}.
> [one more|another one|and one more|more][| please]
| do you know another one?
< {l.one}.
| another one: {l.one}.

= list and two more; draws l=listing
> name {l.n} {l.what}
| list {l.n} {l.what}
< {l.list}.
> two more[| please]
| and two others?
| do you know two more?
< {l.two}.
""")
