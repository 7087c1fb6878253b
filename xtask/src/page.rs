//! The release page, as Trunk builds it into `dist`.

use std::path::PathBuf;
use std::{env, fs};

use palier_formulary::File;

use crate::programs::succeed;
use crate::seal;
use crate::tools::Toolbox;
use crate::workspace::workspace;

/// Builds the page and returns its folder. Trunk writes the module; the files of the book are put beside it, and each
/// file is sealed with the digest of its bytes.
pub fn build(toolbox: &Toolbox) -> Result<PathBuf, Box<dyn std::error::Error>> {
    // Trunk works offline, so that it never looks for tools of its own.
    succeed(toolbox.command("cargo").args(["fetch", "--quiet"]))?;
    let mut trunk = toolbox.command("trunk");
    trunk.args(["build", "--release", "--offline"]).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes this for one of its own flags, and accepts only `true` or `false`.
    trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    trunk.env("CARGO_ENCODED_RUSTFLAGS", without_home().join("\u{1f}"));
    succeed(&mut trunk)?;
    let dist = workspace().join("dist");
    for file in File::ALL {
        fs::write(dist.join(file.name()), file.bytes())?;
    }
    seal::seal(&dist)?;
    Ok(dist)
}

/// What a panic names as its place must not tell whose machine built the page, nor make the page of
/// one machine differ from that of another.
fn without_home() -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|it| it.join(".cargo"))).unwrap_or_default();
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    let mut flags: Vec<String> =
        registries.map(|it| format!("--remap-path-prefix={}=crates", it.path().display())).collect();
    flags.sort();
    flags
}
