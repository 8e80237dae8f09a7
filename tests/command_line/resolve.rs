//! `resolve`.

use super::*;

#[test]
fn resolve_tells_the_date_of_an_expression() {
    let folder = temporary();
    let resolved = run(folder.path(), &["resolve", "last October", "--date", "2023-03-31"]);
    assert_status(&resolved, 0);
    assert!(stdout(&resolved).contains("2022-10"), "{}", stdout(&resolved));
    assert!(!stdout(&resolved).contains("2023-10"), "{}", stdout(&resolved));
}

#[test]
fn resolve_of_no_date_is_an_error() {
    let folder = temporary();
    assert_status(&run(folder.path(), &["resolve", "purple ferry", "--date", "2023-03-31"]), 1);
}

#[test]
fn a_date_that_is_none_is_a_usage_error() {
    let folder = temporary();
    let resolved = run(folder.path(), &["resolve", "last October", "--date", "2023-02-30"]);
    assert_status(&resolved, 2);
    assert!(stderr(&resolved).contains("2023-02-30"), "{}", stderr(&resolved));
}
