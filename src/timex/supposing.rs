//! What would have to be so for another reading to be the right one.

macro_rules! suppositions {
    ($($(#[$documentation:meta])* $supposing:ident => $name:literal,)*) => {
        /// What would have to be so for another reading to be the right one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Supposing { $($(#[$documentation])* $supposing),* }

        impl Supposing {
            /// All of them.
            pub const ALL: &[Supposing] = &[$(Supposing::$supposing),*];

            /// Its name in the section `[time.reason]` of a language pack.
            pub fn name(self) -> &'static str {
                match self { $(Supposing::$supposing => $name),* }
            }
        }
    };
}

suppositions! {
    /// It has happened: "the talks on Wednesday".
    Happened => "if_happened",
    /// It is planned.
    Planned => "if_planned",
    /// "last Friday" is the one of the week before.
    WeekBefore => "if_week_before",
    /// "next Friday" is the one of the week after.
    WeekAfter => "if_week_after",
    /// "last October" is the one of the year before.
    YearBefore => "if_year_before",
    /// "next October" is the one of the year after.
    YearAfter => "if_year_after",
    /// In "3/5/2021" the day comes first.
    DayFirst => "if_day_first",
    /// In "3/5/2021" the month comes first.
    MonthFirst => "if_month_first",
    /// '42 is a year of another century.
    Century => "if_century",
}
