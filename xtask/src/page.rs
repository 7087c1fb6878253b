//! The release page, as Trunk builds it into `dist`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tools::{self, Toolbox};

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace")
}

/// Builds the page and returns its folder. Trunk writes the module, which holds what a first verdict
/// needs of the book; the rest of the book is put beside it.
pub fn build(toolbox: &Toolbox) -> Result<PathBuf, Box<dyn std::error::Error>> {
    // Trunk works offline, so that it never looks for tools of its own.
    tools::succeed(toolbox.command("cargo").args(["fetch", "--quiet"]))?;
    let mut trunk = toolbox.command("trunk");
    trunk.args(["build", "--release", "--offline"]).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes this for one of its own flags, and accepts only `true` or `false`.
    trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    tools::succeed(&mut trunk)?;
    let dist = workspace().join("dist");
    fs::write(dist.join(palier_formulary::appendix_name()), palier_formulary::appendix())?;
    Ok(dist)
}
