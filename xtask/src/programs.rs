//! A program of the machine: where it is, what version it says it has, and whether it succeeds.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::Done;

/// The first of some names in the folders of a path.
pub fn find_in(path: &OsStr, names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(path).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    places.into_iter().find(|it| it.is_file())
}

/// Runs a command to its end. A failure names the command.
pub fn succeed(command: &mut Command) -> Done {
    let status = command.status();
    ended(command, status)
}

/// What a command prints, run to its end. What it complains of is seen.
pub fn printed(command: &mut Command) -> Result<String, Box<dyn std::error::Error>> {
    let output = command.stderr(Stdio::inherit()).output();
    let (status, text) = match output {
        Ok(it) => (Ok(it.status), it.stdout),
        Err(error) => (Err(error), Vec::new()),
    };
    ended(command, status)?;
    Ok(String::from_utf8(text)?.trim().to_owned())
}

fn ended(command: &Command, status: std::io::Result<ExitStatus>) -> Done {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed ({status})").into()),
        Err(error) => Err(format!("`{name}` did not start: {error}").into()),
    }
}

/// The numbers of the first word that looks like a version: `trunk 0.21.14` is 0, 21, 14.
/// What is not printed is zero.
pub fn numbers(text: &str) -> [u32; 3] {
    let digit = |it: char| it.is_ascii_digit();
    let word = text.split_whitespace().find(|it| it.starts_with(digit));
    let mut numbers = word.unwrap_or_default().split('.').map_while(|it| it.parse().ok());
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_programs_print() {
        for (printed, expected) in [
            ("trunk 0.21.14", [0, 21, 14]),
            ("wasm-opt version 132 (version_132)", [132, 0, 0]),
            ("geckodriver 0.37.1 (b3b2e2b 2026-01-01)", [0, 37, 1]),
            ("nothing", [0, 0, 0]),
        ] {
            assert_eq!(numbers(printed), expected, "{printed}");
        }
    }
}
