//! `cargo xtask test`: everything, or the suites that are named.
//!
//! Each suite ends with its count, and the last line of all is their sum. A suite in which no
//! test was found has failed: silence is not success.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use crate::site::Site;
use crate::tools::{self, Toolbox};
use crate::workspace::workspace;
use crate::{Done, browsers, page};

/// How many tests held, and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

type Tested = Result<Count, Box<dyn std::error::Error>>;

/// The name, and what runs it.
type Suite = (&'static str, fn() -> Tested);

const SUITES: [Suite; 3] = [("native", native), ("wasm", wasm), ("e2e", e2e)];

/// Runs the suites that are named, or all three.
pub fn run(args: &[String]) -> Done {
    if let Some(other) = args.iter().find(|arg| SUITES.iter().all(|(name, _)| name != arg)) {
        return Err(format!("no suite is called `{other}`: native, wasm or e2e").into());
    }
    let mut sum = Count::default();
    for (name, suite) in SUITES {
        if !args.is_empty() && args.iter().all(|it| it != name) {
            continue;
        }
        let began = Instant::now();
        let count = suite().unwrap_or_else(|error| {
            eprintln!("{name}: {error}");
            Count { passed: 0, failed: 1 }
        });
        let Count { passed, failed } = count;
        let minutes = tools::minutes(began);
        println!("\n{name}: {passed} passed, {failed} failed ({minutes:.1} min)\n");
        sum += count;
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { Ok(()) } else { Err("some tests failed".into()) }
}

fn native() -> Tested {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--workspace", "--no-fail-fast"]).current_dir(workspace());
    count(&mut cargo)
}

/// The same tests in both browsers. The runner takes the first driver it is told of.
fn wasm() -> Tested {
    let toolbox = Toolbox::for_browsers()?;
    let pace = toolbox.pace()?;
    let drivers = [
        ("CHROMEDRIVER", toolbox.browser(&browsers::CHROMEDRIVER)?, String::new()),
        (
            "GECKODRIVER",
            toolbox.find("geckodriver")?,
            browsers::firefox_of_geckodriver(&toolbox.browser(&browsers::FIREFOX)?),
        ),
    ];
    let seconds = |idle: f64| format!("{:.0}", idle * pace);
    let mut sum = Count::default();
    for (variable, driver, told) in &drivers {
        println!("{variable}");
        let mut cargo = toolbox.command("cargo");
        cargo.args(["test", "--package", "palier", "--test", "page"]);
        cargo.args(["--target", "wasm32-unknown-unknown"]);
        for (other, ..) in &drivers {
            cargo.env_remove(other);
        }
        cargo.env(variable, driver).env(format!("{variable}_ARGS"), told);
        // Seconds: for the whole file, and for the driver to answer at all.
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", seconds(180.0));
        cargo.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", seconds(60.0));
        sum += count(&mut cargo)?;
    }
    Ok(sum)
}

/// The release page in both browsers, as a person would use it.
fn e2e() -> Tested {
    let toolbox = Toolbox::for_browsers()?;
    let dist = page::build(&toolbox)?;
    let site = Site::open(&dist, 0)?;
    let address = site.address();
    thread::spawn(|| site.serve());
    let mut node = toolbox.command("node");
    node.args(["--test", "--test-reporter=spec"]).args(e2e_files()?);
    node.env("PALIER_URL", address);
    node.env("PALIER_CHROMIUM", toolbox.browser(&browsers::CHROMIUM)?);
    node.env("PALIER_FIREFOX", toolbox.browser(&browsers::FIREFOX)?);
    node.env("PALIER_PACE", toolbox.pace()?.to_string());
    count(&mut node)
}

fn e2e_files() -> std::io::Result<Vec<PathBuf>> {
    let entries = workspace().join("e2e").read_dir()?;
    let files = entries.collect::<Result<Vec<_>, _>>()?.into_iter().map(|it| it.path());
    let is_test = |it: &PathBuf| it.file_name().and_then(OsStr::to_str).is_some_and(|it| it.ends_with(".test.mjs"));
    let mut files: Vec<PathBuf> = files.filter(is_test).collect();
    files.sort();
    Ok(files)
}

/// Runs a command, shows what it says as it says it, and adds up the tests it reports.
fn count(command: &mut Command) -> Tested {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut sum = Count::default();
    for line in BufReader::new(child.stdout.take().expect("it is piped")).lines() {
        let line = line?;
        println!("{line}");
        sum += reported(&line);
    }
    let succeeded = child.wait()?.success();
    if sum == Count::default() {
        return Err("no test was found".into());
    }
    if !succeeded && sum.failed == 0 {
        // Something did not compile, or died before it could be counted.
        sum.failed = 1;
    }
    Ok(sum)
}

/// What a line says about tests, in the words of cargo or of Node.
fn reported(line: &str) -> Count {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |text: &str| text.parse().unwrap_or(0);
    match words[..] {
        ["test", "result:", _, passed, "passed;", failed, "failed;", ..] => {
            Count { passed: number(passed), failed: number(failed) }
        }
        ["ℹ" | "#", "pass", passed] => Count { passed: number(passed), failed: 0 },
        ["ℹ" | "#", "fail" | "cancelled", failed] => Count { passed: 0, failed: number(failed) },
        _ => Count::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_cargo_and_from_node() {
        for (line, passed, failed) in [
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured", 12, 0),
            ("test result: FAILED. 2 passed; 3 failed; 0 ignored", 2, 3),
            ("ℹ pass 7", 7, 0),
            ("ℹ fail 2", 0, 2),
            ("ℹ cancelled 1", 0, 1),
            ("ℹ tests 9", 0, 0),
            ("running 3 tests", 0, 0),
        ] {
            assert_eq!(reported(line), Count { passed, failed }, "{line}");
        }
    }
}
