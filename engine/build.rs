//! Compiles the language files: every sentence under its name, with its variables and its plural forms.

use std::env;
use std::path::Path;

#[path = "languages/compile.rs"]
mod compile;

fn main() {
    println!("cargo::rerun-if-changed=languages");
    let out = env::var_os("OUT_DIR").expect("cargo names OUT_DIR");
    if let Err(faults) = compile::compile(Path::new("languages"), "engine", Path::new(&out)) {
        for fault in &faults {
            eprintln!("{fault}");
        }
        panic!("the languages do not hold: {} fault(s) above", faults.len());
    }
}
