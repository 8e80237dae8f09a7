//! The functions of which the terms of a pack are made.

macro_rules! functions {
    ($($name:literal => $function:ident),* $(,)?) => {
        /// What a term can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Function { $($function),* }

        impl Function {
            /// The names of all functions.
            #[cfg(test)]
            pub const NAMES: &[&str] = &[$($name),*];

            pub fn find(name: &str) -> Option<Function> {
                match name { $($name => Some(Function::$function),)* _ => None }
            }
        }
    };
}

functions! {
    "add" => Add, "times" => Times, "above" => Above, "fraction" => Fraction, "or" => Or,
    "year" => Year, "short_year" => ShortYear, "bc" => Bc, "years" => Years, "hundreds" => Hundreds, "later_year" => LaterYear,
    "month" => Month, "day" => Day, "weekday" => Weekday, "quarter" => Quarter, "half" => Half,
    "season" => Season, "week" => Week, "weekend" => Weekend, "and" => And,
    "relative" => Relative, "last" => Last, "next" => Next, "deadline" => Deadline, "this" => This,
    "shift" => Shift, "within" => Within, "nth" => Nth, "unit" => UnitNode,
    "at" => At, "clock" => ClockTime, "hour" => Hour, "part" => Part, "with" => With, "clock_node" => ClockNode,
    "duration" => Duration, "plus" => Plus, "set" => Set,
    "listed" => Listed, "reported" => Reported, "vague" => VagueRef, "beyond" => Beyond, "holiday" => HolidayNode, "range" => Range, "nothing" => Nothing, "same" => Same,
}
