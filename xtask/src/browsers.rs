//! The browsers the page is tested in: where they are, of which version, and how a machine gets them.
//!
//! The one that a variable names is taken, else the first of its names on the path. What is missing,
//! too old, or a driver that is not of its browser's version, is installed where we may (Debian, as
//! root), and said; else one line tells what was found and what to type.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Done;
use crate::programs::{find_in, numbers, succeed};

/// A browser, or the driver of one.
pub struct Browser {
    /// As people call it.
    name: &'static str,
    /// The names under which it is installed.
    names: &'static [&'static str],
    /// The Debian package that brings it.
    package: &'static str,
    /// The oldest version of which every test has passed.
    oldest: u32,
    /// What names another one, such as a second Firefox.
    variable: &'static str,
}

/// Spoken to by its own protocol.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    names: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
    oldest: 150,
    variable: "PALIER_CHROMIUM",
};
/// Drives Chromium for the tests of the module; of the same version as Chromium.
pub const CHROMEDRIVER: Browser = Browser {
    name: "ChromeDriver",
    names: &["chromedriver"],
    package: "chromium-driver",
    oldest: 150,
    variable: "PALIER_CHROMEDRIVER",
};
/// ESR 140 and later: `e2e/bidi.mjs` says what an older driver protocol lacks.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    names: &["firefox-esr", "firefox"],
    package: "firefox-esr",
    oldest: 140,
    variable: "PALIER_FIREFOX",
};

const ALL: [&Browser; 3] = [&CHROMIUM, &CHROMEDRIVER, &FIREFOX];

/// A program that was found, and the version it says it has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    path: PathBuf,
    version: [u32; 3],
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.version;
        write!(f, "{major}.{minor}.{patch} ({})", self.path.display())
    }
}

impl Browser {
    /// Where it is: as its variable says, else the first of its names on a path.
    ///
    /// # Errors
    /// It is nowhere.
    pub fn find(&self, path: &OsStr) -> Result<PathBuf, Box<dyn std::error::Error>> {
        let named = env::var_os(self.variable).filter(|it| !it.is_empty()).map(PathBuf::from);
        let found = named.or_else(|| find_in(path, self.names)).filter(|it| it.is_file());
        found.ok_or_else(|| format!("{} is not installed", self.name).into())
    }

    fn look(&self) -> Option<Found> {
        let path = self.find(&env::var_os("PATH").unwrap_or_default()).ok()?;
        let printed = Command::new(&path).arg("--version").stderr(Stdio::null()).output().ok()?.stdout;
        Some(Found { version: numbers(&String::from_utf8_lossy(&printed)), path })
    }

    /// What is wrong with what was found.
    fn fault(&self, found: Option<&Found>) -> Option<String> {
        let (name, oldest) = (self.name, self.oldest);
        match found {
            None => Some(format!("{name} is not installed: {oldest} or later is needed")),
            Some(it) if it.version[0] < oldest => Some(format!("{name} {it} is too old: {oldest} or later is needed")),
            Some(_) => None,
        }
    }
}

/// What is wrong with the three, each with the package that mends it.
fn faults(found: &[Option<Found>; 3]) -> Vec<(&'static str, String)> {
    let own = ALL.iter().zip(found).filter_map(|(it, found)| Some((it.package, it.fault(found.as_ref())?)));
    let mut faults: Vec<_> = own.collect();
    if let [Some(chromium), Some(driver), _] = found
        && faults.is_empty()
        && chromium.version[0] != driver.version[0]
    {
        let fault = format!("ChromeDriver {driver} does not drive Chromium {chromium}: the first number must agree");
        faults.extend([(CHROMIUM.package, fault.clone()), (CHROMEDRIVER.package, fault)]);
    }
    faults
}

/// Says which browsers are tested; installs what is needed where we may.
///
/// # Errors
/// What is missing or of the wrong version, and what to type.
pub fn ready() -> Done {
    let mut found = ALL.map(Browser::look);
    let mut faults = faults(&found);
    if !faults.is_empty() && may_install() {
        let packages: Vec<&str> = faults.iter().map(|(package, _)| *package).collect();
        println!("{}", said(&faults));
        install(&packages)?;
        found = ALL.map(Browser::look);
        faults = self::faults(&found);
    }
    if !faults.is_empty() {
        let packages: Vec<&str> = faults.iter().map(|(package, _)| *package).collect();
        let packages = packages.join(" ");
        return Err(format!("{}\nto have them: sudo apt-get install {packages}", said(&faults)).into());
    }
    for (browser, found) in ALL.iter().zip(found.iter().flatten()) {
        println!("{} {found}", browser.name);
    }
    Ok(())
}

fn said(faults: &[(&str, String)]) -> String {
    let mut lines: Vec<&str> = faults.iter().map(|(_, it)| it.as_str()).collect();
    lines.dedup();
    lines.join("\n")
}

/// As root, with Debian's own tool.
fn may_install() -> bool {
    let user = Command::new("id").arg("-u").output().map(|it| it.stdout);
    let has_apt = find_in(&env::var_os("PATH").unwrap_or_default(), &["apt-get"]).is_some();
    has_apt && user.is_ok_and(|it| it.trim_ascii() == b"0")
}

fn install(packages: &[&str]) -> Done {
    println!("{}: installing, about 2 min", packages.join(" "));
    let apt = |args: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(["--quiet", "--quiet"]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
        succeed(apt.stdout(Stdio::null()))
    };
    apt(&["update"])?;
    // A page without a font has no text to look for.
    apt(&[&["install", "--yes", "--no-install-recommends", "fonts-dejavu-core"], packages].concat())
}

/// What geckodriver is told, so that it drives the Firefox that was found.
pub fn firefox_of_geckodriver(firefox: &Path) -> String {
    format!("--binary {}", firefox.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(version: [u32; 3]) -> Option<Found> {
        Some(Found { path: "/usr/bin/it".into(), version })
    }

    #[test]
    fn esr_140_is_driven_and_anything_older_is_named_with_its_version() {
        for (version, said) in [
            ([139, 9, 9], Some("Firefox 139.9.9 (/usr/bin/it) is too old: 140 or later is needed")),
            ([140, 0, 0], None),
            ([140, 12, 0], None),
            ([153, 8, 0], None),
            // A program that prints no version is not believed.
            ([0, 0, 0], Some("Firefox 0.0.0 (/usr/bin/it) is too old: 140 or later is needed")),
        ] {
            assert_eq!(FIREFOX.fault(found(version).as_ref()).as_deref(), said);
        }
        let missing = FIREFOX.fault(None);
        assert_eq!(missing.as_deref(), Some("Firefox is not installed: 140 or later is needed"));
    }

    #[test]
    fn a_driver_of_another_version_than_its_browser_is_named_with_both() {
        let [firefox, new, old] = [[153, 8, 0], [156, 0, 8078], [150, 0, 7871]].map(found);
        assert_eq!(faults(&[new.clone(), new.clone(), firefox.clone()]), []);
        let faults = faults(&[new, old, firefox]);
        let packages: Vec<&str> = faults.iter().map(|(package, _)| *package).collect();
        assert_eq!(packages, ["chromium", "chromium-driver"]);
        assert_eq!(
            said(&faults),
            "ChromeDriver 150.0.7871 (/usr/bin/it) does not drive Chromium 156.0.8078 (/usr/bin/it): \
             the first number must agree"
        );
    }

    #[test]
    fn the_oldest_firefox_is_that_of_the_scripts() {
        let scripts = include_str!("../../e2e/bidi.mjs");
        assert!(scripts.contains(&format!("export const OLDEST = {};", FIREFOX.oldest)));
    }
}
