//! The release page, as Trunk builds it into `dist`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use palier_engine::lang::Tongue;
use palier_formulary::File;

use crate::programs::{printed, succeed};
use crate::tools::Toolbox;
use crate::workspace::workspace;
use crate::{Done, lighten, seal};

/// What the page holds until the build has written its first screen.
const PLACE: &str = r#"<div class="palier-shell"></div>"#;

/// Builds the page and returns its folder. Trunk writes the module; the files of the book, the style sheet and the first
/// screens are put beside it, what only people read is left out, and each file is sealed with the digest of its bytes.
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
    first_screens(toolbox, &dist)?;
    fs::write(dist.join("palier.css"), sheet()?)?;
    lighten::lighten(&dist)?;
    seal::seal(&dist)?;
    Ok(dist)
}

/// Writes the first screen in each language, as the planner draws it outside a browser. The page holds the first
/// language's; the element asks for the one it needs.
fn first_screens(toolbox: &Toolbox, dist: &Path) -> Done {
    for (at, tongue) in Tongue::ALL.into_iter().enumerate() {
        let code = tongue.code();
        let drawn = printed(toolbox.command("cargo").args(["run", "--quiet", "--package", "palier", "--", code]))?;
        fs::write(dist.join(format!("shell-{code}-{}.html", seal::short(drawn.as_bytes()))), &drawn)?;
        if at == 0 {
            let shell = format!(r#"<div class="palier-shell" lang="{code}">{drawn}</div>"#);
            seal::rewrite(&dist.join("index.html"), |page| match page.contains(PLACE) {
                true => Ok(page.replacen(PLACE, &shell, 1)),
                false => Err(format!("index.html has no `{PLACE}`")),
            })?;
        }
    }
    Ok(())
}

/// The style sheet: its files one after another, the most general first.
fn sheet() -> std::io::Result<String> {
    let folder = workspace().join("static/sheet");
    SHEET.iter().map(|it| fs::read_to_string(folder.join(it).with_extension("css"))).collect()
}

/// The files of the style sheet, in the order in which a later one may say otherwise.
const SHEET: [&str; 9] = ["host", "ground", "controls", "frame", "form", "answer", "start", "routes", "paper"];

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
