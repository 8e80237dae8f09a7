//! What headlines keep and leave out, on sentences of our own.

use crate::event::marked::check;

#[test]
fn headlines_leave_out_who_passed_it_on() {
    check(&[
        (
            "The mill could close next year, a minister said on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Mill could close next year, a minister said"],
        ),
        (
            "The minister told a packed and noisy parliament on [[Monday|2024-05-06]] that at least forty miners had \
             been rescued from the flooded shaft.",
            &["2024-05-06 Happened: At least forty miners rescued from the flooded shaft"],
        ),
        ("Three men died on [[Monday|2024-05-06]], police said.", &["2024-05-06 Happened: Three men died"]),
        ("Police said three men died on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Three men died"]),
        ("What happened: On [[Monday|2024-05-06]], the bridge fell.", &["2024-05-06 Happened: Bridge fell"]),
        ("Relatedly, on [[Monday|2024-05-06]], the bridge fell.", &["2024-05-06 Happened: Bridge fell"]),
        ("But the bridge fell on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Bridge fell"]),
        ("When the river rose, the bridge fell on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Bridge fell"]),
    ]);
}

#[test]
fn pronouns_are_named_where_the_text_names_them() {
    check(&[
        ("Ada Low retired. She opened the museum in [[2019|2019]].", &["2019 Happened: Ada Low opened the museum"]),
        ("The firm grew. It sold the mill in [[2019|2019]].", &["2019 Happened: Firm sold the mill"]),
        ("Rain fell. He opened the museum in [[2019|2019]].", &["2019 Happened: He opened the museum"]),
        // So is whose the subject is, and the first name of whom the text calls by the last one.
        ("Ada Low retired. Her farm burned in [[2019|2019]].", &["2019 Happened: Ada Low's farm burned"]),
        ("Rain fell. Her farm burned in [[2019|2019]].", &["2019 Happened: Her farm burned"]),
        ("The baker Ada Low was ill. Mrs Low retired in [[2019|2019]].", &["2019 Happened: Ada Low retired"]),
        ("The Low sisters, Ada Low and Nan Low, met. Low sang in [[2019|2019]].", &["2019 Happened: Low sang"]),
        (
            "The Alder team is glad to meet. We sold the mill in [[2019|2019]].",
            &["2019 Happened: Alder team sold the mill"],
        ),
        ("The day was fine. We sold the mill in [[2019|2019]].", &["2019 Happened: We sold the mill"]),
        ("Alder grew. As recently as May Alder fell. Alder closed in [[2019|2019]].", &["2019 Happened: Alder closed"]),
        ("The sailor fell ill. He left the ship in [[2019|2019]].", &["2019 Happened: Sailor left the ship"]),
        ("The then director, Ada Low, was away. She resigned in [[2019|2019]].", &["2019 Happened: Ada Low resigned"]),
        ("The mayor spoke. It was closed in [[2019|2019]].", &["2019 Happened: It was closed"]),
        // A last name alone is that of whom the text has named, and goes on through sentences of the same pronoun.
        (
            "Nan Low runs the inn. Low is 80. She likes it. She later sold the mill in [[2019|2019]].",
            &["2019 Happened: Nan Low later sold the mill"],
        ),
        (
            "The yard of Marwell is small. Marwell grew. It built a dock in [[2019|2019]].",
            &["2019 Happened: Marwell built a dock"],
        ),
        ("The fair was loud, said Ada Low, who runs it. She left in [[2019|2019]].", &["2019 Happened: Ada Low left"]),
        (
            "The wall was damp, said Ada Low, who met Ben Roy, 58, there. She left in [[2019|2019]].",
            &["2019 Happened: She left"],
        ),
        (
            "Ben Roy likes it. The men grew to six, according to colonel Low. He left in [[2019|2019]].",
            &["2019 Happened: Low left"],
        ),
        ("Councilwoman Ada Low spoke. He left in [[2019|2019]].", &["2019 Happened: He left"]),
        (
            "Peasants came in [[2018|2018]]; they were driven out in [[2019|2019]].",
            &["2018 Happened: Peasants came", "2019 Happened: Peasants driven out"],
        ),
        ("The wall was damp. It rained in [[2019|2019]].", &["2019 Happened: It rained"]),
        (
            "The wall was damp. It was decided in [[2019|2019]] to mend it.",
            &["2019 Happened: It was decided to mend it"],
        ),
        (
            "Ada Low left. The mayor spoke. The hall was full. She sold the inn in [[2019|2019]].",
            &["2019 Happened: She sold the inn"],
        ),
        (
            "The clerk said on [[Monday|2024-05-06]] that it would begin in [[July|2024-07]].",
            &["2024-05-06 Happened: Clerk said that it would begin", "2024-07 Planned: It would begin"],
        ),
        (
            "The operator reported a loss; it had opened the line in [[2019|2019]].",
            &["2019 Happened: Operator opened the line"],
        ),
    ]);
}

#[test]
fn headlines_leave_out_what_no_reader_misses() {
    check(&[
        ("The mayor was arrested in Lum on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Mayor arrested in Lum"]),
        // Rebels attack without an object, and what was elected is no mayor's doing.
        (
            "Rebels were attacked at Lum on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Rebels were attacked at Lum"],
        ),
        ("Ada Low was elected mayor in [[2019|2019]].", &["2019 Happened: Ada Low was elected mayor"]),
        (
            "A suit brought by Ada Low was withdrawn in [[2019|2019]].",
            &["2019 Happened: Suit brought by Ada Low was withdrawn"],
        ),
        ("A few of the mills burned in [[2019|2019]].", &["2019 Happened: A few of the mills burned"]),
        ("The oldest closed in [[2019|2019]].", &["2019 Happened: The oldest closed"]),
        ("The last strike ended in [[2019|2019]].", &["2019 Happened: Last strike ended"]),
        ("Bread had been given out in [[2019|2019]].", &["2019 Happened: Bread given out"]),
        ("The last time the bell was given away was [[2019|2019]].", &[]),
        ("The talks are to resume on [[Friday|2024-05-17]].", &["2024-05-17 Planned: Talks to resume"]),
        ("The plan is to sell the mill on [[Friday|2024-05-17]].", &["2024-05-17 Planned: Plan is to sell the mill"]),
        ("She is to speak in Lum on [[Friday|2024-05-17]].", &["2024-05-17 Planned: She is to speak in Lum"]),
        ("In the old town a second inn closed in [[2019|2019]].", &["2019 Happened: Second inn closed"]),
        ("After a long quarrel, the firm sold the mill in [[2019|2019]].", &["2019 Happened: Firm sold the mill"]),
        ("The Hague sued the firm in [[2019|2019]].", &["2019 Happened: The Hague sued the firm"]),
        ("[[Today|2024-05-08]] we've sold the mill.", &["2024-05-08 Happened: We've sold the mill"]),
        (
            "After much talk in Lum we've sold the mill [[today|2024-05-08]].",
            &["2024-05-08 Happened: We've sold the mill"],
        ),
        ("On the far side of the hill I met Ada Low in [[2019|2019]].", &["2019 Happened: I met Ada Low"]),
        (
            "In Oslo, the Harbour Bank, which owns the ferry and the two inns beside it, sold the mill on \
             [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Harbour Bank sold the mill"],
        ),
        (
            "There was now a riot at the harbour on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Riot at the harbour"],
        ),
        ("Luckily, the mill burned in [[2019|2019]].", &["2019 Happened: Mill burned"]),
        (
            "The mayor closed the “open hall” of Lum in [[2019|2019]].",
            &["2019 Happened: Mayor closed the “open hall” of Lum"],
        ),
    ]);
}

#[test]
fn headlines_are_whole() {
    check(&[
        (
            "A boy who was brought to the clinic on [[3 May|2024-05-03]] remains in bed.",
            &["2024-05-03 Happened: Boy was brought to the clinic"],
        ),
        (
            "The talks began over dinner on [[2 May|2024-05-02]], according to a man who was there.",
            &["2024-05-02 Happened: Talks began over dinner"],
        ),
        (
            "One of the three injured men, baker Ben Roy, 41, died on [[Monday|2024-05-06]] at the clinic in Lum.",
            &["2024-05-06 Happened: One of the three injured men died at the clinic in Lum"],
        ),
        ("Ada Low was born here in [[1950|1950]] the mill was finished.", &["1950 Happened: Ada Low born here"]),
        (
            "A rule was proposed in [[1995|1995]], almost [[twenty years ago|2004]].",
            &["1995 Happened: Rule was proposed"],
        ),
        ("Once again in [[2020|2020]], Ada Low won the race.", &["2020 Happened: Ada Low won the race"]),
        ("A German, he was sent to Lum in [[1955|1955]].", &["1955 Happened: He was sent to Lum"]),
        (
            "A Scot from Lum who joined the firm in [[1952|1952]] is dead.",
            &["1952 Happened: Scot from Lum joined the firm"],
        ),
        (
            "The case of former President Ben Roy, who was arrested in [[2006|2006]], is known.",
            &["2006 Happened: Former President Ben Roy arrested"],
        ),
        (
            "The courts of Lum relented and they were married there in [[1960|1960]].",
            &["1960 Happened: They were married there"],
        ),
        (
            "Secretary Ben Roy reiterated on [[Monday|2024-05-06]] that any bridge between the two parts of the town \
             would need broad backing from all sides.",
            &["2024-05-06 Happened: Secretary Ben Roy reiterated any bridge would need broad backing"],
        ),
    ]);
}

#[test]
fn headlines_end_where_something_has_been_said() {
    check(&[
        // A clause keeps its verb, whatever its subject says of itself.
        (
            "The harbour board found on [[Monday|2024-05-06]] that the coins from the flooded chapel at Lum had been \
             sold to a dealer in Oslo.",
            &["2024-05-06 Happened: Harbour board found the coins had been sold to a dealer"],
        ),
        // "hundreds" of what?
        (
            "The mayor of Lum said on [[Monday|2024-05-06]] that her office would have to repair hundreds of old pumps.",
            &["2024-05-06 Happened: Mayor of Lum said her office would have to repair hundreds…"],
        ),
        (
            "Rowers carried the old lamp on [[Monday|2024-05-06]] from the chapel at the end of the northern pier to \
             within a mile of Lum.",
            &["2024-05-06 Happened: Rowers carried the old lamp from the chapel"],
        ),
        (
            "Trade Minister Ada Low told the council on [[Monday|2024-05-06]] that the ferries were not as safe as \
             those of the northern islands.",
            &["2024-05-06 Happened: Ada Low told the council the ferries were not as safe"],
        ),
        // Whose name only belongs to the subject has done nothing.
        (
            "The killing of Trade Minister Ada Low on [[Monday|2024-05-06]] raised grave doubts about the loyalty of the \
             guards to the old council of Lum.",
            &["2024-05-06 Happened: Killing of Trade Minister Ada Low raised grave doubts"],
        ),
    ]);
}

#[test]
fn long_sentences_lose_tails_before_words() {
    check(&[
        (
            "The council is split on whether to close the old mill on the hill and to sell it, its chairwoman said on \
             [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Council is split, its chairwoman said"],
        ),
        (
            "Six of the nine ferries of the northern islands will be sold to a Danish firm in the autumn, officials \
             said on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Six of the nine ferries of the northern islands will be sold"],
        ),
        (
            "The regional court in the northern town of Harrow on [[Monday|2024-05-06]] fined the shipping company, \
             which had denied any wrongdoing throughout the long and costly trial.",
            &["2024-05-06 Happened: Regional court in the northern town of Harrow fined the shipping company"],
        ),
        (
            "Riders and guards clashed on [[Monday|2024-05-06]] in a religiously divided part of the old town of Harrow.",
            &["2024-05-06 Happened: Riders and guards clashed"],
        ),
        (
            "The council of the old town on [[Monday|2024-05-06]] cut short a lecture due to be given by Ada Low.",
            &["2024-05-06 Happened: Council of the old town cut short a lecture"],
        ),
        (
            "Mayor Ada Low, a retired teacher with two decades on the council, opened the new harbour on \
             [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Mayor Ada Low opened the new harbour"],
        ),
    ]);
}
