//! What an editor may want to look at, though it is no mistake: a line each, for people or programs.

use super::super::messages;
use super::super::project::Project;
use crate::article::Article;
use crate::event::Kind;
use crate::flow::{self, Content};
use crate::language::Language;
use crate::text::FileText;
use crate::timex::{Alternative, Supposing, Tense, Timex, TimexType};
use clap::ValueEnum;
use serde_json::json;

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Expressions that name a date of which no day is known
    Unresolved,
    /// Expressions that may mean another date as well
    Ambiguous,
    /// Articles in which no sentence tells an event
    Eventless,
}

/// The list, a line an entry; JSON objects if `for_programs`.
pub fn list(listed: Listed, content: &Content, project: &Project, for_programs: bool) -> String {
    let mut out = String::new();
    let timexes = flow::timexes(&project.config, &content.articles);
    if listed == Listed::Eventless {
        for index in eventless(content) {
            out.push_str(&article_line(&content.articles[index], timexes[index].len(), project, for_programs));
        }
        return out;
    }
    let taggers = flow::taggers(&project.config);
    for (article, timexes) in content.articles.iter().zip(&timexes) {
        let file = article.text.file();
        for timex in timexes {
            let readings = match listed {
                Listed::Unresolved if is_unresolved(timex) => Vec::new(),
                Listed::Ambiguous => {
                    let tagger = taggers.of(&article.language);
                    let reference = flow::reference(&project.config, article);
                    let mut others = tagger.other_readings(&article.text.plain, timex, &reference);
                    others.retain(|other| leaves_open(timex, other));
                    others
                }
                _ => continue,
            };
            if listed == Listed::Unresolved || !readings.is_empty() {
                out.push_str(&expression_line(listed, (article, &file), timex, &readings, project, for_programs));
            }
        }
    }
    out
}

/// True for a date that has none: lengths, repetitions and "recently" name no date.
fn is_unresolved(timex: &Timex) -> bool {
    let dates = matches!(timex.kind, TimexType::Date | TimexType::Time);
    dates && timex.when.is_none() && !timex.value.is_vague()
}

/// True if nothing in the text says that another reading is wrong: a verb that shows its tense does.
fn leaves_open(timex: &Timex, other: &Alternative) -> bool {
    let by_tense = matches!(other.supposing, Supposing::Happened | Supposing::Planned);
    !by_tense || timex.reason.tense == Some(Tense::Unknown)
}

/// The indices of the articles that tell no event, near their day or far from it.
fn eventless(content: &Content) -> impl Iterator<Item = usize> {
    let mut told = vec![false; content.articles.len()];
    for report in content.events.iter().filter(|event| event.kind == Kind::Event).flat_map(|event| &event.reports) {
        told[report.article] = true;
    }
    let silent = told.into_iter().enumerate().filter(|(_, told)| !told).map(|(index, _)| index);
    silent.filter(|index| content.articles[*index].editing.added.is_empty())
}

fn path_of(article: &Article, project: &Project) -> String {
    project.base().path(&article.path)
}

/// An article in which so many expressions stand.
fn article_line(article: &Article, expressions: usize, project: &Project, for_programs: bool) -> String {
    let path = path_of(article, project);
    if for_programs {
        let line = json!({
            "list": "eventless",
            "path": path,
            "place": {"file": article.path, "line": 0, "column": 0},
            "title": article.title,
            "date": article.date.to_string(),
            "expressions": expressions,
        });
        return format!("{line}\n");
    }
    messages::eventless(&path, &article.title, article.date, expressions)
}

fn expression_line(
    listed: Listed,
    (article, file): (&Article, &FileText),
    timex: &Timex,
    readings: &[Alternative],
    project: &Project,
    for_programs: bool,
) -> String {
    let text = &article.text;
    let (line, column) = file.position(text.source_offset(timex.span.start));
    let path = path_of(article, project);
    let words = &text.plain[timex.span.clone()];
    let language = Language::find(&article.language).unwrap_or_else(Language::english);
    let sentence = text.sentence_at(timex.span.start).map_or("", |at| &text.plain[text.sentences[at].clone()]);
    if for_programs {
        let reading = |other: &Alternative| json!({"date": other.when.edtf(), "supposing": other.supposing.name(), "text": other.explain(language)});
        let mut line = json!({
            "list": if listed == Listed::Unresolved { "unresolved" } else { "ambiguous" },
            "path": path,
            "place": {"file": article.path, "line": line, "column": column},
            "text": words,
            "type": timex.kind.timex3(),
            "sentence": sentence,
        });
        if !timex.value.is_empty() {
            line["value"] = timex.value.to_string().into();
        }
        if let Some(when) = timex.when {
            line["date"] = when.edtf().into();
            line["readings"] = readings.iter().map(reading).collect();
        }
        return format!("{line}\n");
    }
    let place = format!("{path}:{line}:{column}");
    match timex.when {
        Some(when) => {
            let others: Vec<String> = readings.iter().map(|other| other.explain(language)).collect();
            messages::ambiguous(&place, words, &language.when(&when), &others)
        }
        None => messages::unresolved(&place, words, &timex.value.to_string(), sentence),
    }
}
