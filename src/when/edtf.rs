//! [`When`] as EDTF, the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1), and back.

use super::timex3::{iso_day, iso_year};
use super::{Granularity, Modifier, When};
use chrono::Datelike;

impl When {
    /// The date in EDTF at the precision known: `2023-03-29`, `2022-10`, `2019~`, `198X`, `18XX`, `-0489`;
    /// a stretch that is no single day, month, year, decade or century as `first/last`:
    /// `2024-02-19/2024-02-25`, `2020-07/2020-09`. The time of day is left out.
    pub fn edtf(&self) -> String {
        let mark = if self.modifier() == Some(Modifier::Approx) { "~" } else { "" };
        let (first, last) = (self.from(), self.last_day());
        let year = first.year();
        let single = self.is_single();
        let date = match self.granularity() {
            Granularity::Minute | Granularity::Hour | Granularity::PartOfDay | Granularity::Day if single => {
                iso_day(first)
            }
            Granularity::Month if single => month(first),
            Granularity::Year if single => iso_year(year),
            Granularity::Decade if single && year >= 0 => format!("{:03}X", year / 10),
            Granularity::Century if single && year >= 0 => format!("{:02}XX", year / 100),
            Granularity::Millennium if single && year >= 0 => format!("{}XXX", year / 1000),
            Granularity::Month | Granularity::Season | Granularity::Quarter | Granularity::Half => {
                return format!("{}{mark}/{}{mark}", month(first), month(last));
            }
            Granularity::Year | Granularity::Decade | Granularity::Century | Granularity::Millennium => {
                return format!("{}{mark}/{}{mark}", iso_year(year), iso_year(last.year()));
            }
            _ => return format!("{}{mark}/{}{mark}", iso_day(first), iso_day(last)),
        };
        format!("{date}{mark}")
    }
}

fn month(date: chrono::NaiveDate) -> String {
    format!("{}-{:02}", iso_year(date.year()), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_at_the_precision_known() {
        let day = |text: &str| text.parse().expect("a date");
        let cases = [
            (When::day(day("2023-03-29")), "2023-03-29"),
            (When::month(2022, 10), "2022-10"),
            (When::week_of(day("2024-02-23")), "2024-02-19/2024-02-25"),
            (When::weekend_of(day("2024-02-23")), "2024-02-24/2024-02-25"),
            (When::quarter(2020, 3), "2020-07/2020-09"),
            (When::season(2010, 12), "2010-12/2011-02"),
            (When::year(2019), "2019"),
            (When::year(-489), "-0489"),
            (When::decade(1980), "198X"),
            (When::century(1800), "18XX"),
            (When::year(2019).map(|year| year.with_modifier(Some(Modifier::Approx))), "2019~"),
            (When::new(day("2023-03-03"), day("2023-03-06"), Granularity::Day), "2023-03-03/2023-03-05"),
        ];
        for (when, edtf) in cases {
            assert_eq!(when.expect("in range").edtf(), edtf);
        }
    }
}
