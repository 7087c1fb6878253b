//! Names the sentences of the page, out of the language files that stand beside the engine; and writes the language
//! that nobody speaks, in which tests draw the page.

use std::env;
use std::fs;
use std::path::Path;

#[path = "engine/languages/pseudo.rs"]
mod pseudo;

use pseudo::compile;

fn main() {
    println!("cargo::rerun-if-changed=engine/languages");
    let out = env::var_os("OUT_DIR").expect("cargo names OUT_DIR");
    let folder = Path::new("engine/languages");
    compile::compile(folder, "page", Path::new(&out)).expect("the engine's build has checked them");
    let french = fs::read_to_string(folder.join("fr.toml")).expect("French is there");
    fs::write(Path::new(&out).join("strange.txt"), pseudo::built(&french, "page")).expect("OUT_DIR can be written");
}
