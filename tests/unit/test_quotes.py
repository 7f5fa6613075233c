"""Who says what: each case is a way of writing that gave a quotation the wrong speaker."""

import pytest

from streams import enrich

CASES = [
    (
        "a paper reports what it says itself",
        "Owners saw it. They “want to open up to be seen,” The Austin Tribune reports.",
        "want to",
        "Austin Tribune",
    ),
    (
        "she is no Barack",
        "Chelsea Unwin spoke. Barack Obama had freed Unwin. “I will go home,” she said.",
        "I will go",
        "Chelsea Unwin",
    ),
    (
        "Akin, asked by a host, was not the host",
        "Todd Akin will run. Pressed by Party Chairman Oliver Kent, he said, “I do not know yet.”",
        "I do not",
        "Todd Akin",
    ),
    (
        "who is praised in a sentence that begins with a pronoun is not who speaks next",
        "Oliver Kent spoke on Monday. He lauded Richard Alley.\n\n“Thank you for it,” he said.",
        "Thank you",
        "Oliver Kent",
    ),
    (
        "whose remark it was when he said it",
        "Oliver Kent heard it. It means Richard Alley’s talk, when he said “we are lost.”",
        "we are",
        "Richard Alley",
    ),
    (
        "who is led by a title behind a preposition does not act",
        "The office of Kent County Sheriff Richard Alley said in a note, “He is in our jail.”",
        "He is in",
        None,
    ),
    (
        "a title with a preposition in its body does not make an object",
        "House of Commons Speaker Richard Alley said they should be “heard in the usual way.”",
        "heard in",
        "Richard Alley",
    ),
    (
        "the president goes on to say, whatever is named in between",
        "The president, Oliver Kent, even recalls his Electoral College victory, saying that "
        "“your candidate lost the vote.”",
        "your candidate",
        "Oliver Kent",
    ),
    (
        "who warned right behind a quotation speaks",
        "“We are all in for a hard year,” warned Richard Alley, who led a prison.",
        "We are all",
        "Richard Alley",
    ),
    (
        "a verb that is no cue behind an exclamation",
        "“That one we know is true!” cracked Richard Alley.",
        "That one",
        "Richard Alley",
    ),
    (
        "a transcript names who goes on",
        "ANN LEE: “Will you run for office?” OLIVER KENT: “My focus is on the work.”",
        "My focus",
        "OLIVER KENT",
    ),
    (
        "a body is meant by the last word of its name",
        "The Health Commission met. Ann Lee left.\n\n“We will close them,” the commission said.",
        "We will",
        "Health Commission",
    ),
    (
        "two in one sentence have the speaker of the second",
        "“No risk at all was taken,” and “nobody was hurt,” Ann Lee said.",
        "No risk",
        "Ann Lee",
    ),
    (
        "two apostrophes close a quotation",
        "“This is not a game, so don’t do that,’’ Richard Alley warned the pool.",
        "This is",
        "Richard Alley",
    ),
    (
        "an opening mark in the place of a closing one closes",
        "“We had great numbers today!“ Oliver Kent wrote. The firm sent no word.",
        "We had",
        "Oliver Kent",
    ),
    (
        "whom somebody tells something does not say it",
        "Maria Santos spoke. “They should give it back at once,” Santos told Oliver Kent.",
        "They should give",
        "Maria Santos",
    ),
    (
        "who is named in the quotation is not who says it",
        "Laura Jimenez asked a question. “I wrote to Senator Oliver Kent many times,” she said.",
        "I wrote to",
        "Laura Jimenez",
    ),
    (
        "a pronoun means the subject, not a name behind a preposition",
        "Richard Alley spoke to Hala Grant, sitting in for Ann Moore. “This is weather,” he said.",
        "This is weather",
        "Richard Alley",
    ),
    (
        "a pronoun beside the verb counts more than a body named with it",
        "Laura Jimenez was asked. “I will not run again,” she said in an interview on CNN.",
        "I will not",
        "Laura Jimenez",
    ),
    (
        "who is in the words that are reported did not report them",
        "Laura Jimenez said Oliver Kent is involved in a “staggering public effort to hide it.”",
        "staggering",
        "Laura Jimenez",
    ),
    (
        "the sentence behind a full stop is another one",
        "Laura Jimenez wrote, “We urge you to act now.” Oliver Kent also said that he would wait.",
        "We urge",
        "Laura Jimenez",
    ),
    (
        "a title with a point ends no sentence",
        "“The demand is far above supply,” Dr. Laura Jimenez, a doctor in Lima, told reporters.",
        "The demand",
        "Laura Jimenez",
    ),
    (
        "nor does an initial",
        "“Our towns face a hard winter,” said Cardinal Joseph W. Kent in a statement.",
        "Our towns",
        "Joseph W. Kent",
    ),
    (
        "somebody is named by the role that the text gave",
        "Mayor Laura Jimenez met Oliver Kent on Monday. “It is not done yet,” the mayor said.",
        "It is not",
        "Laura Jimenez",
    ),
    (
        "nobody is said to speak where the text does not say who does",
        "Laura Jimenez left.\n\nA banner read: “Billions for stadiums and crumbs for us all.”",
        "Billions",
        None,
    ),
    (
        "a noun that looks like a verb is none",
        "Laura Jimenez has won no states tonight and should “shut this thing down for good.”",
        "shut this",
        None,
    ),
    (
        "several who speak are not the last of them",
        "Laura Jimenez and Oliver Kent write, “We urge you to act now and at once.”",
        "We urge",
        None,
    ),
    (
        "who wrote a tweet that is shown whole is not who a pronoun means",
        "Oliver Kent left.\n\nKent was right — Laura Jimenez (@laura) May 1, 2026\n\n"
        "“It was never about the money,” he said.",
        "It was never",
        "Oliver Kent",
    ),
    (
        "a name that is spelt like a verb is none",
        "Laura Jimenez wrote that the United States is “a nation of laws and of men.”",
        "a nation",
        "Laura Jimenez",
    ),
    (
        "a quotation goes on with the one before it",
        "“We wait,” Oliver Kent said. “But not for very much longer.”",
        "But not",
        "Oliver Kent",
    ),
    (
        "the person of the last sentence speaks where nothing else is said",
        "Laura Jimenez made it personal. “It is because I am not that different from him.”",
        "It is because",
        "Laura Jimenez",
    ),
    (
        "a pronoun means nobody of the other gender",
        "Oliver Kent met Laura Jimenez. Jimenez left. “It was a good talk for us all,” he said.",
        "It was a good",
        "Oliver Kent",
    ),
    (
        "nor one whose title is of the other gender",
        "Mr Oliver Kent came. Ms Ngai Unwin left. “It was a good talk for us all,” he said.",
        "It was a good",
        "Oliver Kent",
    ),
    (
        "nor whom a participle has for its object",
        "Mr Kent met the cabinet.\n\nDescribing Mr Haines as a hero, he said: “We must win this.”",
        "We must win",
        "Kent",
    ),
    (
        "a lawyer of somebody is not that somebody",
        "Unwin lawyer Oliver Kent was bold. “There is no witness at all,” he said of Jane Unwin.",
        "There is no",
        "Oliver Kent",
    ),
    (
        "what stands in a list behind a preposition does nothing either",
        "Ann Moore wrote it. It was read by Ned Alley and Hala Grant. “We must wait,” she said.",
        "We must wait",
        "Ann Moore",
    ),
    (
        "somebody without a name is who a pronoun means",
        "Oliver Kent left. A spokesman for the mission told reporters it was over. "
        "“There will be no talks at all,” he said.",
        "There will be",
        None,
    ),
    (
        "an email is nobody, and not who was named last",
        "Oliver Kent wants Jane Unwin tried. “We should hang these traitors,” the email reads.",
        "We should hang",
        None,
    ),
    (
        "what a report reads is no words of whom it is about",
        "The board looked at Oliver Kent. “His income cannot be fully known,” reads the report.",
        "His income",
        None,
    ),
    (
        "the statement is of whom the text has just named",
        "Oliver Kent put out a new one on Monday: “I did no such thing,” the statement reads.",
        "I did no",
        "Oliver Kent",
    ),
    (
        "a spokesman without a name speaks for the body",
        "“We have closed four plants,” a spokesman for the Federal Aviation Administration said.",
        "We have closed",
        "Federal Aviation Administration",
    ),
    (
        "the verb of a group without a name has no other subject",
        "“We march for all of them,” the group says on its Facebook page.",
        "We march",
        None,
    ),
    (
        "what several say without a name is nobody's in the sentence",
        "Oliver Kent wrote a letter, and the professors wrote that the Senate would be “acting "
        "well within its powers.”",
        "acting well",
        None,
    ),
    (
        "it is the body that the paragraph before begins with",
        "The National Guard sent men.\n\nIt said in a statement: “We are sorry for the delay.”",
        "We are sorry",
        "National Guard",
    ),
    (
        "what was added is said by who the sentence began with",
        "Laura Jimenez asked Oliver Kent to sue one named Ned Alley, but added, “He has nothing.”",
        "He has nothing",
        "Laura Jimenez",
    ),
    (
        "adding to a list is no speech",
        "Laura Jimenez noted that she has “never once thought about” adding Oliver Kent to it.",
        "never once",
        "Laura Jimenez",
    ),
    (
        "also is no so",
        "Laura Jimenez left. She also noted that the list “should be something that grows” soon.",
        "should be something",
        "Laura Jimenez",
    ),
    (
        "who is far from a verb in a long sentence says it all the same",
        "Laura Jimenez, a vice president at the Fund for Health, which paid for the study and for "
        "others, said on Monday that a rise “can be reached in many ways.”",
        "can be reached",
        "Laura Jimenez",
    ),
    (
        "According may open a sentence",
        "According to Laura Jimenez, “this may have been the last chance for us.”",
        "this may have",
        "Laura Jimenez",
    ),
    (
        "a colon may end the paragraph before",
        "Laura Jimenez, who had been there at the time, told the court:\n\n“I saw him fall down.”",
        "I saw him",
        "Laura Jimenez",
    ),
    (
        "who is named before a colon is meant",
        "That was too far for Laura Jimenez: “We brought her back home at once.”",
        "We brought",
        "Laura Jimenez",
    ),
    (
        "a paragraph that is all quotation belongs to who the one before speaks of",
        "Laura Jimenez worries that it will spread.\n\n“The next step is to try it on us.”",
        "The next step",
        "Laura Jimenez",
    ),
    (
        "in the sentence before it is who speaks, not whom the sentence is about",
        "Ms. Berman was a lovely person, Laura Jimenez said. “She will be well missed by us.”",
        "She will be",
        "Laura Jimenez",
    ),
    (
        "a name and a paper below sign it",
        "“The essay is late and the teacher is tired of it.”\n\nLaura Jimenez, The Guardian",
        "The essay",
        "Laura Jimenez",
    ),
    (
        "as somebody told a paper",
        "He will get one “because they have so much control,” as Laura Jimenez told Reuters.",
        "because they",
        "Laura Jimenez",
    ),
    (
        "somebody is named by a role that was shortened",
        "Gov. Laura Jimenez left. The governor also warned all, saying, “Growth can be achieved.”",
        "Growth can",
        "Laura Jimenez",
    ),
    (
        "his statement is his",
        "Oliver Kent was sued. “I relied on public news alone,” his statement said.",
        "I relied",
        "Oliver Kent",
    ),
    (
        "a dash behind a name is no hyphen",
        "Justin Kent - who had left - told reporters in Lima that Ann Moore had called. "
        "“We do not want poor relations,” he said.",
        "We do not",
        "Justin Kent",
    ),
    (
        "what they said is not said by who is named before",
        "When Laura Jimenez called the two clerks, they said, “We are closed on Sundays.”",
        "We are closed",
        None,
    ),
    (
        "who quotes somebody does not speak",
        "“They must pay the full price,” Sky News quoted Laura Jimenez as saying on Sunday.",
        "They must",
        "Laura Jimenez",
    ),
    (
        "whom a relative clause names does not speak behind its comma",
        "Laura Jimenez, a professor in Lima who has known Oliver Kent for 30 years, said, “I trust "
        "that man.”",
        "I trust",
        "Laura Jimenez",
    ),
    (
        "a participle has no other subject behind it",
        "Oliver Kent left.\n\nDoctors noted that he had suffered a “great loss of brain tissue,” "
        "suggesting he had lost blood.",
        "great loss",
        None,
    ),
    (
        "a friend of somebody is not that somebody",
        "“He has not slept for nights,” according to a friend of Laura Jimenez.",
        "He has not",
        None,
    ),
    (
        "a report is its body's",
        "“Most of the ships are empty,” according to a report by the Federal Reserve.",
        "Most of",
        "Federal Reserve",
    ),
    (
        "whoever has a handle may tweet",
        "Laura Jimenez (@laura) tweeted: “This was a very long day.”",
        "This was",
        "Laura Jimenez",
    ),
    (
        "who is asked opens no speech with that",
        "Asked why she came late, Laura Jimenez shrugged: “The bus was late as well.”",
        "The bus",
        "Laura Jimenez",
    ),
    (
        "a senator who spoke last is the senator",
        "“We lost,” Laura Jimenez said.\n\n“But we will be back next year,” the senator said.",
        "But we will",
        "Laura Jimenez",
    ),
    (
        "an aide who spoke last is nobody named",
        "“We lost,” Laura Jimenez said.\n\n“But we will be back next year,” the aide said.",
        "But we will",
        None,
    ),
    (
        "what stands below a signature is not signed by it",
        "“The essay is late.”\n\nLaura Jimenez, The Guardian\n\n“Circumstances are no proof.”",
        "Circumstances",
        None,
    ),
    (
        "a title in marks does not end the words before a quotation",
        "Laura Jimenez said on “Meet the Press” on Tuesday that people are “going to see the "
        "benefits.”",
        "going to see",
        "Laura Jimenez",
    ),
    (
        "several who speak are not the last name before them",
        "Laura Jimenez left because reporters ask too many “very hostile questions of her.”",
        "very hostile",
        None,
    ),
    (
        "the White House speaks where it says something",
        "“It has transformed the state and the nation,” the White House said.",
        "It has transformed",
        "White House",
    ),
    (
        "a mention of a body in the words before a name is not who speaks",
        "“It was like in Rome,” recalled Obama EPA administrator Al Kent in Lima.",
        "It was like",
        "Al Kent",
    ),
    (
        "a senator without a name is none who is named",
        "Sen. Laura Jimenez left. A Republican senator said there is a “benefit for all of us.”",
        "benefit",
        None,
    ),
    (
        "who speaks may stand behind the rest of the sentence",
        "“What it has given it can take away” when it comes to faith, says Laura Jimenez.",
        "What it has",
        "Laura Jimenez",
    ),
    (
        "a verb that is no cue says it right behind the mark",
        "Oliver Kent left.\n\n“Texas will be hotly contested,” agrees Senator Laura Jimenez.",
        "Texas will",
        "Laura Jimenez",
    ),
    (
        "whose office says what somebody does, not that somebody",
        "The governor’s office has said Laura Jimenez has been “working with all hospitals.”",
        "working with",
        None,
    ),
    (
        "a pronoun means who the sentence before has for its subject by a role",
        "President Oliver Kent won. Bob Unwin lost. The president thanked them all. “It was close "
        "for us,” he said.",
        "It was close",
        "Oliver Kent",
    ),
    (
        "what is in a clause before the subject says nothing",
        "Asked what the Federal Reserve could do, Oliver Kent declined to comment, saying only it "
        "is “not for me to say.”",
        "not for me",
        "Oliver Kent",
    ),
    (
        "a statement that somebody sends does not speak for itself",
        "Press secretary Laura Jimenez released a statement saying: “We are all very sorry now.”",
        "We are all",
        "Laura Jimenez",
    ),
    (
        "nor does the tweet in which somebody says it",
        "Laura Jimenez in a late tweet said it is sad to see “thieves and looters” there.",
        "thieves",
        "Laura Jimenez",
    ),
    (
        "two who speak together with their states are not the last of them",
        "“It helped him to win,” Reps. Elijah Kent (D., Md.) and Laura Jimenez (D., N.Y.) said.",
        "It helped",
        None,
    ),
    (
        "a chairman is named behind his body",
        "According to Federal Reserve Chairman Oliver Kent, “we are not in a position to host it.”",
        "we are not",
        "Oliver Kent",
    ),
    (
        "who argued in a clause before the subject did not say what the subject adds",
        "After Oliver Kent argued for long, Laura Jimenez came to help, saying “we need to be open "
        "now.”",
        "we need",
        "Laura Jimenez",
    ),
    (
        "what introduces a quotation counts more than what introduces the next",
        "When Oliver Kent tweeted Tuesday, “Too bad that you left us!” she retorted, “See you.”",
        "Too bad",
        "Oliver Kent",
    ),
    (
        "who described it with two words said them",
        "The National Guard called Oliver Kent a “repeat offender” on Monday.",
        "repeat offender",
        "National Guard",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "speaker"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_who_says_it(text: str, start: str, speaker: str | None) -> None:
    article = enrich(text, cleaned=False)
    names = {entity.id: entity.name for entity in article.entities}
    (quote,) = (q for q in article.quotes if q.surface[1:].startswith(start))
    assert names.get(quote.speaker or "") == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Laura Jimenez said on the so-called “morning-after” pills that she would wait.",
        "Laura Jimenez said on CBS’s “60 Minutes” program that she would wait.",
        "Laura Jimenez wrote the study, “Is the web causing division? Evidence from data,” in May.",
        "Laura Jimenez read from her book, “The Parties and the People: How to Turn Around.”",
        "A firm whose motto was “Never Be Evil Again,” is big.",
        "Once there is “free money for everyone” the state is poor.",
    ],
)
def test_a_term_or_a_title_in_marks_is_no_speech(text: str) -> None:
    assert enrich(text, cleaned=False).quotes == []
