//! The time of day: a clock time or a named part of the day.

use super::Granularity;

/// A named part of the day, as TIMEX3 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// `TMO`
    Morning,
    /// `TMI`, noon
    Midday,
    /// `TAF`
    Afternoon,
    /// `TEV`
    Evening,
    /// `TNI`
    Night,
    /// `TDT`, working hours
    Daytime,
}

impl PartOfDay {
    /// The suffix of a TIMEX3 value: `MO`, `MI`, `AF`, `EV`, `NI`, `DT`.
    pub fn timex3(self) -> &'static str {
        match self {
            PartOfDay::Morning => "MO",
            PartOfDay::Midday => "MI",
            PartOfDay::Afternoon => "AF",
            PartOfDay::Evening => "EV",
            PartOfDay::Night => "NI",
            PartOfDay::Daytime => "DT",
        }
    }

    /// The part of the day that a TIMEX3 suffix names.
    pub fn from_timex3(name: &str) -> Option<PartOfDay> {
        Some(match name {
            "MO" => PartOfDay::Morning,
            "MI" => PartOfDay::Midday,
            "AF" => PartOfDay::Afternoon,
            "EV" => PartOfDay::Evening,
            "NI" => PartOfDay::Night,
            "DT" => PartOfDay::Daytime,
            _ => return None,
        })
    }
}

/// A time zone as far as a value shows it. It never shifts a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// UTC or GMT: `Z`.
    Utc,
    /// A fixed offset in minutes east of UTC.
    Offset(i16),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// A named part of the day.
    Part(PartOfDay),
    /// An hour, 0 to 24, without minutes.
    Hour(u8),
    /// Hour 0 to 24, minute, second if told, zone if told.
    Time {
        /// 0 to 24
        hour: u8,
        /// 0 to 59
        minute: u8,
        /// 0 to 60, where the text tells it
        second: Option<u8>,
        /// the zone as written
        zone: Option<Zone>,
    },
}

impl Clock {
    pub(super) fn granularity(self) -> Granularity {
        match self {
            Clock::Part(_) => Granularity::PartOfDay,
            Clock::Hour(_) => Granularity::Hour,
            Clock::Time { .. } => Granularity::Minute,
        }
    }

    /// Minutes since midnight, the start of a part of the day; only for sorting.
    pub(super) fn order(self) -> u32 {
        match self {
            Clock::Part(PartOfDay::Morning) => 6 * 60,
            Clock::Part(PartOfDay::Daytime) => 9 * 60,
            Clock::Part(PartOfDay::Midday) => 12 * 60,
            Clock::Part(PartOfDay::Afternoon) => 13 * 60,
            Clock::Part(PartOfDay::Evening) => 18 * 60,
            Clock::Part(PartOfDay::Night) => 21 * 60,
            Clock::Hour(hour) => u32::from(hour) * 60,
            Clock::Time { hour, minute, .. } => u32::from(hour) * 60 + u32::from(minute),
        }
    }

    /// The TIMEX3 form after the date, with its `T`: `TEV`, `T15`, `T15:00Z`.
    pub fn timex3(self) -> String {
        match self {
            Clock::Part(part) => format!("T{}", part.timex3()),
            Clock::Hour(hour) => format!("T{hour:02}"),
            Clock::Time { hour, minute, second, zone } => {
                let mut text = format!("T{hour:02}:{minute:02}");
                if let Some(second) = second {
                    text.push_str(&format!(":{second:02}"));
                }
                match zone {
                    Some(Zone::Utc) => text.push('Z'),
                    Some(Zone::Offset(minutes)) => {
                        let sign = if minutes < 0 { '-' } else { '+' };
                        let minutes = minutes.unsigned_abs();
                        text.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
                    }
                    None => {}
                }
                text
            }
        }
    }
}
