//! Three people who do not exist, to open with one press. Each is a request as a file holds it, but for its days:
//! they are counted from today, so that an example is as fresh on any day.

use palier_engine::exact::date::Date;
use palier_engine::request::request::Request;

/// An example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A plan, and nothing found.
    Plan,
    /// A plan whose dose the kidneys lower.
    Kidneys,
    /// A refusal.
    Refusal,
}

/// Begins the id of the plan of an example, and so the name of its file.
const PREFIX: &str = "exemple-";

/// Whether a plan, by its id, is that of somebody who does not exist.
#[must_use]
pub fn is_example(id: &str) -> bool {
    id.starts_with(PREFIX)
}

impl Example {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Kidneys, Self::Refusal];

    /// Its name, for tests and scripts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Kidneys => "kidneys",
            Self::Refusal => "refusal",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Plan => include_str!("examples/plan.json"),
            Self::Kidneys => include_str!("examples/kidneys.json"),
            Self::Refusal => include_str!("examples/refusal.json"),
        }
    }

    /// The request, asked on a day and prescribed by nobody who exists, in the words given; nothing where the calendar
    /// ends before its first day.
    #[must_use]
    pub fn on(self, today: Date, prescriber: &str) -> Option<Request> {
        let day = |days: i32| today.plus(days);
        // Blood was taken last week, a medicine begun last year, and the first dose is next Monday's.
        let (tests, begun, start) = (day(-7)?, day(-365)?, next_monday(today)?);
        let dated = [("{today}", today), ("{tests}", tests), ("{begun}", begun), ("{start}", start)];
        let text = dated.iter().fold(self.text().to_owned(), |text, (mark, day)| text.replace(mark, &day.to_string()));
        let request = Request::read(&text).ok()?;
        Some(Request { prescriber: Some(prescriber.to_owned()), ..request })
    }
}

/// The first Monday after a day.
fn next_monday(day: Date) -> Option<Date> {
    let past = day.weekday() as i32;
    day.plus(7 - past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_is_the_monday_after_today() {
        for (today, monday) in [
            ("2026-11-30", "2026-12-07"),
            ("2026-12-01", "2026-12-07"),
            ("2026-12-06", "2026-12-07"),
            ("2028-02-28", "2028-03-06"),
        ] {
            assert_eq!(next_monday(today.parse().expect("a day")), monday.parse().ok(), "{today}");
        }
    }

    #[test]
    fn each_example_can_be_read_and_says_what_it_is() {
        for example in Example::ALL {
            let request = example.on("2026-11-30".parse().expect("a day"), "nobody").expect("a request");
            assert!(is_example(&request.id), "{}", request.id);
            assert_eq!(request.prescriber.as_deref(), Some("nobody"));
        }
        assert_eq!(Example::Plan.on("2100-12-31".parse().expect("a day"), "nobody"), None);
    }
}
