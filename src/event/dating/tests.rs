//! What a date belongs to, sentence by sentence.

use super::super::marked::told;

fn tells(marked: &str, expected: &[&str]) {
    assert_eq!(told(marked), expected, "{marked}");
}

#[test]
fn deadlines_and_ends_of_stretches_date_nothing() {
    tells("Fees are due by [[June|2024-06]].", &[]);
    tells("Fees are due in [[June|2024-06]].", &["2024-06 Planned: Fees due"]);
    tells("The book came out between the end of term and [[1 May|2024-05-01]].", &[]);
    tells("The mayor ordered flags flown at half-staff through [[Sunday|2024-05-12]].", &[]);
    tells("Ada Low led the mill from [[2008|2008]] until it was sold.", &[]);
    tells("The firm would move back in time for [[Easter|2024-03-31]].", &[]);
}

#[test]
fn dates_of_nouns_date_nothing() {
    tells("Our recording from [[2017|2017]] has been played on the radio.", &[]);
    tells(
        "The mill reported record [[third-quarter|2023]] profit on [[May 3|2024-05-03]].",
        &["2024-05-03 Happened: Mill reported record third-quarter profit"],
    );
    tells("The mill showed a loss of two million at [[31 December|2023-12-31]].", &[]);
    tells("It was moved from [[June|2024-06]].", &[]);
}

#[test]
fn what_is_spent_is_the_date() {
    tells(
        "The choir spent [[the last weekend of April|2024-04-27]] at the old mill.",
        &["2024-04-27 Happened: Choir at the old mill"],
    );
}

#[test]
fn a_negation_holds_until_the_date() {
    tells("She was not made keeper until [[1961|1961]].", &["1961 Happened: She was not made keeper"]);
    tells("She had not sung since [[Monday|2024-05-06]].", &[]);
}

#[test]
fn a_meeting_on_a_day_dates_what_was_said_there() {
    tells(
        "Ada Low argued at a [[May 3|2024-05-03]] hearing that it was too late.",
        &["2024-05-03 Happened: Ada Low argued at a hearing that it was too late"],
    );
}

#[test]
fn a_version_over_its_changes_is_a_release() {
    tells("## 7.1.2 - [[2024-03-12|2024-03-12]]\n\nA text.", &["2024-03-12 Happened: 7.1.2"]);
    tells("## Digest - [[2024-03-12|2024-03-12]]\n\nA text.", &[]);
}

#[test]
fn a_participle_dates_what_a_document_says() {
    tells(
        "The rector wrote in a note published [[Wednesday|2024-05-08]] that the library will shut.",
        &["2024-05-08 Happened: Rector wrote in a note that the library will shut"],
    );
    tells(
        "A review finished [[last Friday|2024-05-03]] found that the pump had failed.",
        &["2024-05-03 Happened: Review found that the pump had failed"],
    );
    tells("A man arrested [[last Friday|2024-05-03]] said that he had slept.", &[]);
    tells("Ada Low posted to the board about a leak discovered in [[2020|2020]] by divers.", &[]);
}

#[test]
fn small_words_leave_the_date_to_the_verb() {
    let (may, friday) = ("[[May|2024-05]]", "[[Friday night|2024-05-03]]");
    tells(
        &format!("About 80 weavers marched past the mill on {friday}, waving flags."),
        &["2024-05-03 Happened: About 80 weavers marched past the mill, waving flags"],
    );
    tells(
        "The fund came into being in [[1982|1982]] after she fell ill.",
        &["1982 Happened: Fund came into being after she fell ill"],
    );
    tells("On [[2024-06-04|2024-06-04]] we will move the office.", &["2024-06-04 Planned: We will move the office"]);
    tells(
        &format!("The mill sold 2 percent more rope in {may} than [[a year earlier|2023-05]]."),
        &["2024-05 Happened: Mill sold 2 percent more rope"],
    );
    tells("My aunt was born in Lum at [[3 May 1931|1931-05-03]].", &["1931-05-03 Happened: My aunt born in Lum"]);
    tells("Born [[April 8, 1918|1918-04-08]], in Oslo, Ada Low studied law.", &["1918-04-08 Happened: Ada Low born"]);
    tells(
        "A shot was fired at one of [[Friday|2024-05-03]]'s protests.",
        &["2024-05-03 Happened: Shot was fired at one of Friday's protests"],
    );
}

#[test]
fn a_present_tense_that_ends_with_a_whole_date_stands_under_a_picture() {
    tells("A man carries a child from a burning house in Ostry [[May 2, 2024|2024-05-02]].", &[]);
    tells("Weavers watch as a barge burns in the port of Ostry [[May 2, 2024|2024-05-02]].", &[]);
    tells(
        "A man carried a child from a burning house in Ostry [[May 2, 2024|2024-05-02]].",
        &["2024-05-02 Happened: Man carried a child from a burning house in Ostry"],
    );
}

#[test]
fn what_takes_place_at_a_meeting_of_a_date_is_told() {
    tells(
        "In [[Sunday|2024-05-05]]'s debate against Ada Low, Sol attacked her over it.",
        &["2024-05-05 Happened: Sol attacked her over it"],
    );
    tells("The choir sang in [[this year|2024]]'s fair.", &["2024 Happened: Choir sang in this year's fair"]);
    tells("During the [[2012|2012]] jubilee campaign she mocked the choir.", &["2012 Happened: She mocked the choir"]);
    tells("The [[2008|2008]] campaign made him rich.", &[]);
    tells("Two men were charged in the [[May 3, 2012|2012-05-03]], bombing of the bridge.", &[]);
}
