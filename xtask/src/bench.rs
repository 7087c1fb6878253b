//! `cargo xtask bench`: size, speed and memory of the release page, beside their budgets.
//!
//! It reports and never fails: a timing depends on the machine that took it.

use std::path::PathBuf;
use std::{env, fs, process, thread};

use crate::programs::succeed;
use crate::site::Site;
use crate::tools::Toolbox;
use crate::workspace::workspace;
use crate::{Done, browsers, page};

/// Builds the page and lets `e2e/bench.mjs` measure it, beside the page in Preact that it makes of
/// the same fields.
pub fn run(args: &[String]) -> Done {
    let lighthouse = match args {
        [] => false,
        [flag] if flag == "--lighthouse" => true,
        _ => return Err("usage: cargo xtask bench [--lighthouse]".into()),
    };
    let toolbox = if lighthouse { Toolbox::for_lighthouse()? } else { Toolbox::for_browsers()? };
    toolbox.node_modules("e2e/comparison")?;
    let dist = page::build(&toolbox)?;
    let temp = Temp::new()?;
    let comparison = temp.0.join("comparison");
    fs::create_dir(&comparison)?;
    let book = temp.0.join("opening.columns");
    fs::write(&book, palier_formulary::opening_bytes())?;

    let mut node = toolbox.command("node");
    node.arg("e2e/bench.mjs");
    for (site, name) in [(&dist, "PALIER_URL"), (&comparison, "PALIER_COMPARISON_URL")] {
        let site = Site::open(site, 0)?;
        node.env(name, site.address());
        thread::spawn(|| site.serve());
    }
    node.env("PALIER_DIST", &dist).env("PALIER_COMPARISON", &comparison).env("PALIER_BOOK", &book);
    node.env("PALIER_NAMED", workspace().join("target/wasm32-unknown-unknown/release/palier.wasm"));
    // What a run weighed stays where builds do: the tree keeps no measurement.
    node.env("PALIER_SIZES", workspace().join("target/bench-sizes.json"));
    node.env("PALIER_CHROMIUM", toolbox.browser(&browsers::CHROMIUM)?);
    if lighthouse {
        node.env("PALIER_LIGHTHOUSE", "1");
    }
    succeed(&mut node)
}

/// A folder that goes when the measuring is done.
struct Temp(PathBuf);

impl Temp {
    fn new() -> std::io::Result<Self> {
        let folder = env::temp_dir().join(format!("palier-bench-{}", process::id()));
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
