//! The programs Palier is built and tested with, and how a fresh machine gets them.
//!
//! What is on the path is used when its version fits. Everything else goes into a cache of the
//! person, `palier/tools/NAME-VERSION`, where the next clone finds it.

use std::collections::VecDeque;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Done;
use crate::browsers::{self, Browser};
use crate::programs::{find_in, numbers, succeed};
use crate::workspace::workspace;

/// A program with a version of its own.
struct Tool {
    name: &'static str,
    version: Version,
    /// What is run, and asked for its version.
    program: &'static str,
    source: ToolSource,
    /// Seen on two idle cores.
    minutes: u32,
}

enum Version {
    /// This one or a later one.
    From(&'static str),
    /// The same as that package in `Cargo.lock`.
    Locked(&'static str),
}

enum ToolSource {
    /// A crate, with the dependencies it was published with.
    LockedCrate,
    /// A crate whose published dependencies cannot be had everywhere.
    Crate,
    /// An npm package.
    Npm,
}

const PAGE: [Tool; 3] = [
    Tool {
        name: "wasm-bindgen-cli",
        version: Version::Locked("wasm-bindgen"),
        program: "wasm-bindgen",
        source: ToolSource::Crate,
        minutes: 2,
    },
    Tool {
        name: "trunk",
        version: Version::From("0.21.14"),
        program: "trunk",
        source: ToolSource::LockedCrate,
        minutes: 3,
    },
    Tool {
        name: "binaryen",
        version: Version::From("132.0.0"),
        program: "wasm-opt",
        source: ToolSource::Npm,
        minutes: 1,
    },
];

const DRIVER: [Tool; 1] = [Tool {
    name: "geckodriver",
    version: Version::From("0.37.1"),
    program: "geckodriver",
    source: ToolSource::LockedCrate,
    minutes: 1,
}];

const REPORTERS: [Tool; 1] = [Tool {
    name: "lighthouse",
    version: Version::From("12.8.2"),
    program: "lighthouse",
    source: ToolSource::Npm,
    minutes: 1,
}];

/// The tools that are there, ready to be run.
pub struct Toolbox {
    path: OsString,
}

impl Toolbox {
    /// What the page is built with. Never asks for more rights than the person has.
    pub fn for_page() -> Result<Self, Box<dyn std::error::Error>> {
        wasm_target()?;
        Self::with(&PAGE.iter().collect::<Vec<_>>())
    }

    /// What the page is built and driven with: two browsers and their drivers too.
    pub fn for_browsers() -> Result<Self, Box<dyn std::error::Error>> {
        Self::driven(&[])
    }

    /// What the page is built, driven and rated with: Lighthouse too, which is large.
    pub fn for_lighthouse() -> Result<Self, Box<dyn std::error::Error>> {
        Self::driven(&REPORTERS)
    }

    fn driven(more: &[Tool]) -> Result<Self, Box<dyn std::error::Error>> {
        wasm_target()?;
        browsers::ready()?;
        let toolbox = Self::with(&PAGE.iter().chain(&DRIVER).chain(more).collect::<Vec<_>>())?;
        toolbox.node_modules("e2e")?;
        Ok(toolbox)
    }

    /// What the scripts of a folder import: installed again when the lock is newer.
    pub fn node_modules(&self, folder: &str) -> Done {
        let folder = workspace().join(folder);
        let age = |file: &str| fs::metadata(folder.join(file)).and_then(|it| it.modified());
        let installed = age("node_modules/.package-lock.json");
        if installed.is_ok_and(|it| age("package-lock.json").is_ok_and(|lock| lock <= it)) {
            return Ok(());
        }
        succeed(self.command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
    }

    fn with(tools: &[&Tool]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut missing = Vec::new();
        let mut folders = Vec::new();
        for tool in tools {
            let version = tool.version.number()?;
            if tool.fits(&version) {
                continue;
            }
            let home = cache()?.join(format!("{}-{version}", tool.name));
            folders.push(home.join(tool.source.bin()));
            if !home.exists() {
                missing.push((*tool, version, home));
            }
        }
        if !missing.is_empty() {
            sweep(&cache()?);
        }
        // Side by side: the compiler cannot keep two cores busy with one tool.
        let failures: Vec<String> = thread::scope(|scope| {
            let installs: Vec<_> =
                missing.iter().map(|(tool, version, home)| scope.spawn(|| tool.install(version, home))).collect();
            let ended = installs.into_iter().map(|it| it.join().expect("it returns its errors"));
            ended.filter_map(Result::err).collect()
        });
        if !failures.is_empty() {
            return Err(failures.join("\n").into());
        }
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Self { path: env::join_paths(folders)? })
    }

    /// A command that finds every tool, run in the folder of the workspace.
    pub fn command(&self, program: &str) -> Command {
        // The search for the program itself uses our own path, not the one given to the child.
        let program = find_in(&self.path, &[program]).unwrap_or_else(|| program.into());
        let mut command = Command::new(program);
        command.env("PATH", &self.path).current_dir(workspace());
        command
    }

    /// Where a program is.
    pub fn find(&self, name: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
        find_in(&self.path, &[name]).ok_or_else(|| format!("`{name}` is not installed").into())
    }

    /// Where a browser or its driver is.
    pub fn browser(&self, browser: &Browser) -> Result<PathBuf, Box<dyn std::error::Error>> {
        browser.find(&self.path)
    }

    /// How much slower this machine is, now, than the one the time limits were chosen on; 1 at the least.
    pub fn pace(&self) -> Result<f64, Box<dyn std::error::Error>> {
        let printed = self.command("node").arg("e2e/pace.mjs").output()?.stdout;
        let pace: f64 = String::from_utf8_lossy(&printed).trim().parse()?;
        println!("time limits × {pace:.1}, as this machine goes now");
        Ok(pace)
    }
}

/// `cargo xtask tools`: installs everything, and changes nothing when nothing is missing.
pub fn run(_: &[String]) -> Done {
    Toolbox::for_browsers()?;
    println!("every tool is there");
    Ok(())
}

impl Version {
    fn number(&self) -> Result<String, Box<dyn std::error::Error>> {
        match self {
            Self::From(number) => Ok((*number).to_owned()),
            Self::Locked(package) => {
                let lock = fs::read_to_string(workspace().join("Cargo.lock"))?;
                locked_version(&lock, package).ok_or_else(|| format!("`{package}` is not in Cargo.lock").into())
            }
        }
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

impl ToolSource {
    /// Where an installation keeps its programs.
    fn bin(&self) -> &'static str {
        match self {
            Self::LockedCrate | Self::Crate => "bin",
            Self::Npm => "node_modules/.bin",
        }
    }
}

impl Tool {
    /// Whether the path already has it.
    fn fits(&self, version: &str) -> bool {
        let answer = Command::new(self.program).arg("--version").output();
        let Ok(answer) = answer else { return false };
        let found = numbers(&String::from_utf8_lossy(&answer.stdout));
        match self.version {
            Version::Locked(_) => found == numbers(version),
            Version::From(_) => found >= numbers(version),
        }
    }

    /// Installs into a folder beside `home` and renames it at the end, so that `home` is either
    /// whole or absent.
    fn install(&self, version: &str, home: &Path) -> Result<(), String> {
        let name = format!("{} {version}", self.name);
        println!("{name}: installing, about {} min", self.minutes);
        let began = Instant::now();
        let temp = home.with_file_name(format!(".{}-{version}.{}", self.name, std::process::id()));
        let done = self.fetch(version, &temp, &name, began).and_then(|()| {
            // Another clone may have been faster.
            fs::rename(&temp, home).or_else(|error| if home.exists() { Ok(()) } else { Err(error) })?;
            Ok(())
        });
        fs::remove_dir_all(&temp).ok();
        done.map_err(|error| format!("{name}: {error}"))?;
        println!("{name}: installed in {:.1} min", minutes(began));
        Ok(())
    }

    fn fetch(&self, version: &str, temp: &Path, name: &str, began: Instant) -> Done {
        fs::create_dir_all(temp)?;
        let mut command = match self.source {
            ToolSource::LockedCrate | ToolSource::Crate => {
                let mut cargo = Command::new("cargo");
                cargo.args(["install", self.name, "--version", version, "--root"]).arg(temp);
                if matches!(self.source, ToolSource::LockedCrate) {
                    cargo.arg("--locked");
                }
                // Quick to build matters here, quick to run does not.
                cargo
                    .env("CARGO_PROFILE_RELEASE_LTO", "off")
                    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                    .env("CARGO_TARGET_DIR", temp.join("build"));
                cargo
            }
            ToolSource::Npm => {
                let mut npm = Command::new("npm");
                npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(temp);
                npm.arg(format!("{}@{version}", self.name));
                npm
            }
        };
        // Away from the workspace, whose own settings are not meant for them.
        command.current_dir(temp);
        watch(&mut command, name, began)?;
        if let ToolSource::LockedCrate | ToolSource::Crate = self.source {
            fs::remove_dir_all(temp.join("build"))?;
        }
        Ok(())
    }
}

/// Runs a long command with a line now and then, and shows its last words only if it fails.
fn watch(command: &mut Command, name: &str, began: Instant) -> Done {
    const EVERY: Duration = Duration::from_secs(20);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{}`: {error}", command.get_program().to_string_lossy()))?;
    let mut last_words = VecDeque::new();
    let mut compiled = 0;
    let mut told = began;
    for line in BufReader::new(child.stderr.take().expect("it is piped")).lines() {
        let line = line?;
        compiled += usize::from(line.trim_start().starts_with("Compiling"));
        if told.elapsed() > EVERY {
            told = Instant::now();
            println!("{name}: {compiled} packages compiled, {:.1} min", minutes(began));
        }
        last_words.push_back(line);
        if last_words.len() > 20 {
            last_words.pop_front();
        }
    }
    if child.wait()?.success() {
        return Ok(());
    }
    let last_words: Vec<String> = last_words.into();
    Err(format!("could not be installed:\n{}", last_words.join("\n")).into())
}

/// Minutes since then.
pub fn minutes(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() / 60.0
}

fn cache() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let base = env::var_os("XDG_CACHE_HOME").filter(|it| !it.is_empty()).map(PathBuf::from);
    let base = base.or_else(|| env::home_dir().map(|it| it.join(".cache")));
    Ok(base.ok_or("there is no home folder to keep the tools in")?.join("palier/tools"))
}

/// Removes what installations that were cut short left behind, a day ago or more.
fn sweep(cache: &Path) {
    const OLD: Duration = Duration::from_secs(24 * 3600);
    for entry in cache.read_dir().into_iter().flatten().flatten() {
        let modified = entry.metadata().and_then(|it| it.modified());
        let is_old = modified.is_ok_and(|it| it.elapsed().is_ok_and(|age| age > OLD));
        if is_old && entry.file_name().as_encoded_bytes().starts_with(b".") {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

fn wasm_target() -> Done {
    const TARGET: &str = "wasm32-unknown-unknown";
    let root = Command::new("rustc").args(["--print", "sysroot"]).output()?.stdout;
    let root = PathBuf::from(String::from_utf8(root)?.trim());
    if root.join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    succeed(Command::new("rustup").args(["target", "add", TARGET]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_follows_the_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }
}
