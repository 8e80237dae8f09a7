//! The rules of events on sentences of our own.

use super::marked::{check, merged};

#[test]
fn happenings_are_told_with_their_date() {
    check(&[
        ("The harbour opened on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Harbour opened"]),
        (
            "PORT LUM, [[May 7|2024-05-07]] (Wire) – A ferry sank on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Ferry sank"],
        ),
        ("[[2020|2020]] saw a recovery.", &["2020 Happened: A recovery"]),
        ("The mill that Ada Low sold in [[2012|2012]] makes ropes.", &["2012 Happened: Ada Low sold the mill"]),
        ("The firm has opened a route that it gave up in [[2012|2012]].", &["2012 Happened: Firm gave up a route"]),
        (
            "The kiln, on which Ada Low worked in [[2012|2012]], is still hot.",
            &["2012 Happened: Ada Low worked on the kiln"],
        ),
        (
            "The firm makes a kiln, the first model of which was sold in [[2012|2012]].",
            &["2012 Happened: First model sold"],
        ),
        ("It was among the firms that in [[2012|2012]] visited the port.", &["2012 Happened: Firms visited the port"]),
        (
            "Traders said the tanker was sold and had been seen on [[Monday|2024-05-06]] near Oslo.",
            &["2024-05-06 Happened: Tanker seen near Oslo"],
        ),
        ("Nan Low, whose farm was sold in [[2012|2012]], is well.", &["2012 Happened: Nan Low's farm sold"]),
        (
            "Two men who were hurt when the wall fell on [[Friday|2024-05-10]] are at home.",
            &["2024-05-10 Happened: Wall fell"],
        ),
        (
            "[[Last week|2024-05-01]] Ada Low, the mayor, received the union.",
            &["2024-05-01 Happened: Ada Low, the mayor, received the union"],
        ),
        ("The dockers walked out [[last week|2024-05-01]].", &["2024-05-01 Happened: Dockers walked out"]),
        ("The strike, in [[2012|2012]], lasted a week.", &["2012 Happened: Strike lasted a week"]),
        ("On [[Monday|2024-05-06]], the harbour was opened.", &["2024-05-06 Happened: Harbour opened"]),
        ("[[Last October|2023-10]] the council sold the mill.", &["2023-10 Happened: Council sold the mill"]),
        ("The council sold the mill [[last October|2023-10]].", &["2023-10 Happened: Council sold the mill"]),
        ("There was a fire at the mill on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Fire at the mill"]),
        ("The judge later on [[Monday|2024-05-06]] freed the man.", &["2024-05-06 Happened: Judge freed the man"]),
        ("In [[the 1980s|198X]], the mines closed.", &["198X Happened: Mines closed"]),
        ("At the end of [[2020|2020]], the mines closed.", &["2020 Happened: Mines closed"]),
        (
            "At [[Monday|2024-05-06]]'s meeting the council approved the plan.",
            &["2024-05-06 Happened: Council approved the plan"],
        ),
        (
            "The ferry collided with a barge in [[January|2024-01]] when a rope snapped.",
            &["2024-01 Happened: Ferry collided with a barge when a rope snapped"],
        ),
    ]);
}

#[test]
fn plans_are_told_as_plans() {
    check(&[
        ("The harbour will open on [[Friday|2024-05-17]].", &["2024-05-17 Planned: Harbour will open"]),
        ("The harbour is set to open on [[Friday|2024-05-17]].", &["2024-05-17 Planned: Harbour set to open"]),
        ("The vote is scheduled for [[Friday|2024-05-17]].", &["2024-05-17 Planned: Vote scheduled"]),
        ("The fair opens on [[Friday|2024-05-17]].", &["2024-05-17 Planned: Fair opens"]),
        ("The match was postponed to [[Friday|2024-05-17]].", &["2024-05-17 Planned: Match postponed"]),
        ("The firm plans to close the mill in [[2026|2026]].", &["2026 Planned: Firm plans to close the mill"]),
        ("The hearing was scheduled for [[Friday|2024-05-03]].", &[]),
    ]);
}

#[test]
fn mentions_are_no_events() {
    check(&[
        ("The firm has grown since [[2014|2014]].", &[]),
        ("The report must be filed by [[Friday|2024-05-17]].", &[]),
        ("The harbour may open on [[Friday|2024-05-17]].", &[]),
        ("Ships shelled the town in the [[2020|2020]] war.", &[]),
        ("The minister praised the [[January|2024-01]] raid.", &[]),
        ("Residents remember Iran's [[May|2024-05]] report.", &[]),
        ("The firm, founded in [[1891|1891]], makes ropes.", &[]),
        ("The town had three mills in [[1891|1891]].", &[]),
        ("The mill is located here and was small in [[1891|1891]].", &[]),
        ("If the court rules on [[Friday|2024-05-17]], the mill closes.", &[]),
        ("The mayor said: “We opened it on [[Monday|2024-05-06]]”.", &[]),
        ("The mayor denied that he had met the builder in [[March|2024-03]].", &[]),
        ("The council did not vote on [[Monday|2024-05-06]].", &[]),
        ("Posted on [[May 6|2024-05-06]]", &[]),
        ("The treaty ([[1998|1998]]) ended the quarrel.", &[]),
        ("The concert on [[Monday|2024-05-06]] was cancelled.", &[]),
        ("The firm was sued over a patent filed in [[1997|1997]].", &[]),
        ("To see what happened on [[Monday|2024-05-06]], visit the archive.", &[]),
        ("Since records began in [[1931|1931]], nobody has seen such rain.", &[]),
        ("Comment by a reader posted on [[6 May|2024-05-06]]:", &[]),
        ("Leave a reply", &[]),
        ("After opening a shop in [[2010|2010]], she rested.", &[]),
        ("The ministry's statement on [[Friday|2024-05-10]] said the mill was safe.", &[]),
    ]);
}

#[test]
fn two_dated_clauses_make_two_reports() {
    check(&[
        (
            "The mill closed in [[2010|2010]] and the inn opened in [[2012|2012]].",
            &["2010 Happened: Mill closed", "2012 Happened: Inn opened"],
        ),
        (
            "Ada Low bought the mill in [[2010|2010]] and sold it in [[2012|2012]].",
            &["2010 Happened: Ada Low bought the mill", "2012 Happened: Ada Low sold it"],
        ),
        (
            "Ada Low, who joined the firm in [[2010|2010]], resigned on [[Monday|2024-05-06]].",
            &["2010 Happened: Ada Low joined the firm", "2024-05-06 Happened: Ada Low resigned"],
        ),
        (
            "The firm said on [[Friday|2024-05-10]] that it had closed the plant in [[March|2024-03]].",
            &["2024-05-10 Happened: Firm said that it had closed the plant", "2024-03 Happened: Firm closed the plant"],
        ),
        (
            "The firm announced on [[Friday|2024-05-10]] that it would close the plant in [[July|2024-07]].",
            &[
                "2024-05-10 Happened: Firm announced that it would close the plant",
                "2024-07 Planned: Firm would close the plant",
            ],
        ),
        (
            "The call opened in [[2010|2010]], the vote was held in [[2012|2012]].",
            &["2010 Happened: Call opened", "2012 Happened: Vote held"],
        ),
        (
            "The council met on [[Monday|2024-05-06]] and declared an emergency.",
            &["2024-05-06 Happened: Council met and declared an emergency"],
        ),
        (
            "The man arrested on [[Monday|2024-05-06]] was released on [[Friday|2024-05-10]].",
            &["2024-05-10 Happened: Man arrested on Monday was released"],
        ),
    ]);
}

#[test]
fn every_date_finds_its_clause() {
    check(&[
        (
            "As late as [[Monday|2024-05-06]] a lawyer threatened to sue.",
            &["2024-05-06 Happened: Lawyer threatened to sue"],
        ),
        ("A fire broke out before [[dawn on Monday|2024-05-06]].", &[]),
        (
            "Ada Low won the race in [[2012|2012]] and [[2013|2013]].",
            &["2012 Happened: Ada Low won the race", "2013 Happened: Ada Low won the race"],
        ),
        (
            "The motion failed in [[1919|1919]], in [[1968|1968]] and, by two votes, in [[2003|2003]].",
            &["1919 Happened: Motion failed", "1968 Happened: Motion failed", "2003 Happened: Motion failed"],
        ),
        (
            "The inn closed, and its owner, Ada Low, left the town in [[2012|2012]].",
            &["2012 Happened: Ada Low left the town"],
        ),
        (
            "The staff will walk out on [[Monday|2024-05-13]], their union announced on [[Friday|2024-05-10]].",
            &[
                "2024-05-13 Planned: Staff will walk out",
                "2024-05-10 Happened: Staff will walk out, their union announced",
            ],
        ),
        (
            "In a paper that appeared in [[2003|2003]] Ada Low argued that the wall was older.",
            &["2003 Happened: Ada Low argued that the wall was older"],
        ),
        (
            "Shoppers could not pay by card on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Shoppers could not pay by card"],
        ),
        ("Ada Low joins the board as of [[today|2024-05-10]].", &["2024-05-10 Happened: Ada Low joins the board"]),
    ]);
}

#[test]
fn comparisons_opinions_and_old_plans_are_no_events() {
    check(&[
        ("The share fell from 94 percent in [[2009|2009]] to 81 percent [[last year|2023]].", &[]),
        ("The count ended [[a day later|2024-05-07]] than expected.", &[]),
        ("Nobody came to the mill on [[Monday|2024-05-06]].", &[]),
        ("Rumours that the mill burned on [[Monday|2024-05-06]] were untrue.", &[]),
        ("The break, which was to start on [[Friday|2024-05-17]], is cancelled.", &[]),
        ("We hope there are more in [[2025|2025]].", &[]),
        ("We want the mill to be the best of all [[this year|2024]].", &[]),
        ("[[Dec 7th|2023-12-07]] (View on our map)", &[]),
        ("We are looking forward to doing great things in [[2025|2025]].", &[]),
        ("Let's begin in [[2025|2025]]!", &[]),
        ("The switch is used to open the lock [[today|2024-05-10]].", &[]),
        ("A ledger found in [[1998|1998]] in an attic tells another story.", &[]),
    ]);
}

#[test]
fn what_is_said_and_that_it_was_said_are_two() {
    check(&[
        (
            "Nan Low said on [[Wednesday|2024-05-08]] that the valve had failed on [[Sunday|2024-05-05]].",
            &["2024-05-08 Happened: Nan Low said that the valve had failed", "2024-05-05 Happened: Valve failed"],
        ),
        (
            "The bell was stolen in [[2011|2011]], a curator said on [[Tuesday|2024-05-07]].",
            &["2011 Happened: Bell stolen", "2024-05-07 Happened: Bell stolen, a curator said"],
        ),
        (
            "The port called on [[Monday|2024-05-06]] for an end to a quarrel it said could ruin it.",
            &["2024-05-06 Happened: Port called for an end to a quarrel"],
        ),
        ("That may explain why the convent was given up in [[1359|1359]].", &["1359 Happened: Convent given up"]),
    ]);
}

#[test]
fn verbs_share_their_auxiliary() {
    check(&[
        (
            "The cable was stolen in [[March|2024-03]], replaced, and stolen again on [[5 May|2024-05-05]].",
            &["2024-03 Happened: Cable stolen", "2024-05-05 Happened: Cable stolen"],
        ),
        (
            "The panel will hear the union on [[Monday|2024-05-13]] and travel to Lum on [[Friday|2024-05-17]].",
            &["2024-05-13 Planned: Panel will hear the union", "2024-05-17 Planned: Panel will travel to Lum"],
        ),
        (
            "The town gave her a medal in [[1961|1961]] and, [[forty years later|2001]], named a street after her.",
            &["1961 Happened: Town gave her a medal", "2001 Happened: Town named a street after her"],
        ),
        (
            "From [[June|2024-06]] every change will need a second reader, and on [[1 July|2024-07-01]] we open a fund.",
            &["2024-06 Planned: Every change will need a second reader", "2024-07-01 Planned: We open a fund"],
        ),
    ]);
}

#[test]
fn a_sentence_without_another_verb_has_its_present_tense() {
    check(&[
        (
            "Talks on a lasting truce resume in Lum on [[Monday|2024-05-13]].",
            &["2024-05-13 Planned: Talks on a lasting truce resume in Lum"],
        ),
        (
            "Cobble, in trial since March, becomes free [[next month|2024-06]].",
            &["2024-06 Planned: Cobble, in trial since March, becomes free"],
        ),
        ("The \"midterm\" begins on [[6 July|2024-07-06]].", &["2024-07-06 Planned: The \"midterm\" begins"]),
        (
            "The mayor agreed to a League plan on [[2 May|2024-05-02]].",
            &["2024-05-02 Happened: Mayor agreed to a League plan"],
        ),
    ]);
}

#[test]
fn conditions_with_a_day_are_happenings() {
    check(&[
        ("Nan Low was named coach on [[Monday|2024-05-06]].", &["2024-05-06 Happened: Nan Low was named coach"]),
        ("The lock was known on [[Monday|2024-05-06]] as the Gate.", &[]),
        ("The tram is back on [[Monday|2024-05-13]].", &["2024-05-13 Planned: Tram is back"]),
        ("It was not until [[Monday|2024-05-06]] that the lock opened.", &["2024-05-06 Happened: Lock opened"]),
        ("Nan Low ran unopposed in [[2013|2013]].", &["2013 Happened: Nan Low ran unopposed"]),
    ]);
}

#[test]
fn dates_of_things_and_of_what_never_came_are_no_events() {
    check(&[
        ("Two men have been charged over the blaze in [[2019|2019]].", &[]),
        (
            "The club has won it in [[1990|1990]] and [[2004|2004]].",
            &["1990 Happened: Club won it", "2004 Happened: Club won it"],
        ),
        ("Shares rose three percent in [[morning|2024-05-10]] trading.", &[]),
        ("The firm told of its income for the three months ended [[30 March|2024-03-30]].", &[]),
        ("The performance on [[12 May|2024-05-12]] is sold out.", &[]),
        ("We had hoped to open it [[this month|2024-05]].", &[]),
        ("The parcel came on a [[Tuesday|2024-05-07]].", &[]),
        ("On election [[night|2024-05-07]] she led by two votes.", &[]),
        ("If successful, the firm will begin on [[Monday|2024-05-13]].", &[]),
        ("* [[2021|2021]]: 95 customers", &[]),
        (
            "Dockers dropped the strike planned for [[Monday|2024-05-13]] on [[Tuesday|2024-05-07]].",
            &["2024-05-07 Happened: Dockers dropped the strike planned for Monday"],
        ),
    ]);
}

#[test]
fn the_clause_after_when_tells_what_happened() {
    check(&[(
        "Tension rose in [[January|2024-01]] when a man set fire to the customs house.",
        &["2024-01 Happened: Man set fire to the customs house"],
    )]);
}

#[test]
fn lists_tell_with_few_words() {
    check(&[
        (
            "[[March 5|2024-03-05]] – council votes on the harbour",
            &["2024-03-05 Happened: Council votes on the harbour"],
        ),
        ("[[5 June 2024|2024-06-05]]: opening of the harbour", &["2024-06-05 Planned: Opening of the harbour"]),
    ]);
}

#[test]
fn a_row_names_in_one_cell_whom_another_tells_of() {
    let rows = "| Date | Player | Move |\n|---|---|---|\n\
        | [[14 June 2022|2022-06-14]] | Ada Low | joins from Lum |\n\
        | [[1 July 2022|2022-07-01]] | Nan Roth | sold to Oster Park |\n\
        | [[3 July 2022|2022-07-03]] | First reading | passed, 74 to 39 |\n";
    check(&[(
        rows,
        &[
            "2022-06-14 Happened: Ada Low joins from Lum",
            "2022-07-01 Happened: Nan Roth sold to Oster Park",
            "2022-07-03 Happened: First reading, passed, 74 to 39",
        ],
    )]);
    check(&[("[[Today|2024-05-10]] we're going to learn how to bake.", &[])]);
}

#[test]
fn short_cells_tell_together_what_happened() {
    let rows = "| Kind | Last | Before |\n|---|---|---|\n\
        | Shelling | [[3 May 2024|2024-05-03]] | [[9 June 2023|2023-06-09]] |\n\n\
        Rounds\n\n| Round | Against | Date | Supported until |\n|---|---|---|---|\n\
        | Final | Lum | [[4 May 2024|2024-05-04]] | [[1 July 2025|2025-07-01]] |\n";
    check(&[(
        rows,
        &["2024-05-03 Happened: Shelling", "2023-06-09 Happened: Shelling", "2024-05-04 Happened: Final, Lum"],
    )]);
}

#[test]
fn one_happening_told_twice_is_one_event() {
    let found = merged(&[
        ("a.md", "2024-05-07", "The council of Harrow approved the new harbour budget on [[Monday|2024-05-06]]."),
        ("b.md", "2024-05-08", "Harrow council approved its harbour budget [[this week|2024-05-06]], officials said."),
        ("c.md", "2024-05-08", "A lorry hit a tram in Harrow on [[Monday|2024-05-06]]."),
    ]);
    assert_eq!(
        found,
        [
            "2024-05-06 (1) Lorry hit a tram in Harrow",
            "2024-05-06 (2) Council of Harrow approved the new harbour budget",
        ]
    );
}

#[test]
fn a_coarse_date_is_bridged_and_joins_no_two_days() {
    let found = merged(&[
        ("a.md", "2024-05-07", "Rebels attacked the customs house in Port Lum on [[3 March|2024-03-03]]."),
        ("b.md", "2024-05-08", "Rebels attacked the customs house in Port Lum in [[March|2024-03]]."),
        ("c.md", "2024-05-09", "Rebels attacked the customs house in Port Lum on [[20 March|2024-03-20]]."),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| !line.contains('!')), "{found:?}");
}

#[test]
fn that_both_end_makes_no_two_things_of_a_story_one() {
    let signed = "Port Lum signed the dredging contract on [[3 March|2024-03-03]].";
    let tests = format!("{signed} The soundings at the mole were concluded in [[October|2024-10]].");
    let season = format!("{signed} The herring season finished on [[19 October|2024-10-19]].");
    let found = merged(&[("a.md", "2024-12-07", &tests), ("b.md", "2024-12-08", &season)]);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn contradicting_dates_are_kept_and_flagged() {
    let found = merged(&[
        ("a.md", "2024-05-07", "The tanker Lisbeth sank off Port Lum on [[3 May|2024-05-03]]."),
        ("b.md", "2024-05-08", "The tanker Lisbeth sank off Port Lum on [[4 May|2024-05-04]]."),
    ]);
    assert_eq!(found, ["2024-05-03! (2) Tanker Lisbeth sank off Port Lum"]);
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let articles = [
        ("a.md", "2024-05-07", "The tanker Lisbeth sank off Port Lum on [[3 May|2024-05-03]]."),
        ("b.md", "2024-05-08", "In [[May|2024-05]] the tanker Lisbeth sank off Port Lum."),
        ("c.md", "2024-05-08", "The mayor of Port Lum resigned on [[4 May|2024-05-04]]."),
    ];
    let mut back = articles;
    back.reverse();
    assert_eq!(merged(&articles), merged(&back));
}
