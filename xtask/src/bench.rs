//! `cargo xtask bench`: size, speed and memory of the release page, beside their budgets.
//!
//! It reports and never fails: a timing depends on the machine that took it.

use std::thread;

use crate::site::Site;
use crate::tools::{self, Toolbox};
use crate::{Done, page};

/// Builds the page and lets `e2e/bench.mjs` measure it.
pub fn run(_: &[String]) -> Done {
    let toolbox = Toolbox::for_browsers()?;
    let dist = page::build(&toolbox)?;
    let site = Site::open(&dist, 0)?;
    let mut node = toolbox.command("node");
    node.arg("e2e/bench.mjs").env("PALIER_URL", site.address()).env("PALIER_DIST", &dist);
    thread::spawn(|| site.serve());
    tools::succeed(&mut node)
}
