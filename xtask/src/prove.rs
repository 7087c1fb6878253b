//! `cargo xtask prove`: asks every request of the [grid], audits each answer, and counts.
//!
//! A plan that the auditor rejects, an outcome at odds with its own verdict, or a panic is a
//! violation: it is printed with its request, and the command fails. The cores share the grid; what
//! they ask, and what is counted, does not depend on how. `--one-in N` asks every N-th request only, `--only pairs` one
//! kind of them: a quick look, and no proof.

mod grid;
mod kept;

use std::ops::AddAssign;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use palier_engine::book::formulary::Formulary;
use palier_engine::course::Plan;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;

use crate::{Done, tools};
use grid::{Asked, GridPart, Varied};
use kept::kept;

/// Set in the optimised copy of this command that does the work.
const INSIDE: &str = "--inside";
/// An answer is a few hundred small texts, made and dropped together: the allocator of Linux keeps as many at hand
/// for the next one. Others do not read this.
const ALLOCATOR: (&str, &str) = ("GLIBC_TUNABLES", "glibc.malloc.tcache_count=500");
/// So many violations are printed; all are counted.
const SHOWN: u64 = 10;
/// Between two lines of progress.
const EVERY: Duration = Duration::from_secs(30);

/// Runs the proof in an optimised copy of this command.
pub fn run(args: &[String]) -> Done {
    let (inside, sample) = read(args)?;
    if !inside {
        println!("building the optimised copy: about 3 min the first time");
        let built = ["run", "--quiet", "--profile", "prove", "--package", "xtask", "--", "prove", INSIDE];
        let done = Command::new(env!("CARGO")).args(built).args(args).env(ALLOCATOR.0, ALLOCATOR.1).status()?;
        return if done.success() { Ok(()) } else { Err("an invariant does not hold".into()) };
    }
    let begun = Instant::now();
    let formulary = palier_formulary::builtin();
    let proof = Proof::new(&formulary, sample);
    let counts = proof.run();
    report(&proof, &counts, begun);
    let violations: u64 = counts.iter().map(|it| it.violations).sum();
    if violations == 0 { Ok(()) } else { Err("see above".into()) }
}

/// Which part of the grid is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sample {
    /// One request in so many.
    one_in: u64,
    /// Of this kind alone; absent: of all.
    only: Option<Varied>,
}

impl Sample {
    const ALL: Self = Self { one_in: 1, only: None };
}

/// Whether this is the copy, and which part of the grid is asked.
fn read(args: &[String]) -> Result<(bool, Sample), Box<dyn std::error::Error>> {
    let (mut inside, mut sample) = (false, Sample::ALL);
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match arg {
            INSIDE => inside = true,
            "--one-in" => sample.one_in = args.next().ok_or("--one-in needs a number")?.parse()?,
            "--only" => {
                let kinds = Varied::ALL.map(|it| it.name().replace(' ', "-"));
                let named = args.next().and_then(|name| kinds.iter().position(|it| it == name));
                let at = named.ok_or_else(|| format!("--only needs one of: {}", kinds.join(", ")))?;
                sample.only = Some(Varied::ALL[at]);
            }
            other => return Err(format!("unknown argument `{other}`: [--one-in N] [--only KIND]").into()),
        }
    }
    if sample.one_in == 0 { Err("--one-in needs a number from 1".into()) } else { Ok((inside, sample)) }
}

/// What became of the requests of one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcomes {
    /// A dated plan, audited.
    plans: u64,
    /// A dated way down, audited.
    ways_down: u64,
    /// A draft that waits, audited.
    drafts: u64,
    /// Waits, with no course to audit.
    waits: u64,
    refused: u64,
    unreadable: u64,
    violations: u64,
}

impl Outcomes {
    fn requests(self) -> u64 {
        let Self { plans, ways_down, drafts, waits, refused, unreadable, violations } = self;
        plans + ways_down + drafts + waits + refused + unreadable + violations
    }

    /// Requests whose course, dated or not, the auditor has looked at again.
    fn audited(self) -> u64 {
        self.plans + self.ways_down + self.drafts
    }
}

impl AddAssign for Outcomes {
    fn add_assign(&mut self, other: Self) {
        self.plans += other.plans;
        self.ways_down += other.ways_down;
        self.drafts += other.drafts;
        self.waits += other.waits;
        self.refused += other.refused;
        self.unreadable += other.unreadable;
        self.violations += other.violations;
    }
}

struct Proof<'a> {
    parts: Vec<GridPart<'a>>,
    sample: Sample,
    /// Requests and looks at a plan answered so far, on every core.
    answered: AtomicU64,
    violations: AtomicU64,
}

impl<'a> Proof<'a> {
    fn new(formulary: &'a Formulary, sample: Sample) -> Self {
        let (answered, violations) = (AtomicU64::new(0), AtomicU64::new(0));
        let mut parts = grid::parts(formulary);
        parts.retain(|it| sample.only.is_none_or(|only| it.kind == only));
        Self { parts, sample, answered, violations }
    }

    /// Counts the grid, then answers it. One count for each part, in their order.
    fn run(&self) -> Vec<Outcomes> {
        let sizes = self.share_out("counting", None, &|planner, part| {
            let mut size = 0;
            part.each(planner, &mut |_| size += 1);
            size
        });
        // What a part asks for itself: its first request, then one in so many.
        let total: u64 = sizes.iter().map(|it: &u64| it.div_ceil(self.sample.one_in)).sum();
        println!("{total} requests, or looks with several each, in {} parts, on {} cores", self.parts.len(), cores());
        self.share_out("proving", Some(total), &|planner, part| self.answer(planner, part))
    }

    /// Gives each part to the next core that is free. The results stand in the order of the parts.
    fn share_out<T: Send>(
        &self,
        what: &str,
        total: Option<u64>,
        work: &(dyn Fn(&Planner<'_>, &GridPart<'a>) -> T + Sync),
    ) -> Vec<T> {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let one_core = || {
            // A book of its own: cores that count the readers of one list of sources wait for one another.
            let formulary = palier_formulary::builtin();
            let planner = Planner::new(&formulary);
            let mut results = Vec::new();
            while let at = next.fetch_add(1, Ordering::Relaxed)
                && let Some(part) = self.parts.get(at)
            {
                results.push((at, work(&planner, part)));
            }
            done.fetch_add(1, Ordering::Relaxed);
            results
        };
        let mut results: Vec<(usize, T)> = thread::scope(|scope| {
            let cores: Vec<_> = (0..cores()).map(|_| scope.spawn(one_core)).collect();
            self.tell(what, total, &|| done.load(Ordering::Relaxed) == cores.len());
            cores.into_iter().flat_map(|it| it.join().expect("panics are caught, one request at a time")).collect()
        });
        results.sort_unstable_by_key(|(at, _)| *at);
        results.into_iter().map(|(_, it)| it).collect()
    }

    /// A line of progress now and then, until all is done.
    fn tell(&self, what: &str, total: Option<u64>, done: &dyn Fn() -> bool) {
        let begun = Instant::now();
        let mut told = Instant::now();
        while !done() {
            thread::sleep(Duration::from_millis(50));
            if told.elapsed() < EVERY {
                continue;
            }
            told = Instant::now();
            let Some(total) = total else {
                println!("{what}: {:.1} min", tools::minutes(begun));
                continue;
            };
            let answered = self.answered.load(Ordering::Relaxed);
            let seconds = begun.elapsed().as_secs_f64();
            let rate = answered as f64 / seconds;
            let percent = 100.0 * answered as f64 / total as f64;
            let left = (total - answered) as f64 / rate / 60.0;
            let violations = self.violations.load(Ordering::Relaxed);
            println!(
                "{what}: {answered} of {total} ({percent:.0} %), {rate:.0} per second, {left:.1} min left, {violations} violations"
            );
        }
    }

    fn answer(&self, planner: &Planner<'_>, part: &GridPart<'a>) -> Outcomes {
        let mut count = Outcomes::default();
        let mut at = 0;
        part.each(planner, &mut |asked| {
            if at % self.sample.one_in == 0 {
                self.answered.fetch_add(1, Ordering::Relaxed);
                match asked {
                    Asked::Request(request) => self.check(planner, request, None, &mut count),
                    Asked::Look(look) => {
                        for request in look.requests(planner) {
                            self.check(planner, &request, Some(look.plan), &mut count);
                        }
                    }
                }
            }
            at += 1;
        });
        count
    }

    fn check(&self, planner: &Planner<'_>, request: &Request, before: Option<&Plan>, count: &mut Outcomes) {
        let outcome = catch_unwind(AssertUnwindSafe(|| planner.decide(request)));
        let (why, outcome) = match outcome {
            Ok(outcome) => match kept(planner, request, before, &outcome) {
                Ok(kept) => return *count += kept,
                Err(why) => (why, format!("{outcome:?}")),
            },
            Err(_) => ("a panic".to_owned(), String::new()),
        };
        count.violations += 1;
        if self.violations.fetch_add(1, Ordering::Relaxed) < SHOWN {
            eprintln!("{why}\n  {outcome}\n  from {}", serde_json::to_string(request).unwrap_or_default());
        }
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// A line for each drug and region, one for each kind of part, and the sum.
fn report(proof: &Proof<'_>, counts: &[Outcomes], begun: Instant) {
    let mut by_drug: Vec<(String, Outcomes)> = Vec::new();
    let mut by_kind = Varied::ALL.map(|it| (it.name().to_owned(), Outcomes::default()));
    let mut sum = Outcomes::default();
    for (part, count) in proof.parts.iter().zip(counts) {
        let name = format!("{} {:?}", part.drug.id, part.region);
        // The parts of a drug and region follow one another.
        match by_drug.last_mut().filter(|(its, _)| *its == name) {
            Some((_, sum)) => *sum += *count,
            None => by_drug.push((name, *count)),
        }
        by_kind[part.kind as usize].1 += *count;
        sum += *count;
    }
    println!();
    println!(
        "{:<24}{:>10}{:>10}{:>11}{:>10}{:>10}{:>10}{:>12}{:>12}",
        "", "requests", "plans", "ways down", "drafts", "waiting", "refused", "unreadable", "violations"
    );
    let lines = by_drug.into_iter().chain(by_kind).chain([("in all".to_owned(), sum)]);
    for (name, it) in lines {
        let Outcomes { plans, ways_down, drafts, waits, refused, unreadable, violations } = it;
        let requests = it.requests();
        println!(
            "{name:<24}{requests:>10}{plans:>10}{ways_down:>11}{drafts:>10}{waits:>10}{refused:>10}{unreadable:>12}{violations:>12}"
        );
    }
    let minutes = tools::minutes(begun);
    println!();
    println!(
        "{} requests, {} courses audited, {} violations, in {minutes:.1} min on {} cores",
        sum.requests(),
        sum.audited(),
        sum.violations,
        cores()
    );
    if proof.sample != Sample::ALL {
        println!("a part of the grid only: no proof");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_part_of_the_grid_is_asked_for_by_a_number() {
        let one_in_50 = Sample { one_in: 50, only: None };
        assert_eq!(read(&words("--inside --one-in 50")).expect("it can be read"), (true, one_in_50));
        let down = Sample { one_in: 1, only: Some(Varied::WaysDown) };
        assert_eq!(read(&words("--only ways-down")).expect("it can be read"), (false, down));
        assert_eq!(read(&[]).expect("it can be read"), (false, Sample::ALL));
        for wrong in ["--one-in", "--one-in 0", "--one-in x", "--only", "--only half", "--half"] {
            assert!(read(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_proof_finds_no_violation_where_it_looks_now_and_then() {
        let formulary = palier_formulary::builtin();
        let proof = Proof::new(&formulary, Sample { one_in: 5_000, only: None });
        let mut sum = Outcomes::default();
        for count in proof.run() {
            sum += count;
        }
        assert_eq!(sum.violations, 0);
        assert!(proof.answered.load(Ordering::Relaxed) > 0);
        assert!(sum.plans > 0 && sum.ways_down > 0 && sum.drafts > 0 && sum.refused > 0, "{sum:?}");
    }
}
