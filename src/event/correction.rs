//! The editor has the last word: corrections from an article's front matter.
//!
//! Before reports are joined each correction is laid upon the report that it means, or makes one of
//! a sentence that told none; afterwards the events get the titles, dates and tags that editors gave.

use super::{Event, Report, Status, identity, report};
use crate::article::{Article, Correction};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::shown;
use crate::language::Language;
use crate::text::Span;
use crate::when::When;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Lays the corrections of an article upon its reports; the order of the text is kept.
pub fn correct(
    index: usize,
    article: &Article,
    language: Option<&Language>,
    mut reports: Vec<Report>,
) -> (Vec<Report>, Vec<Diagnostic>) {
    let corrections = &article.editing.corrections;
    let mut diagnostics = Vec::new();
    if corrections.is_empty() {
        return (reports, diagnostics);
    }
    let sentences: Vec<String> =
        article.text.sentences.iter().map(|range| folded(&article.text.plain[range.clone()])).collect();
    let meant: Vec<Vec<usize>> = corrections.iter().map(|correction| holding(&sentences, &correction.words)).collect();
    let claims = claims(article, &meant, &reports);
    let mut hidden: FxHashSet<usize> = FxHashSet::default();
    for (number, correction) in corrections.iter().enumerate() {
        let Some(&sentence) = meant[number].first() else {
            diagnostics.push(unmatched(article, &sentences, correction));
            continue;
        };
        let range = &article.text.sentences[sentence];
        match claims[number] {
            Some(claimed) if correction.hide => {
                hidden.insert(claimed);
                // Without a date or a title all that the sentence tells is meant.
                if correction.when.is_none() && correction.title.is_none() {
                    let own = reports[claimed].sentence;
                    hidden.extend((0..reports.len()).filter(|&other| reports[other].sentence == own));
                }
            }
            Some(claimed) => change(&mut reports[claimed], number, article, language),
            None if correction.hide => diagnostics.push(tells_nothing(correction, Severity::Warning)),
            None => match correction.when {
                None => diagnostics.push(tells_nothing(correction, Severity::Error)),
                Some(when) => {
                    let plain = &article.text.plain;
                    let headline = || {
                        language.map_or_else(
                            || report::cut(&plain[range.clone()]),
                            |language| report::headline_of(article, sentence, &language.events),
                        )
                    };
                    let mut made = Report {
                        id: identity::of_report(&article.path, &plain[range.clone()], "").into(),
                        article: index,
                        sentence: range.clone().into(),
                        expression: None,
                        when,
                        headline: correction.title.clone().unwrap_or_else(headline).into(),
                        status: Status::Happened,
                        reason: "".into(),
                        goes_on: Vec::new(),
                        salience: 1.0,
                        edited: None,
                    };
                    change(&mut made, number, article, language);
                    reports.push(made);
                }
            },
        }
    }
    let mut place = 0;
    reports.retain(|_| {
        place += 1;
        !hidden.contains(&(place - 1))
    });
    reports.sort_by_key(|report| report.sentence.start());
    identity::disambiguate(&mut reports);
    (reports, diagnostics)
}

/// Gives the events what editors gave their reports.
pub fn settle(articles: &[Article], events: &mut [Event]) {
    let correction = |report: &Report| articles[report.article].editing.corrections.get(report.edited?);
    for event in &mut *events {
        let given: Vec<(&Report, &Correction)> =
            event.reports.iter().filter_map(|report| Some((report, correction(report)?))).collect();
        if given.is_empty() {
            continue;
        }
        if let Some(title) = given.iter().find_map(|(_, correction)| correction.title.clone()) {
            event.headline = title;
        }
        // Of the dates that editors gave the one that the reports agree on, else the finest.
        let dates: Vec<When> = given.iter().filter_map(|(_, correction)| correction.when).collect();
        if let Some(finest) = dates.iter().min_by_key(|when| when.days())
            && dates.iter().all(|when| when.edtf() != event.when.edtf())
        {
            event.when = *finest;
        }
        if given.iter().any(|(_, correction)| correction.tags.is_some()) {
            event.tags.clear();
            for tag in given.iter().filter_map(|(_, correction)| correction.tags.as_ref()).flatten() {
                if !event.tags.contains(tag) {
                    event.tags.push(tag.clone());
                }
            }
        }
        if let Some(planned) = given.iter().find_map(|(_, correction)| correction.planned) {
            event.status = if planned { Status::Planned } else { Status::Happened };
        }
    }
    events.sort_unstable_by(|a, b| a.when.chronological(&b.when).then_with(|| a.id.cmp(&b.id)));
}

/// Which report each correction means. A sentence that tells two things has one correction for
/// each: those that agree in date and title find each other first, what was changed takes what is left.
fn claims(article: &Article, meant: &[Vec<usize>], reports: &[Report]) -> Vec<Option<usize>> {
    let corrections = &article.editing.corrections;
    let plain = &article.text.plain;
    let mut claims: Vec<Option<usize>> = vec![None; corrections.len()];
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let same_date = |correction: &Correction, report: &Report| {
        correction.when.is_some_and(|when| when.edtf() == report.when.edtf())
    };
    let same_title = |correction: &Correction, report: &Report| correction.title.as_deref() == Some(&*report.headline);
    let names_date = |correction: &Correction, report: &Report| {
        let expression = report.expression.map(|span| folded(&plain[span.range()]));
        expression.is_some_and(|expression| folded(&correction.words).contains(&expression))
    };
    for round in 0..5 {
        for (number, correction) in corrections.iter().enumerate() {
            if claims[number].is_some() {
                continue;
            }
            let mut own = meant[number].iter().flat_map(|&sentence| {
                let range = Span::from(article.text.sentences[sentence].clone());
                reports.iter().enumerate().filter(move |(_, report)| report.sentence == range)
            });
            let fits = |report: &Report| match round {
                0 => same_date(correction, report) && same_title(correction, report),
                1 => same_date(correction, report),
                2 => same_title(correction, report),
                3 => names_date(correction, report),
                _ => true,
            };
            let found = own.find(|(place, report)| !taken.contains(place) && fits(report));
            if let Some((place, _)) = found {
                taken.insert(place);
                claims[number] = Some(place);
            }
        }
    }
    claims
}

fn change(report: &mut Report, number: usize, article: &Article, language: Option<&Language>) {
    let correction = &article.editing.corrections[number];
    // A title is what the event is called in the end: what joins with what is read in the article's own words.
    report.edited = Some(number);
    if let Some(when) = correction.when.filter(|when| when.edtf() != report.when.edtf() || report.reason.is_empty()) {
        report.when = when;
        report.status = if when.from() > article.date { Status::Planned } else { Status::Happened };
        report.reason = language.and_then(|language| language.edited(&when)).unwrap_or_default().into();
    }
    if let Some(planned) = correction.planned {
        report.status = if planned { Status::Planned } else { Status::Happened };
    }
}

/// The sentences that hold these words, in order.
fn holding(sentences: &[String], words: &str) -> Vec<usize> {
    let words = folded(words);
    let words = words.trim_matches(|c: char| matches!(c, '.' | '…' | ' '));
    let whole = |sentence: &&usize| sentences[**sentence].trim_end_matches('.') == words;
    let found: Vec<usize> =
        (0..sentences.len()).filter(|&sentence| !words.is_empty() && sentences[sentence].contains(words)).collect();
    let exact: Vec<usize> = found.iter().filter(whole).copied().collect();
    if exact.is_empty() { found } else { exact }
}

/// Small letters, single spaces, straight quotation marks and plain dashes: what two editors and
/// their programs write differently.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '‘' | '’' | 'ʼ' => out.push('\''),
                '“' | '”' | '„' | '«' | '»' => out.push('"'),
                '–' | '—' | '‐' | '‑' => out.push('-'),
                '*' | '_' | '`' => {}
                other => out.extend(other.to_lowercase()),
            }
        }
    }
    out
}

fn unmatched(article: &Article, sentences: &[String], correction: &Correction) -> Diagnostic {
    let wanted = folded(&correction.words);
    let words: FxHashSet<&str> = wanted.split(' ').collect();
    let shared = |sentence: &String| sentence.split(' ').collect::<FxHashSet<_>>().intersection(&words).count();
    let nearest = (0..sentences.len())
        .map(|index| (shared(&sentences[index]), Reverse(sentences[index].len()), index))
        .max()
        .filter(|(shared, ..)| *shared > 0);
    let help = nearest.map(|(_, _, index)| {
        let range = &article.text.sentences[index];
        let line = article.text.line(range.start);
        format!("the nearest sentence is that of line {line}: `{}`", shown(&article.text.plain[range.clone()]))
    });
    warning(
        correction,
        Severity::Warning,
        format!("no sentence holds `{}`", shown(&correction.words)),
        help.unwrap_or_else(|| "`match` holds words of one sentence, in their order".into()),
    )
}

fn tells_nothing(correction: &Correction, severity: Severity) -> Diagnostic {
    let help = match severity {
        Severity::Error => "give the correction a `date`, and the sentence tells an event",
        _ => "there is nothing to hide: remove the correction",
    };
    warning(correction, severity, format!("`{}` tells no event", shown(&correction.words)), help.into())
}

fn warning(correction: &Correction, severity: Severity, message: String, help: String) -> Diagnostic {
    Diagnostic {
        place: Some(correction.place.clone()),
        severity,
        code: Code::Correction,
        message,
        help: Some(help),
        excerpt: Some(correction.excerpt.clone()),
    }
}
