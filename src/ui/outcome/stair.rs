//! The stair: daily dose over time, each change with its date, its gates, and what is watched on the same line of days.
//!
//! [`StairDrawing::lay`] is plain arithmetic on whole numbers, so that it can be tested without a
//! browser; the rest only writes it as SVG. The schedule says the same in words.

use palier_engine::book::watch::Watch;
use palier_engine::course::{Course, Step};
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::exact::sort;
use palier_engine::lang::Lang;

use crate::ui::laid::{Laid, Second};
use crate::ui::outcome::schedule::{daily, strength};
use crate::words::{self, Words, say};

/// How wide it is drawn: letters keep their size on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// In the middle column.
    Wide,
    /// On a phone.
    Narrow,
}

impl Format {
    pub(crate) const fn width(self) -> i32 {
        match self {
            Self::Wide => 732,
            Self::Narrow => 320,
        }
    }

    const fn floor(self) -> i32 {
        match self {
            Self::Wide => 198,
            Self::Narrow => 172,
        }
    }

    /// Size of the letters of a dose in tenths, a tenth more for their weight.
    const fn bold(self) -> i32 {
        match self {
            Self::Wide => 176,
            Self::Narrow => 149,
        }
    }

    /// Size of the letters of a date in tenths, a little less for how close they are set.
    const fn plain(self) -> i32 {
        match self {
            Self::Wide => 126,
            Self::Narrow => 116,
        }
    }

    pub(crate) const fn gate(self) -> i32 {
        match self {
            Self::Wide => 10,
            Self::Narrow => 8,
        }
    }
}

const SIDE: i32 = 12;
const TOP: i32 = 40;
/// A dose is this far above its tread, and a line of it so high.
const ABOVE: i32 = 11;
const LINE: i32 = 15;
/// A row of dates, of events.
const ROW: i32 = 17;
/// The least between two texts of a row.
const GAP: i32 = 4;
/// Most days shown before the first dose.
const LEAD: i32 = 28;

/// A text and the middle of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Across.
    pub x: i32,
    /// Down, to its foot.
    pub y: i32,
    /// What it says.
    pub text: String,
}

/// A flat part of the stair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnTread {
    /// Left end.
    pub from: i32,
    /// Right end.
    pub to: i32,
    /// Height.
    pub y: i32,
    /// Dose.
    pub dose: Label,
}

/// A gate on a riser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnGate {
    /// Across.
    pub x: i32,
    /// Down.
    pub y: i32,
    /// Number, as in the table.
    pub number: usize,
}

/// A row of marks under the days, each from where to where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Middle of its marks.
    pub y: i32,
    /// One mark each: as long as its days, or a ring where it is one day.
    pub marks: Vec<(i32, i32)>,
    /// Names beside the marks.
    pub names: Vec<Label>,
}

/// The whole drawing, in whole units of its view box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StairDrawing {
    /// Format.
    pub format: Format,
    /// Height.
    pub height: i32,
    /// Bottom of the stair.
    pub floor: i32,
    /// Treads.
    pub treads: Vec<DrawnTread>,
    /// The line of the stair.
    pub line: String,
    /// The surface under it.
    pub area: String,
    /// Gates.
    pub gates: Vec<DrawnGate>,
    /// The day of each change and the last day, under the floor: none is ever left out.
    pub dates: Vec<Label>,
    /// Today, when it is in sight.
    pub today: Option<i32>,
    /// The days that must pass before the first dose, and what is said of them.
    pub wait: Option<(i32, i32, String)>,
    /// What is watched, in one row; then what two or more add up to, a row each.
    pub lanes: Vec<Lane>,
}

/// The days that a drawing shows.
#[derive(Clone, Copy, Debug)]
struct DaysInSight {
    /// The first on which something is said.
    lead: Day,
    first: Day,
    last: Day,
}

impl DaysInSight {
    fn of(course: &Course, today: Option<Day>, waits: bool, format: Format) -> Self {
        let from = |earliest: Day, least| earliest.clamp(Day::new(least), Day::FIRST);
        // A phone has no room for days on which nothing is taken, but those that must pass first.
        let around = format == Format::Wide || waits;
        let lead = today.filter(|_| around).map_or(Day::FIRST, |it| from(it, -LEAD));
        let (first, last) = match format {
            Format::Narrow => (lead, course.last_day),
            Format::Wide => {
                let watched = watched(course).into_iter().map(|(from, _, _)| from).min();
                let first = lead.min(from(watched.unwrap_or(Day::FIRST), -LEAD / 2));
                (first, course.last_day.max(course.review_until_day))
            }
        };
        Self { lead, first, last }
    }

    /// The same days, counted from a first day that comes so many days later.
    fn later(self, by: i32) -> Self {
        Self { lead: self.lead.plus(-by), first: self.first.plus(-by), last: self.last.plus(-by) }
    }
}

/// A way down and what is begun beside it or after it, one above the other on one line of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoStairs {
    /// The one that leads down.
    pub left: StairDrawing,
    /// What is begun.
    pub begun: StairDrawing,
    /// The days on which both are taken, and what is said of them.
    pub shared: Option<(i32, i32, String)>,
}

impl TwoStairs {
    /// Lays both; none where the first has no first day.
    #[must_use]
    pub fn lay(laid: &Laid, second: &Second, today: Option<Day>, format: Format, lang: Lang) -> Option<Self> {
        let by = second.first_day.days_since(laid.start?);
        let mut days = DaysInSight::of(&laid.course, today, false, format);
        let its = DaysInSight::of(&second.laid.course, None, false, format).later(-by);
        (days.first, days.last) = (days.first.min(its.first), days.last.max(its.last));
        let left = StairDrawing::lay_on(days, laid, (today, None), format, lang);
        let of_it = (today.map(|it| it.plus(-by)), None);
        let begun = StairDrawing::lay_on(days.later(by), &second.laid, of_it, format, lang);
        let scale = Scale { first: days.first, last: days.last, inner: format.width() - 2 * SIDE };
        let first = Day::FIRST.plus(by);
        let shared = (second.shared_days > 0).then(|| {
            let span = words::days(second.shared_days.into(), lang);
            (scale.x(first), scale.x(first.plus(second.shared_days)), say!(lang, stair_together, span))
        });
        Some(Self { left, begun, shared })
    }
}

/// Where the days stand across.
struct Scale {
    first: Day,
    last: Day,
    inner: i32,
}

impl Scale {
    fn x(&self, day: Day) -> i32 {
        let days = i32::from(self.first.days_to(self.last)).max(1);
        SIDE + day.clamp(self.first, self.last.plus(1)).since(self.first) * self.inner / days
    }
}

impl StairDrawing {
    /// Lays a course out. `today` is the number of today on the course's line of days, when known; `wait` is the last
    /// day that must pass before the first dose, and the first day after it.
    #[must_use]
    pub fn lay(laid: &Laid, today: Option<Day>, wait: Option<(Day, Date)>, format: Format, lang: Lang) -> Self {
        let days = DaysInSight::of(&laid.course, today, wait.is_some(), format);
        Self::lay_on(days, laid, (today, wait), format, lang)
    }

    /// The same, on days that another stair may share.
    fn lay_on(
        days: DaysInSight,
        laid: &Laid,
        (today, wait): (Option<Day>, Option<(Day, Date)>),
        format: Format,
        lang: Lang,
    ) -> Self {
        let (course, DaysInSight { lead, first, last }) = (&laid.course, days);
        let scale = Scale { first, last, inner: format.width() - 2 * SIDE };
        let mut stair = Self {
            format,
            height: 0,
            floor: format.floor(),
            treads: Vec::new(),
            line: String::new(),
            area: String::new(),
            gates: Vec::new(),
            dates: Vec::new(),
            today: today.filter(|it| (first..=last).contains(it)).map(|it| scale.x(it)),
            wait: wait.filter(|(free, _)| *free >= first).map(|(free, day)| {
                let day = words::short_date(day, lang);
                (scale.x(lead), scale.x(free.plus(1)), say!(lang, stair_wait, day))
            }),
            lanes: Vec::new(),
        };
        stair.climb(course, &scale, lang);
        let below = stair.date(laid, &scale, lang);
        stair.watch(course, &scale, below, lang);
        stair
    }

    fn climb(&mut self, course: &Course, scale: &Scale, lang: Lang) {
        let most = course.steps.iter().filter_map(mean).max().unwrap_or(1).max(1);
        let tall = u64::from((self.floor - TOP).unsigned_abs());
        let y = |micrograms: u32| {
            self.floor - i32::try_from(u64::from(micrograms) * tall / u64::from(most)).unwrap_or(0).max(4)
        };
        let heights = course.steps.iter().map(|it| mean(it).map_or(self.floor, y));
        for (step, height) in course.steps.iter().zip(heights) {
            let (from, to) = (scale.x(step.first_day), scale.x(step.last_day().plus(1)));
            let before = self.treads.last().map_or(self.floor, |it| it.y);
            if !step.gates.is_empty() {
                let number = self.gates.len() + 1;
                self.gates.push(DrawnGate { x: from, y: i32::midpoint(before, height), number });
            }
            self.line += &match self.line.is_empty() {
                true => format!("M{from} {height}H{to}"),
                false => format!("V{height}H{to}"),
            };
            let dose = Label { x: from, y: height, text: String::new() };
            self.treads.push(DrawnTread { from, to, y: height, dose });
        }
        // Where the whole stair stands, each dose finds its room.
        for (at, step) in course.steps.iter().enumerate() {
            let gated_after = course.steps.get(at + 1).is_some_and(|it| !it.gates.is_empty());
            let tread = &self.treads[at];
            let dose = self.dose(step, (tread.from, tread.to, tread.y), gated_after, lang);
            self.treads[at].dose = dose;
        }
        if let Some((first, last)) = self.treads.first().zip(self.treads.last()) {
            let (from, to, floor) = (first.from, last.to, self.floor);
            self.area = format!("M{from} {floor}{}V{floor}H{from}Z", self.line.replacen('M', "L", 1));
            debug_assert!(to >= from);
        }
    }

    /// A dose above its tread: as it is, without its unit, or higher, as it finds room; else under it, inside the stair. It
    /// is always there.
    fn dose(&self, step: &Step, (from, to, y): (i32, i32, i32), gated_after: bool, lang: Lang) -> Label {
        let full = short(step, lang);
        let bare = step.daily().filter(|_| step.every_days <= 1).map(|it| strength(it, lang));
        let end = if gated_after { to - self.format.gate() - 2 } else { to - 3 };
        let places = |text: &String| {
            let half = wide(text, self.format) / 2;
            let least = SIDE / 2 + half;
            let most = self.format.width() - SIDE / 2 - half;
            [i32::midpoint(from, to), end - half].map(|it| (it.clamp(least, most.max(least)), text.clone()))
        };
        let mut options: Vec<(i32, String)> = [&full].into_iter().chain(&bare).flat_map(places).collect();
        if self.falls_from(from, y) {
            // Right of the riser that leads down to it, over what is lower.
            let right_of = |text: &String| (from + 3 + wide(text, self.format) / 2, text.clone());
            options.splice(0..0, [&full].into_iter().chain(&bare).map(right_of).collect::<Vec<_>>());
        }
        let above = [y - ABOVE, y - ABOVE - LINE, y - ABOVE - 2 * LINE].into_iter().filter(|it| *it >= ABOVE + 2);
        let over = above.flat_map(|foot| options.iter().map(move |(x, text)| (*x, foot, text)));
        // Right of a mark at its left end.
        let beside = from + self.format.gate() + 2;
        let under = [&full].into_iter().chain(&bare).map(|it| (beside + wide(it, self.format) / 2, y + LINE, it));
        let label = |(x, y, text): (i32, i32, &String)| Label { x, y, text: text.clone() };
        let free = over.chain(under).map(label).find(|it| it.y < self.floor && self.is_free(it, (from, to, y), end));
        free.unwrap_or_else(|| {
            let (x, text) = options.last().cloned().unwrap_or_default();
            Label { x, y: y - ABOVE, text }
        })
    }

    /// Whether all that follows a tread is lower than it.
    fn falls_from(&self, from: i32, y: i32) -> bool {
        let mut later = self.treads.iter().filter(|it| it.from > from).peekable();
        later.peek().is_some() && later.all(|it| it.y > y)
    }

    /// Whether a dose meets neither another dose, nor a gate, nor a tread.
    fn is_free(&self, label: &Label, (from, _, y): (i32, i32, i32), end: i32) -> bool {
        let half = wide(&label.text, self.format) / 2;
        let (left, right) = (label.x - half, label.x + half);
        let clear_of = |it: &Label| {
            let other = wide(&it.text, self.format) / 2;
            it.text.is_empty() || right + 3 < it.x - other || it.x + other + 3 < left || (label.y - it.y).abs() >= LINE
        };
        let ring = self.format.gate() + 2;
        let off_gate = |it: &DrawnGate| {
            let level = label.y - LINE < it.y + ring && it.y - ring < label.y;
            !level || right <= it.x - ring || it.x + ring <= left
        };
        let off_tread =
            |it: &DrawnTread| left >= it.to || right <= it.from || it.y > label.y + 3 || it.y < label.y - LINE + 3;
        let falls = left >= from && self.falls_from(from, y);
        let stays = falls || right <= end.max(from) || label.y < y - ABOVE - LINE || (label.y > y && left >= from);
        let off_wait = self.wait.as_ref().is_none_or(|(_, to, _)| left >= *to);
        stays
            && off_wait
            && self.treads.iter().all(|it| clear_of(&it.dose) && off_tread(it))
            && self.gates.iter().all(off_gate)
    }

    /// The day of each change at the foot of its riser, and the last day. Returns what comes below.
    fn date(&mut self, laid: &Laid, scale: &Scale, lang: Lang) -> i32 {
        let course = &laid.course;
        let days = course.steps.iter().map(|it| it.first_day).chain([course.last_day]);
        let mut rows: Vec<i32> = Vec::new();
        let mut month_before = None;
        for day in days {
            let date = laid.date(day);
            let full = date.map_or_else(|| words::day_short(day, lang), |it| words::short_date(it, lang));
            let month = date.map(|it| (it.ymd().0, it.ymd().1));
            let bare = date.filter(|_| month == month_before).map(|it| it.ymd().2.to_string());
            month_before = month;
            let end = if day == course.last_day { day.plus(1) } else { day };
            let (row, x, text) = self.room(&rows, scale.x(end), full, bare);
            let right = x + letters(&text, self.format.plain()) / 2;
            if row == rows.len() {
                rows.push(right);
            }
            rows[row] = right;
            let y = self.floor + 19 + ROW * i32::try_from(row).unwrap_or(0);
            self.dates.push(Label { x, y, text });
        }
        self.floor + 19 + ROW * i32::try_from(rows.len().saturating_sub(1)).unwrap_or(0)
    }

    /// Where a date finds room: with its month in the first row, else without it, else one row lower.
    fn room(&self, rows: &[i32], at: i32, full: String, bare: Option<String>) -> (usize, i32, String) {
        let place = |text: &str| {
            let half = letters(text, self.format.plain()) / 2;
            (at.clamp(half, self.format.width() - half), half)
        };
        for (row, taken) in rows.iter().enumerate() {
            for text in [Some(&full), bare.as_ref()].into_iter().flatten() {
                let (x, half) = place(text);
                if x - half >= taken + GAP {
                    return (row, x, text.clone());
                }
            }
        }
        let (x, _) = place(&full);
        (rows.len(), x, full)
    }

    fn watch(&mut self, course: &Course, scale: &Scale, below: i32, lang: Lang) {
        let mut y = below;
        // On a phone it stands in the list alone.
        let watched = if self.format == Format::Wide { watched(course) } else { Vec::new() };
        if !watched.is_empty() {
            y += ROW + 3;
            let marks = watched.iter().map(|(from, to, _)| (scale.x(*from), scale.x(to.plus(1)))).collect();
            let names = watched.iter().map(|(.., kinds)| words::and(&names(kinds, lang), lang)).collect();
            self.lanes.push(self.lane(y - 4, marks, names));
        }
        let last = course.last_day.max(course.review_until_day);
        for it in course.burdens.iter().filter(|it| !it.together.is_empty()) {
            y += ROW + 3;
            let marks = it.together.iter().map(|(from, to)| (scale.x(*from), scale.x(to.unwrap_or(last).plus(1))));
            let lane = self.lane(y - 4, marks.collect(), vec![it.name.to_lowercase()]);
            self.lanes.push(lane);
        }
        self.height = y + 8;
    }

    /// A row of marks, and beside each the name it has room for.
    fn lane(&self, y: i32, marks: Vec<(i32, i32)>, said: Vec<String>) -> Lane {
        let marks: Vec<(i32, i32)> = marks.into_iter().map(|(from, to)| (from, to.max(from + 9))).collect();
        let mut names: Vec<Label> = Vec::new();
        let mut told: Vec<&String> = Vec::new();
        for (at, text) in said.iter().enumerate() {
            let Some((from, to)) = marks.get(at).copied() else { continue };
            if told.contains(&text) {
                continue;
            }
            let wide = letters(text, self.format.plain());
            let half = |it: &Label| letters(&it.text, self.format.plain()) / 2;
            let span = |it: &Label| (it.x - half(it), it.x + half(it));
            let free = |left: i32, right: i32| {
                let inside = left >= 0 && right <= self.format.width();
                let off = |(from, to): (i32, i32)| right + GAP <= from || to + GAP <= left;
                inside && marks.iter().copied().chain(names.iter().map(span)).all(off)
            };
            let right_of = (to + 7, to + 7 + wide);
            let left_of = (from - 7 - wide, from - 7);
            let place = [right_of, left_of].into_iter().find(|(left, right)| free(*left, *right));
            if let Some((left, right)) = place {
                told.push(text);
                names.push(Label { x: i32::midpoint(left, right), y: y + 4, text: text.clone() });
            }
        }
        Lane { y, marks, names }
    }
}

/// How wide a text is at most, by the size of its letters in tenths.
fn letters(text: &str, size: i32) -> i32 {
    (text.chars().map(widest).sum::<i32>() * size + 999) / 1000
}

/// How wide a dose is at most.
fn wide(text: &str, format: Format) -> i32 {
    letters(text, format.bold())
}

/// How wide a letter is at most, in hundredths of its size: in the widest typeface that a system shows pages in.
const fn widest(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' => 35,
        'f' | 'r' | 't' | 'J' | 'I' | '/' => 41,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 59,
        'm' | 'w' | 'M' | 'W' => 98,
        'A'..='Z' => 80,
        // Figures, and the other small letters.
        _ => 64,
    }
}

/// What is watched on days of the course: from when to when, and of which kinds. What is done every day, what is
/// only to be expected, and what comes up months later, is no event.
fn watched(course: &Course) -> Vec<(Day, Day, Vec<Watch>)> {
    let mut watched: Vec<(Day, Day, Vec<Watch>)> = Vec::new();
    for event in &course.monitoring {
        let counts = match event.kind {
            Watch::Visit | Watch::BloodTest | Watch::Questionnaire | Watch::Review => true,
            Watch::Diary | Watch::Reminder | Watch::Expectation => false,
        };
        let Some((from, to)) = event.days.filter(|_| counts) else { continue };
        match watched.iter_mut().find(|(first, last, _)| (*first, *last) == (from, to)) {
            Some((.., kinds)) if kinds.contains(&event.kind) => {}
            Some((.., kinds)) => kinds.push(event.kind),
            None => watched.push((from, to, vec![event.kind])),
        }
    }
    sort::by(&mut watched, |(from, to, _)| sort::pair((*from).into(), (*to).into()));
    watched
}

fn names(kinds: &[Watch], lang: Lang) -> Vec<String> {
    kinds.iter().map(|it| words::watch(*it, lang).to_lowercase()).collect()
}

/// The dose of a step where there is little room.
fn short(step: &Step, lang: Lang) -> String {
    let dose = step.daily().map_or_else(|| "0".to_owned(), |it| it.write(lang));
    match step.every_days {
        0 | 1 => dose,
        days => say!(lang, dose_one_day_in, dose, days),
    }
}

/// The mean of a step per day, in micrograms: what is drawn where not every day has its dose.
fn mean(step: &Step) -> Option<u32> {
    step.daily().map(|it| it.micrograms() / u32::from(step.every_days.max(1)))
}

/// What the stair shows, in one dated sentence: what a screen reader says of it.
#[must_use]
pub fn caption(laid: &Laid, lang: Lang) -> String {
    let mut doses: Vec<String> = Vec::new();
    for step in &laid.course.steps {
        let dose = daily(step, lang);
        let days = laid.span(step.first_day, step.last_day(), lang);
        doses.push(say!(lang, caption.dose, dose, days));
    }
    let gates = laid.course.steps.iter().filter(|it| !it.gates.is_empty()).count();
    let list = doses.join(Words(lang).semicolon());
    if gates == 0 { say!(lang, caption.doses, list) } else { say!(lang, caption.gated_doses, list) }
}

/// What both show, in one sentence each, and the days that they share.
#[must_use]
pub fn caption_of_both(laid: &Laid, second: &Second, [left, begun]: [&str; 2], lang: Lang) -> String {
    let (before, after) = (caption(laid, lang), caption(&second.laid, lang));
    let both = say!(lang, caption.both, left, before, begun, after);
    if second.shared_days == 0 {
        return both;
    }
    let until = second.first_day.plus(i32::from(second.shared_days) - 1).unwrap_or(second.first_day);
    let (days, span) = (words::span(second.first_day, until, lang), words::days(second.shared_days.into(), lang));
    say!(lang, caption.together, both, days, span)
}
